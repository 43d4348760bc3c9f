import type { Facts } from './facts.ts';
import type { Platform } from './platform.ts';

/** When the collector may be asked again. Shared by all tabs, and kept over a restart. */
export interface BackOff {
  /** Ms until the next try may start; 0 is now. */
  waitMs(): number;
  failed(retryAfter: string | null | undefined): void;
  /** The collector answered. */
  reset(): void;
  /** The device was offline: a wait that the collector did not ask for is over. */
  forgive(): void;
}

const longestMs = 300_000;
/** A collector may ask for longer waits than ours, up to this. */
const longestAskedMs = 3_600_000;

interface BackOffState {
  readonly failures: number;
  readonly setMs: number;
  readonly untilMs: number;
  /** The collector named the wait. */
  readonly isAsked: boolean;
}

/** 1 s, 2 s, 4 s … 5 min with 20 % jitter either way; `Retry-After` counts where it is longer. */
export function createBackOff(platform: Platform, facts: Facts): BackOff {
  const read = (): BackOffState | null => facts.read('backoff');
  const reset = (): void => {
    if (read()) facts.write('backoff', null);
  };
  return {
    waitMs() {
      const last = read();
      const now = platform.now();
      // A clock that was set back must not make us wait longer.
      return last && now >= last.setMs ? Math.max(0, last.untilMs - now) : 0;
    },
    failed(retryAfter) {
      const setMs = platform.now();
      const failures = (read()?.failures ?? 0) + 1;
      const ownMs = Math.min(longestMs, 500 * 2 ** failures) * (0.8 + 0.4 * platform.random());
      // Seconds or an HTTP date; NaN when it is neither.
      const askedMs = retryAfter ? Number(retryAfter) * 1_000 || Date.parse(retryAfter) - setMs : 0;
      const isAsked = askedMs > 0;
      const waitMs = Math.max(ownMs, isAsked ? Math.min(longestAskedMs, askedMs) : 0);
      facts.write('backoff', { failures, setMs, untilMs: setMs + Math.round(waitMs), isAsked });
    },
    reset,
    forgive() {
      if (!read()?.isAsked) reset();
    },
  };
}
