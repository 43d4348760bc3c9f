/** Measures how long a page or screen had somebody's attention. Takes times of a clock that only goes forward, ms. */
export interface ViewTime {
  /** Starts at 0. */
  start(nowMs: number): void;
  /** Goes on after a pause. */
  resume(nowMs: number): void;
  pause(nowMs: number): void;
  /** Somebody did something; a gap before it longer than the idle limit does not count, in full. */
  activity(nowMs: number): void;
  /** Time so far. */
  spentMs(nowMs: number): number;
}

/** @param idleLimitMs gaps longer than this count as absence; Infinity counts everything */
export function createViewTime(idleLimitMs: number): ViewTime {
  let spent = 0;
  let lastMs: number | null = null;
  const gap = (nowMs: number): number => {
    const passed = lastMs === null ? 0 : nowMs - lastMs;
    return passed > idleLimitMs || passed < 0 ? 0 : passed;
  };
  const activity = (nowMs: number): void => {
    if (lastMs === null) return;
    spent += gap(nowMs);
    lastMs = nowMs;
  };
  return {
    start(nowMs) {
      spent = 0;
      lastMs = nowMs;
    },
    resume(nowMs) {
      lastMs ??= nowMs;
    },
    pause(nowMs) {
      activity(nowMs);
      lastMs = null;
    },
    activity,
    spentMs: (nowMs) => Math.round(spent + gap(nowMs)),
  };
}
