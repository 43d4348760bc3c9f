import type { Clock } from '@millstream/core';

/** Remembers credentials that were verified, by their exact text, so that the hot path does no cryptography. */
export interface VerifiedCredentials {
  /** Whether this exact text was verified and is still valid. */
  has(text: string): boolean;
  /** Remembers `text` until `validUntilMs` (epoch ms); the least recently used ones leave when there is no room. */
  add(text: string, validUntilMs: number): void;
}

/** Creates an empty memory that holds at most `maxCharacters` characters of credentials. */
export function createVerifiedCredentials(clock: Clock, maxCharacters: number): VerifiedCredentials {
  // A Map keeps insertion order: re-inserting on use makes its first entry the least recently used one.
  const validUntil = new Map<string, number>();
  let characters = 0;

  function forget(text: string): void {
    if (validUntil.delete(text)) characters -= text.length;
  }

  return {
    has(text) {
      const validUntilMs = validUntil.get(text);
      if (validUntilMs === undefined) return false;
      if (validUntilMs <= clock.now()) {
        forget(text);
        return false;
      }
      validUntil.delete(text);
      validUntil.set(text, validUntilMs);
      return true;
    },
    add(text, validUntilMs) {
      if (text.length > maxCharacters) return;
      forget(text);
      // A slice of a header keeps the whole header alive; a copy does not.
      validUntil.set(Buffer.from(text, 'latin1').toString('latin1'), validUntilMs);
      characters += text.length;
      for (const oldest of validUntil.keys()) {
        if (characters <= maxCharacters) break;
        forget(oldest);
      }
    },
  };
}
