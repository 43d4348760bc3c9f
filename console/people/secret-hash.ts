import { createHash, randomBytes } from 'node:crypto';

/** A new secret of 32 random bytes, as text that may stand in an address. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored instead of a random secret: with 256 random bits, one round cannot be guessed back. */
export function secretHash(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
