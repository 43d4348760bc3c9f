import type { IncomingHttpHeaders } from 'node:http';
import { type Clock, CodedError, type Logger } from '@millstream/core';
import type { GateVerdict, SenderGate } from '../http/sender-gate.ts';
import { createBearerVerifier } from './bearer-token.ts';
import { readCookie } from './cookie-header.ts';
import { createIssuerMetadata } from './issuer-metadata.ts';
import { createLoginRoutes, sessionCookieName } from './login-routes.ts';
import { createOidcLogin } from './oidc-login.ts';
import { createCookieSealer } from './sealed-cookie.ts';
import type { SenderProvider } from './sender-provider.ts';
import { openSessionKeys } from './session-keys.ts';
import { createVerifiedCredentials } from './verified-credentials.ts';

const longestCredential = 8_192;
const rememberedCharacters = 8_000_000;
/** A key that the issuer withdrew stops working after this time even for tokens that were seen before. */
const reverifyAfterMs = 10 * 60 * 1000;
const bearerPattern = /^bearer +([\w-]+\.[\w-]+\.[\w-]+) *$/i;
const allowed: GateVerdict = { ok: true };
const refused: GateVerdict = { ok: false };
const undecided: GateVerdict = { ok: false, isUndecided: true };

/** Settings of {@link createOidcSenderGate}. */
export interface OidcSenderGateOptions {
  readonly provider: SenderProvider;
  /** Folder of the session keys, shared by all workers; created when missing. */
  readonly keyDirectory: string;
  /**
   * Scheme, host and port under which browsers reach the collector, for example `https://events.example.com`.
   * Default: taken from the connection and the Host header.
   */
  readonly publicOrigin?: string | null;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Creates the guard that admits senders by session cookie (got at `/login`) or bearer token of one OIDC provider.
 * Nothing is read or asked before the first request needs it; credentials seen before are judged without a promise.
 * While the provider's keys cannot be had and were never read, tokens are not judged and the log says why.
 */
export function createOidcSenderGate(options: OidcSenderGateOptions): SenderGate {
  const { provider, clock, logger } = options;
  const { issuer, appClientId: audience } = provider;
  const issuerMetadata = createIssuerMetadata(issuer, clock);
  const keys = openSessionKeys(options.keyDirectory, clock);
  const sealer = createCookieSealer({ keys, clock, issuer, audience });
  const verifyBearer = createBearerVerifier({ issuer, audience, issuerMetadata, clock });
  const verified = createVerifiedCredentials(clock, rememberedCharacters);
  const routes = createLoginRoutes({
    login: createOidcLogin({ provider, issuerMetadata, sealer }),
    sealer,
    logger,
    publicOrigin: options.publicOrigin ?? null,
  });

  function admit(credential: string, expiresAtMs: number): GateVerdict {
    verified.add(credential, Math.min(expiresAtMs, clock.now() + reverifyAfterMs));
    return allowed;
  }

  async function judge({ token, session }: Credentials): Promise<GateVerdict> {
    const claims = session === null ? null : await sealer.open('session', session);
    if (session !== null && claims?.exp !== undefined) return admit(session, claims.exp * 1000);
    if (token === null) return refused;
    const verdict = await verifyBearer(token);
    if (verdict.kind === 'valid') return admit(token, verdict.expiresAtMs);
    if (verdict.kind === 'unavailable') {
      logger.warn({ err: verdict.cause, issuer }, 'the keys of the sign-in provider cannot be had');
      return undecided;
    }
    return refused;
  }

  return {
    authorize({ headers }) {
      const credentials = credentialsOf(headers);
      const { token, session } = credentials;
      if (token !== null && verified.has(token)) return allowed;
      if (session !== null && verified.has(session)) return allowed;
      if (token === null && session === null) return refused;
      return judge(credentials).catch((cause: unknown) => {
        logger.error({ err: new CodedError('INTERNAL', {}, { cause }) }, 'a sender could not be judged');
        return undecided;
      });
    },
    servesPath: routes.servesPath,
    serve: routes.serve,
  };
}

interface Credentials {
  readonly token: string | null;
  readonly session: string | null;
}

function credentialsOf(headers: IncomingHttpHeaders): Credentials {
  return {
    token: withinLimit(headers.authorization?.match(bearerPattern)?.[1] ?? null),
    session: withinLimit(readCookie(headers.cookie, sessionCookieName)),
  };
}

function withinLimit(text: string | null): string | null {
  return text === null || text.length > longestCredential ? null : text;
}
