import type { Configuration } from 'openid-client';
import type { IssuerMetadata } from './issuer-metadata.ts';
import type { CookieSealer } from './sealed-cookie.ts';
import type { SenderProvider } from './sender-provider.ts';
import { tokenAlgorithms } from './token-algorithms.ts';

const loginLifetimeSeconds = 600;

/** A sign-in on its way: where the browser goes and what it must bring back. */
export interface LoginStart {
  readonly redirectTo: string;
  /** Sealed state, nonce and PKCE verifier; kept by the browser, so that any worker can finish the sign-in. */
  readonly loginCookie: string;
  readonly lifetimeSeconds: number;
}

/** Settings of {@link createOidcLogin}. */
export interface OidcLoginOptions {
  readonly provider: SenderProvider;
  readonly issuerMetadata: () => Promise<IssuerMetadata>;
  readonly sealer: CookieSealer;
}

/** The two halves of the authorization code flow with PKCE, state and nonce. */
export interface OidcLogin {
  start(redirectUri: string): Promise<LoginStart>;
  /** The subject who signed in; throws when anything about the answer of the provider is not in order. */
  finish(callbackUrl: URL, loginCookie: string): Promise<string>;
}

/** Creates the flow for one provider; `openid-client` is loaded at the first sign-in. */
export function createOidcLogin(options: OidcLoginOptions): OidcLogin {
  const { provider, sealer } = options;
  return {
    async start(redirectUri) {
      const openid = await import('openid-client');
      const verifier = openid.randomPKCECodeVerifier();
      const state = openid.randomState();
      const nonce = openid.randomNonce();
      const redirectTo = openid.buildAuthorizationUrl(await configure(options), {
        redirect_uri: redirectUri,
        response_type: 'code',
        scope: 'openid',
        code_challenge: await openid.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state,
        nonce,
      });
      return {
        redirectTo: redirectTo.href,
        loginCookie: await sealer.seal('login', { state, nonce, verifier }, loginLifetimeSeconds),
        lifetimeSeconds: loginLifetimeSeconds,
      };
    },
    async finish(callbackUrl, loginCookie) {
      const openid = await import('openid-client');
      const login = await sealer.open('login', loginCookie);
      if (!login) throw new Error('the sign-in was not started here, or more than ten minutes ago');
      const configuration = await configure(options);
      const tokens = await openid.authorizationCodeGrant(configuration, callbackUrl, {
        pkceCodeVerifier: String(login.verifier),
        expectedState: String(login.state),
        expectedNonce: String(login.nonce),
        idTokenExpected: true,
      });
      const subject = tokens.claims()?.sub;
      if (subject === undefined) throw new Error('the provider sent no ID token');
      await openid.fetchUserInfo(configuration, tokens.access_token, subject);
      return subject;
    },
  };

  async function configure({ issuerMetadata }: OidcLoginOptions): Promise<Configuration> {
    const openid = await import('openid-client');
    const { jwksUri, tokenEndpointAuthMethods } = await issuerMetadata();
    const clientAuthentication = tokenEndpointAuthMethods.includes('client_secret_basic')
      ? openid.ClientSecretBasic(provider.appClientSecret)
      : openid.ClientSecretPost(provider.appClientSecret);
    const configuration = new openid.Configuration(
      {
        issuer: provider.issuer,
        authorization_endpoint: provider.authorizationEndpoint,
        token_endpoint: provider.tokenEndpoint,
        userinfo_endpoint: provider.userEndpoint,
        jwks_uri: jwksUri,
        id_token_signing_alg_values_supported: [...tokenAlgorithms],
      },
      provider.appClientId,
      {},
      clientAuthentication,
    );
    // By default the library trusts an ID token for having come over TLS; its signature is to be verified.
    openid.enableNonRepudiationChecks(configuration);
    if (isPlainHttp(provider) || jwksUri.startsWith('http:')) openid.allowInsecureRequests(configuration);
    return configuration;
  }
}

function isPlainHttp(provider: SenderProvider): boolean {
  return [provider.issuer, provider.tokenEndpoint, provider.userEndpoint].some((url) =>
    url.startsWith('http:'),
  );
}
