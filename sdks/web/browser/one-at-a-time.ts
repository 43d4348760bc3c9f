import type { StateStore } from '@millstream/sdk-client';

/** A tab that dies while it holds the lease blocks the others for this long, ms. */
const leaseMs = 20_000;
const askAgainMs = 500;

/** Timers and clock that the lease counts with. */
interface LeaseClock {
  now(): number;
  after(ms: number, act: () => void): () => void;
}

/**
 * Runs work while no other tab of the site runs the same, by a lease in storage: for pages that are not served
 * securely, where browsers have no Web Locks.
 */
export function oneAtATime(
  state: StateStore,
  { now, after }: LeaseClock,
): (work: () => Promise<void>) => Promise<void> {
  return async (work) => {
    for (;;) {
      const until = Number(state.get('lease'));
      if (until <= now() || until > now() + leaseMs) break;
      await new Promise<void>((resolve) => void after(askAgainMs, resolve));
    }
    state.set('lease', String(now() + leaseMs));
    try {
      await work();
    } finally {
      state.set('lease', null);
    }
  };
}
