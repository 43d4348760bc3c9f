/** Calls that wait until they can be made, with the time they were meant for. */
export interface WaitingCalls<Target> {
  /** Makes the call now, or keeps it. */
  make(call: (target: Target) => void): void;
  /** All kept calls are made, and later ones at once. */
  release(target: Target): void;
  /** While a kept call is made: the time it was meant for, epoch ms. */
  meantMs(): number | null;
}

/** Calls kept; the oldest ones stay. */
const maxCalls = 100;

/** @param onDropped hears of a call that found no place */
export function createWaitingCalls<Target>(now: () => number, onDropped: () => void): WaitingCalls<Target> {
  let target: Target | null = null;
  let meantMs: number | null = null;
  const calls: { readonly call: (target: Target) => void; readonly atMs: number }[] = [];
  return {
    make(call) {
      if (target !== null) call(target);
      else if (calls.length < maxCalls) calls.push({ call, atMs: now() });
      else onDropped();
    },
    release(ready) {
      target = ready;
      for (const { call, atMs } of calls.splice(0)) {
        meantMs = atMs;
        call(ready);
      }
      meantMs = null;
    },
    meantMs: () => meantMs,
  };
}
