import { randomUUID } from 'node:crypto';

/** Challenges that wait for their answer. */
export interface Challenges {
  /** Keeps a challenge and answers with the name to ask for it by. */
  keep(challenge: string): string;
  /** Hands a challenge out once; null when it is unknown, used or over. */
  take(id: string): string | null;
}

const lifeMs = 5 * 60_000;
/** Strangers can begin sign-ins; the oldest gives way. */
const mostWaiting = 10_000;

/** Keeps challenges in memory: a restart only makes people begin again. */
export function createChallenges(now: () => number = Date.now): Challenges {
  const waiting = new Map<string, { readonly challenge: string; readonly untilMs: number }>();
  return {
    keep(challenge) {
      const [oldest] = waiting.keys();
      if (waiting.size >= mostWaiting && oldest !== undefined) waiting.delete(oldest);
      const id = randomUUID();
      waiting.set(id, { challenge, untilMs: now() + lifeMs });
      return id;
    },
    take(id) {
      const kept = waiting.get(id);
      waiting.delete(id);
      return kept === undefined || kept.untilMs < now() ? null : kept.challenge;
    },
  };
}
