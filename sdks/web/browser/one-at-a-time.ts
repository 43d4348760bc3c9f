import type { StateStore } from '@millstream/sdk-client';

/** A tab that dies while it holds the lease blocks the others for this long, ms. */
const leaseMs = 20_000;
const askAgainMs = 500;

/**
 * Runs work while no other tab of the site runs the same, by a lease in storage: for pages that are not served
 * securely, where browsers have no Web Locks.
 */
export function oneAtATime(state: StateStore): (work: () => Promise<void>) => Promise<void> {
  return async (work) => {
    for (;;) {
      const until = Number(state.get('lease'));
      if (until <= Date.now() || until > Date.now() + leaseMs) break;
      await new Promise((resolve) => setTimeout(resolve, askAgainMs));
    }
    state.set('lease', String(Date.now() + leaseMs));
    try {
      await work();
    } finally {
      state.set('lease', null);
    }
  };
}
