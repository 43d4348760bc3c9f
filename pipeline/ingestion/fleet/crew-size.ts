import type { Clock, Logger } from '@millstream/core';
import type { IngestionSettings } from '../settings/ingestion-settings.ts';
import type { FleetTiming } from './fleet-options.ts';
import { LoadHistory } from './load-history.ts';
import { decideScaling, type ScalingDecision } from './scaling-decision.ts';
import type { WorkerLoad } from './worker-messages.ts';

/** How many workers are wanted, by measured load. */
export class CrewSize {
  /** Workers that shall serve. */
  wanted: number;
  /** Workers that shall be ready beside them. */
  warm: number;
  decision: ScalingDecision = { step: 'stay', because: 'within-bounds' };
  readonly #timing: FleetTiming;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #history: LoadHistory;
  #lastOutMs: number | null = null;
  #lastInMs: number | null = null;

  constructor(options: {
    readonly workers: IngestionSettings['workers'];
    readonly timing: FleetTiming;
    readonly clock: Clock;
    readonly logger: Logger;
  }) {
    this.wanted = options.workers.min;
    this.warm = options.workers.warm;
    this.#timing = options.timing;
    this.#clock = options.clock;
    this.#logger = options.logger;
    this.#history = new LoadHistory(options.timing.averageMs, options.clock.monotonic());
  }

  /** Notes the load of a serving worker. */
  note(writer: string, load: WorkerLoad): void {
    this.#history.add(writer, load, { nowMs: this.#clock.monotonic(), sampleMs: this.#timing.sampleMs });
  }

  /** Forgets a worker that serves no more. */
  forget(writer: string): void {
    this.#history.forget(writer);
  }

  /** Starts measuring anew: a worker began to serve, so that what was measured spoke of fewer. */
  measureAnew(): void {
    this.#history.restart(this.#clock.monotonic());
  }

  /** Decides anew, with `servingCount` workers that serve now. */
  settle(workers: IngestionSettings['workers'], servingCount: number): void {
    this.warm = workers.warm;
    const bounds = { ...workers, minimum: workers.min, maximum: workers.max };
    do {
      const nowMs = this.#clock.monotonic();
      const meanCpuPercent = this.#history.meanCpuPercent(nowMs);
      const worstDelayP99Ms = this.#history.worstDelayP99Ms();
      this.decision = decideScaling(
        {
          nowMs,
          servingCount: this.wanted,
          isChanging: servingCount !== this.wanted,
          meanCpuPercent,
          worstDelayP99Ms,
          lastOutMs: this.#lastOutMs,
          lastInMs: this.#lastInMs,
        },
        bounds,
      );
      const { step, because } = this.decision;
      if (step === 'stay') return;
      this.wanted += step === 'out' ? 1 : -1;
      if (step === 'out') this.#lastOutMs = nowMs;
      else this.#lastInMs = nowMs;
      this.#history.restart(nowMs);
      this.#logger.info(
        { step, because, wanted: this.wanted, meanCpuPercent, worstDelayP99Ms },
        'the number of collector workers changes',
      );
    } while (this.decision.because === 'below-minimum' || this.decision.because === 'above-maximum');
  }
}
