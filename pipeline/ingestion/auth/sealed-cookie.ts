import type { Clock } from '@millstream/core';
import type { JWTPayload } from 'jose';
import type { SessionKeys } from './session-keys.ts';

/** What a sealed cookie is for; one kind never opens as the other. */
export type CookiePurpose = 'session' | 'login';

/** Turns claims into opaque cookie values and back; encrypted and authenticated with A256GCM. */
export interface CookieSealer {
  /** Seals `claims` for `lifetimeSeconds`. */
  seal(purpose: CookiePurpose, claims: JWTPayload, lifetimeSeconds: number): Promise<string>;
  /** The claims, when the value is whole, of this purpose and audience, and not expired; null otherwise. */
  open(purpose: CookiePurpose, value: string): Promise<JWTPayload | null>;
}

/** Settings of {@link createCookieSealer}. */
export interface CookieSealerOptions {
  readonly keys: SessionKeys;
  readonly clock: Clock;
  /** Binds cookies to the provider's client: after a change of either, old cookies do not open. */
  readonly issuer: string;
  readonly audience: string;
}

/** Creates a sealer; `jose` is loaded at its first use, so that a collector without authentication never pays for it. */
export function createCookieSealer(options: CookieSealerOptions): CookieSealer {
  const { keys, clock, issuer, audience } = options;
  return {
    async seal(purpose, claims, lifetimeSeconds) {
      const { EncryptJWT } = await import('jose');
      const key = await keys.current();
      const nowSeconds = Math.floor(clock.now() / 1000);
      return await new EncryptJWT(claims)
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: key.id, typ: typeOf(purpose) })
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt(nowSeconds)
        .setExpirationTime(nowSeconds + lifetimeSeconds)
        .encrypt(key.secret);
    },
    async open(purpose, value) {
      const { errors, jwtDecrypt } = await import('jose');
      try {
        const { payload } = await jwtDecrypt(
          value,
          async (header) => {
            const key = await keys.find(header.kid ?? '');
            if (!key) throw new errors.JWEDecryptionFailed();
            return key.secret;
          },
          {
            issuer,
            audience,
            typ: typeOf(purpose),
            requiredClaims: ['exp'],
            currentDate: new Date(clock.now()),
            keyManagementAlgorithms: ['dir'],
            contentEncryptionAlgorithms: ['A256GCM'],
          },
        );
        return payload;
      } catch (error) {
        if (error instanceof errors.JOSEError) return null;
        throw error;
      }
    },
  };
}

function typeOf(purpose: CookiePurpose): string {
  return `millstream-${purpose}`;
}
