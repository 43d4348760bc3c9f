import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';
import type { SenderProvider } from '../auth/sender-provider.ts';

/** A real OIDC provider on a loopback port, for tests. */
export interface RunningProvider {
  readonly provider: SenderProvider;
  /** A signed JWT access token for `audience`, from the client-credentials flow. */
  accessToken(audience: string): Promise<string>;
  close(): Promise<void>;
}

const clientId = 'collector';
const clientSecret = 'a-secret-of-the-tests-with-32-characters';

/** Starts a provider that sends browsers back to one of `redirectUris`; access tokens live for `tokenSeconds`. */
export async function startOidcProvider(
  redirectUris: readonly string[],
  options: { algorithm?: 'RS256' | 'ES256'; tokenSeconds?: number } = {},
): Promise<RunningProvider> {
  const { algorithm = 'RS256', tokenSeconds = 300 } = options;
  let handle: ReturnType<Provider['callback']> | null = null;
  const server = createServer((request, response) => handle?.(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const issuer = `http://127.0.0.1:${port}`;
  handle = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [...redirectUris],
        grant_types: ['authorization_code', 'client_credentials'],
        response_types: ['code'],
        id_token_signed_response_alg: algorithm,
      },
    ],
    jwks: { keys: [createSigningKey(algorithm)] },
    cookies: { keys: ['test'] },
    pkce: { required: () => true },
    findAccount: async (_context, id) => ({ accountId: id, claims: async () => ({ sub: id }) }),
    features: {
      devInteractions: { enabled: true },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: (_context, resource) => ({
          scope: 'collect',
          audience: resource.replace('urn:audience:', ''),
          accessTokenFormat: 'jwt',
          accessTokenTTL: tokenSeconds,
          jwt: { sign: { alg: algorithm } },
        }),
      },
    },
  }).callback();
  return {
    provider: {
      issuer,
      userEndpoint: `${issuer}/me`,
      authorizationEndpoint: `${issuer}/auth`,
      tokenEndpoint: `${issuer}/token`,
      appClientId: clientId,
      appClientSecret: clientSecret,
    },
    accessToken: (audience) => requestToken(issuer, audience),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function createSigningKey(algorithm: 'RS256' | 'ES256') {
  const { privateKey } =
    algorithm === 'RS256'
      ? generateKeyPairSync('rsa', { modulusLength: 2048 })
      : generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: algorithm, kid: `key-${algorithm}` };
}

async function requestToken(issuer: string, audience: string): Promise<string> {
  const response = await fetch(`${issuer}/token`, {
    method: 'POST',
    headers: { Authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}` },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      scope: 'collect',
      resource: `urn:audience:${audience}`,
    }),
  });
  const answer: unknown = await response.json();
  if (typeof answer !== 'object' || answer === null || !('access_token' in answer)) {
    throw new Error(`no token: ${JSON.stringify(answer)}`);
  }
  return String(answer.access_token);
}
