import type { StateStore } from '@millstream/sdk-client';

/** A tab that dies while it holds the lease blocks the others for this long, ms. */
const leaseMs = 20_000;
const askAgainMs = 500;

/**
 * Runs work while no other tab of the site runs the same: by Web Locks, or by a lease in storage where pages are not
 * served securely.
 */
export function oneAtATime(
  name: string,
  state: StateStore,
  now: () => number,
  after: (ms: number, act: () => void) => () => void,
): (work: () => Promise<void>) => Promise<void> {
  if (navigator.locks) return async (work) => navigator.locks.request(name, work);
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
