// No imports: drivers put this file into browsers, app shells and simulators as it is.

interface Timer {
  readonly dueMs: number;
  readonly act: () => void;
}

/** Where a clock stands after a tick. */
export interface Ticked {
  /** Time since the clock was made, ms. */
  readonly elapsedMs: number;
  /** Timers that fired. */
  readonly fired: number;
}

/**
 * A clock that stands still except through `tick`. The wall clock can jump by `shift`; timers do not notice, as on a
 * device. A throw in a timer is thrown again by `tick` after all timers of that moment have fired.
 */
export class VirtualClock {
  readonly #startAtMs: number;
  #elapsedMs = 0;
  #shiftMs = 0;
  /** In the order they were set, so that timers of one moment fire in that order. */
  readonly #timers = new Set<Timer>();

  /** @param startAtMs what the wall clock shows at first, epoch ms */
  constructor(startAtMs: number) {
    this.#startAtMs = startAtMs;
  }

  /** The clock on the wall, epoch ms. */
  now(): number {
    return this.#startAtMs + this.#elapsedMs + this.#shiftMs;
  }

  /** Time since the clock was made, ms; jumps of the wall clock do not count. */
  get elapsedMs(): number {
    return this.#elapsedMs;
  }

  /** Timers that wait. */
  get pending(): number {
    return this.#timers.size;
  }

  /** When the next timer is due, ms since the clock was made; Infinity without timers. */
  get nextDueMs(): number {
    return Math.min(...[...this.#timers].map(({ dueMs }) => dueMs));
  }

  /** Runs `act` once when `ms` have passed, never before the next tick. @returns cancels it */
  after(ms: number, act: () => void): () => void {
    const timer: Timer = { dueMs: this.#elapsedMs + Math.max(0, Number.isFinite(ms) ? ms : 0), act };
    this.#timers.add(timer);
    return () => {
      this.#timers.delete(timer);
    };
  }

  /** The wall clock jumps; no time passes. */
  shift(ms: number): void {
    this.#shiftMs += ms;
  }

  /** Forgets all timers: the process they belonged to is gone. */
  clear(): void {
    this.#timers.clear();
  }

  /**
   * Moves on to the next timer's moment or to `untilMs`, whichever comes first, and fires what is due exactly then.
   * Timers set while others fire wait for the next tick, even when they are due at once.
   */
  tick(untilMs: number): Ticked {
    let nextMs = Math.max(untilMs, this.#elapsedMs);
    for (const timer of this.#timers) nextMs = Math.min(nextMs, Math.max(timer.dueMs, this.#elapsedMs));
    this.#elapsedMs = nextMs;
    const due = [...this.#timers].filter((timer) => timer.dueMs <= nextMs);
    const errors: unknown[] = [];
    let fired = 0;
    for (const timer of due) {
      if (!this.#timers.delete(timer)) continue;
      fired += 1;
      try {
        timer.act();
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw errors[0];
    return { elapsedMs: nextMs, fired };
  }
}
