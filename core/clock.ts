/** Source of time, injected wherever logic needs it so that tests decide what time it is. */
export interface Clock {
  /** Wall clock, epoch milliseconds; may jump. Use for stamps that people read. */
  now(): number;
  /** Monotonic clock, milliseconds; never jumps. Use for ages, timeouts and rates. */
  monotonic(): number;
}

/** The machine's clocks. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
};
