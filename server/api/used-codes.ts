/** Codes of second factors that were used: each signs in once, though it would be right for a while. */
export interface UsedCodes {
  /** Marks a right code as used; false when it was before. */
  use(personId: string, code: string): boolean;
}

/** Longer than any code stays right, with the tolerance for clocks. */
const keptMs = 150_000;

/** Keeps codes in memory; with the server's start their time has passed, nearly. */
export function createUsedCodes(now: () => number = Date.now): UsedCodes {
  const used = new Map<string, number>();
  return {
    use(personId, code) {
      const nowMs = now();
      for (const [key, untilMs] of used) if (untilMs <= nowMs) used.delete(key);
      const key = `${personId} ${code}`;
      if (used.has(key)) return false;
      used.set(key, nowMs + keptMs);
      return true;
    },
  };
}
