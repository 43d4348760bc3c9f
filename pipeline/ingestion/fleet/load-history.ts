import type { WorkerLoad } from './worker-messages.ts';

interface Sample {
  readonly atMs: number;
  readonly cpuPercent: number;
  readonly delayP99Ms: number;
}

/** The samples of the serving workers within the averaging period. */
export class LoadHistory {
  readonly #averageMs: number;
  readonly #samples = new Map<string, Sample[]>();
  #sinceMs: number;

  /** `averageMs` is how far back the mean reaches; `nowMs` is monotonic, as everywhere here. */
  constructor(averageMs: number, nowMs: number) {
    this.#averageMs = averageMs;
    this.#sinceMs = nowMs;
  }

  /** Notes a sample that ends now. One that began before the last `restart` speaks of another fleet and is left out. */
  add(writer: string, load: WorkerLoad, time: { nowMs: number; sampleMs: number }): void {
    if (time.nowMs - time.sampleMs < this.#sinceMs) return;
    const samples = this.#samples.get(writer) ?? [];
    samples.push({ atMs: time.nowMs, cpuPercent: load.cpuPercent, delayP99Ms: load.eventLoopDelayP99Ms });
    while ((samples[0]?.atMs ?? time.nowMs) <= time.nowMs - this.#averageMs) samples.shift();
    this.#samples.set(writer, samples);
  }

  /** Forgets a worker that serves no more. */
  forget(writer: string): void {
    this.#samples.delete(writer);
  }

  /** Starts anew after the number of workers changed. */
  restart(nowMs: number): void {
    this.#samples.clear();
    this.#sinceMs = nowMs;
  }

  /** Mean over workers of each one's mean; null until a whole averaging period has gone by since the last restart. */
  meanCpuPercent(nowMs: number): number | null {
    if (nowMs - this.#sinceMs < this.#averageMs || this.#samples.size === 0) return null;
    const means = [...this.#samples.values()].map((samples) =>
      mean(samples.map((sample) => sample.cpuPercent)),
    );
    return mean(means);
  }

  /** The worst of the workers' last samples; null before the first. */
  worstDelayP99Ms(): number | null {
    const last = [...this.#samples.values()].flatMap((samples) => samples.at(-1)?.delayP99Ms ?? []);
    return last.length === 0 ? null : Math.max(...last);
  }
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
