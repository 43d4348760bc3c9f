import type { Clock } from '@millstream/core';
import type { createRemoteJWKSet, JWTVerifyGetKey } from 'jose';
import type { IssuerMetadata } from './issuer-metadata.ts';
import { tokenAlgorithms } from './token-algorithms.ts';

const clockToleranceSeconds = 5;

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
  let remoteKeys: ReturnType<typeof createRemoteJWKSet> | null = null;

  async function verify(token: string, keys: JWTVerifyGetKey): Promise<TokenVerdict> {
    const { jwtVerify } = await import('jose');
    const { payload } = await jwtVerify(token, keys, {
      issuer: options.issuer,
      audience: options.audience,
      algorithms: [...tokenAlgorithms],
      requiredClaims: ['exp'],
      clockTolerance: clockToleranceSeconds,
      currentDate: new Date(options.clock.now()),
    });
    return { kind: 'valid', expiresAtMs: ((payload.exp ?? 0) + clockToleranceSeconds) * 1000 };
  }

  return async function verifyBearer(token) {
    const jose = await import('jose');
    const isTokensFault = (error: unknown): boolean =>
      error instanceof jose.errors.JOSEError &&
      !(error instanceof jose.errors.JWKSTimeout) &&
      !(error instanceof jose.errors.JWKSInvalid) &&
      // The base class stands for an answer of the issuer that is not a key set.
      error.code !== jose.errors.JOSEError.code;
    try {
      jose.decodeProtectedHeader(token);
    } catch {
      return { kind: 'invalid' };
    }
    try {
      remoteKeys ??= jose.createRemoteJWKSet(new URL((await options.issuerMetadata()).jwksUri));
      return await verify(token, remoteKeys);
    } catch (error) {
      if (isTokensFault(error)) return { kind: 'invalid' };
      const lastKeys = remoteKeys?.jwks();
      if (!lastKeys) return { kind: 'unavailable', cause: error };
      return await verify(token, jose.createLocalJWKSet(lastKeys)).catch(
        (lastError: unknown): TokenVerdict =>
          isTokensFault(lastError) ? { kind: 'invalid' } : { kind: 'unavailable', cause: lastError },
      );
    }
  };
}
