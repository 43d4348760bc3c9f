import type { Platform, StateStore } from './platform.ts';
import { stateRecord } from './state-record.ts';

/** When the collector may be asked again. Shared by all tabs, and kept over a restart. */
export interface BackOff {
  /** Ms until the next try may start; 0 is now. */
  waitMs(): number;
  failed(retryAfter: string | null | undefined): void;
  /** The collector answered, or the network came back. `isAsked` waits are kept. */
  reset(): void;
  /** The device was offline: a wait that the collector did not ask for is over. */
  forgive(): void;
}

const firstMs = 1_000;
const longestMs = 300_000;
/** A collector may ask for longer waits than ours, up to this. */
const longestAskedMs = 3_600_000;

interface BackOffState {
  readonly failures: number;
  readonly setMs: number;
  readonly waitMs: number;
  /** The collector named the wait. */
  readonly isAsked: boolean;
}

function askedMs(retryAfter: string | null | undefined, nowMs: number): number {
  if (!retryAfter) return 0;
  const seconds = Number(retryAfter);
  const ms = Number.isNaN(seconds) ? Date.parse(retryAfter) - nowMs : seconds * 1_000;
  return Math.min(longestAskedMs, Math.max(0, ms || 0));
}

/** 1 s, 2 s, 4 s … 5 min with 20 % jitter either way; `Retry-After` counts where it is longer. */
export function createBackOff(platform: Platform, state: StateStore): BackOff {
  const record = stateRecord<BackOffState>(state, 'backoff');
  const isAsked = (): boolean => record.read()?.isAsked ?? false;
  const reset = (): void => {
    if (record.read()) record.write(null);
  };
  return {
    waitMs() {
      const last = record.read();
      if (!last) return 0;
      const passed = platform.now() - last.setMs;
      // A clock that was set back must not make us wait longer.
      return passed < 0 ? 0 : Math.max(0, last.waitMs - passed);
    },
    failed(retryAfter) {
      const failures = (record.read()?.failures ?? 0) + 1;
      const own = Math.min(longestMs, firstMs * 2 ** (failures - 1)) * (0.8 + 0.4 * platform.random());
      const asked = askedMs(retryAfter, platform.now());
      record.write({
        failures,
        setMs: platform.now(),
        waitMs: Math.round(Math.max(own, asked)),
        isAsked: asked > 0,
      });
    },
    reset,
    forgive() {
      if (!isAsked()) reset();
    },
  };
}
