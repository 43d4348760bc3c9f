import { once } from 'node:events';
import { createServer } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

/** Changes to the honest ID token. */
export interface Bend {
  readonly claims?: Readonly<Record<string, unknown>>;
  /** Seconds from now until it ends. */
  readonly expiresIn?: number;
  /** Signs with a key that the provider does not publish. */
  readonly hasForeignKey?: boolean;
  /** Signs with the client id as a shared secret. */
  readonly isSymmetric?: boolean;
  /** Signs nothing. */
  readonly isUnsigned?: boolean;
}

/** A provider that sends what a real one never would. */
export interface BentProvider extends AsyncDisposable {
  readonly issuer: string;
  /** What the next token looks like; the nonce of the request is put in unless the bend says otherwise. */
  bend(change: Bend): void;
  /** Nonce of the sign-in that is under way. */
  setNonce(nonce: string): void;
}

/** Starts it on a free port. */
export async function startBentProvider(clientId: string): Promise<BentProvider> {
  const own = await generateKeyPair('RS256');
  const foreign = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(own.publicKey)), kid: 'own', alg: 'RS256', use: 'sig' };
  let issuer = '';
  let nonce = '';
  let change: Bend = {};

  async function idToken(): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: issuer,
      aud: clientId,
      sub: 'subject',
      nonce,
      iat: now,
      exp: now + (change.expiresIn ?? 300),
      email: 'bent@example.test',
      email_verified: true,
      ...change.claims,
    };
    if (change.isUnsigned === true) {
      const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
      return `${part({ alg: 'none' })}.${part(claims)}.`;
    }
    if (change.isSymmetric === true)
      return new SignJWT(claims)
        .setProtectedHeader({ alg: 'HS256' })
        .sign(new TextEncoder().encode(clientId.padEnd(32, '0')));
    const key = change.hasForeignKey === true ? foreign.privateKey : own.privateKey;
    return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'own' }).sign(key);
  }

  const server = createServer((request, response) => {
    const answer = (value: unknown) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    const path = request.url ?? '';
    if (path.startsWith('/.well-known/'))
      answer({
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/jwks`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        code_challenge_methods_supported: ['S256'],
      });
    else if (path.startsWith('/jwks')) answer({ keys: [jwk] });
    else
      void idToken().then((id_token) =>
        answer({ access_token: 'access', token_type: 'Bearer', expires_in: 300, id_token }),
      );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  issuer = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  return {
    issuer,
    bend: (next) => {
      change = next;
    },
    setNonce: (next) => {
      nonce = next;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
