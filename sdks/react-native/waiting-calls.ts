/** Calls that wait until they can be made, with the time they were meant for. */
export interface WaitingCalls<Target> {
  /** Makes the call now, or keeps it. @param isConsent always has a place: a refusal must not get lost */
  make(call: (target: Target) => void, isConsent?: boolean): void;
  /** All kept calls are made, and later ones at once. */
  release(target: Target): void;
  /** While a kept call is made: the time it was meant for, epoch ms. */
  meantMs(): number | null;
}

/** Calls kept besides those of consent; the oldest ones stay. */
const maxCalls = 100;

/** What is told of calls that come to nothing. */
export interface CallLosses {
  /** A call found no place. */
  onDropped(): void;
  /** A call threw. The app must not hear of it, and the calls after it are made. */
  onFailed(error: unknown): void;
}

/** Nothing that a call throws gets out. */
export function createWaitingCalls<Target>(
  now: () => number,
  { onDropped, onFailed }: CallLosses,
): WaitingCalls<Target> {
  let target: Target | null = null;
  let meantMs: number | null = null;
  const calls: { readonly call: (target: Target) => void; readonly atMs: number }[] = [];
  const tried = (call: (target: Target) => void, ready: Target): void => {
    try {
      call(ready);
    } catch (error) {
      onFailed(error);
    }
  };
  return {
    make(call, isConsent = false) {
      if (target !== null) tried(call, target);
      else if (isConsent || calls.length < maxCalls) calls.push({ call, atMs: now() });
      else onDropped();
    },
    release(ready) {
      target = ready;
      for (const { call, atMs } of calls.splice(0)) {
        meantMs = atMs;
        tried(call, ready);
      }
      meantMs = null;
    },
    meantMs: () => meantMs,
  };
}
