import type { Clock } from '@millstream/core';
import type { createRemoteJWKSet, JWTVerifyGetKey } from 'jose';
import type { IssuerMetadata } from './issuer-metadata.ts';
import { tokenAlgorithms } from './token-algorithms.ts';

const clockToleranceSeconds = 5;
const retryAfterFailureMs = 5_000;

/** Outcome of looking at a token; `unavailable` = the issuer's keys cannot be had at the moment. */
export type TokenVerdict =
  | { readonly kind: 'valid'; readonly expiresAtMs: number }
  | { readonly kind: 'invalid' }
  | { readonly kind: 'unavailable'; readonly cause: unknown };

/** Settings of {@link createBearerVerifier}. */
export interface BearerVerifierOptions {
  readonly issuer: string;
  readonly audience: string;
  readonly issuerMetadata: () => Promise<IssuerMetadata>;
  readonly clock: Clock;
}

/**
 * Creates the check of `Authorization: Bearer` tokens against the issuer's published keys (RS256 and ES256, `iss`,
 * `aud` and `exp`). Keys are kept for ten minutes, and longer while the issuer cannot be reached.
 */
export function createBearerVerifier(
  options: BearerVerifierOptions,
): (token: string) => Promise<TokenVerdict> {
  const { clock } = options;
  let remoteKeys: ReturnType<typeof createRemoteJWKSet> | null = null;
  let failure: unknown = null;
  let offlineUntilMs = Number.NEGATIVE_INFINITY;

  async function verify(token: string, keys: JWTVerifyGetKey): Promise<TokenVerdict> {
    const { errors, jwtVerify } = await import('jose');
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer: options.issuer,
        audience: options.audience,
        algorithms: [...tokenAlgorithms],
        requiredClaims: ['exp'],
        clockTolerance: clockToleranceSeconds,
        currentDate: new Date(clock.now()),
      });
      return { kind: 'valid', expiresAtMs: ((payload.exp ?? 0) + clockToleranceSeconds) * 1000 };
    } catch (error) {
      // The base class and the two JWKS errors stand for an issuer that answers badly; other errors are the token's.
      const isTokensFault =
        error instanceof errors.JOSEError &&
        error.code !== errors.JOSEError.code &&
        error.code !== errors.JWKSTimeout.code &&
        error.code !== errors.JWKSInvalid.code;
      return isTokensFault ? { kind: 'invalid' } : { kind: 'unavailable', cause: error };
    }
  }

  async function verifyOnline(token: string): Promise<TokenVerdict> {
    if (clock.monotonic() < offlineUntilMs) return { kind: 'unavailable', cause: failure };
    try {
      const { createRemoteJWKSet } = await import('jose');
      remoteKeys ??= createRemoteJWKSet(new URL((await options.issuerMetadata()).jwksUri));
    } catch (cause) {
      return { kind: 'unavailable', cause };
    }
    const verdict = await verify(token, remoteKeys);
    if (verdict.kind === 'unavailable') {
      failure = verdict.cause;
      offlineUntilMs = clock.monotonic() + retryAfterFailureMs;
    }
    return verdict;
  }

  return async function verifyBearer(token) {
    const verdict = await verifyOnline(token);
    const lastKeys = verdict.kind === 'unavailable' ? remoteKeys?.jwks() : undefined;
    if (!lastKeys) return verdict;
    const { createLocalJWKSet } = await import('jose');
    return await verify(token, createLocalJWKSet(lastKeys));
  };
}
