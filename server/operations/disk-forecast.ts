import type { MetricHistory } from '@millstream/console';
import type { Clock } from '@millstream/core';
import { fullAt, growth } from './storage.ts';

/** When the disk will be full by the growth of all projects together. */
export interface DiskForecast {
  /** Bytes a day of all projects together; null while less than a day was measured of each. */
  readonly bytesPerDay: number | null;
  /** Epoch ms; null when it does not fill within ten years or nothing is known. */
  readonly fullAtMs: number | null;
}

/** What a forecast is made of. */
export interface DiskForecastParts {
  readonly projectIds: () => Promise<readonly string[]>;
  readonly freeBytes: () => Promise<number>;
  readonly metrics: Pick<MetricHistory, 'points'>;
  readonly clock: Clock;
}

/** A morning's growth says nothing about a month. */
const leastDays = 1;
/** Two weeks of samples are read for each project, and the line through them turns slowly. */
const keptMs = 600_000;

/** A forecast that is made anew at most every ten minutes. */
export function createDiskForecast(parts: DiskForecastParts): () => Promise<DiskForecast> {
  const { metrics, clock } = parts;
  let made: { readonly at: number; readonly forecast: Promise<DiskForecast> } | null = null;

  async function make(nowMs: number): Promise<DiskForecast> {
    const ids = await parts.projectIds();
    const grown = await Promise.all(ids.map((id) => growth(metrics, id, nowMs)));
    const known = grown.flatMap(({ bytesPerDay, measuredDays }) =>
      bytesPerDay === null || measuredDays < leastDays ? [] : [bytesPerDay],
    );
    if (known.length === 0) return { bytesPerDay: null, fullAtMs: null };
    const bytesPerDay = known.reduce((sum, bytes) => sum + bytes, 0);
    return { bytesPerDay, fullAtMs: fullAt(bytesPerDay, { ms: nowMs, freeBytes: await parts.freeBytes() }) };
  }

  return () => {
    const at = clock.monotonic();
    if (made === null || at - made.at >= keptMs) {
      const forecast = make(clock.now());
      const latest = { at, forecast };
      made = latest;
      // A forecast that failed is tried again by the next one who asks.
      forecast.catch(() => {
        if (made === latest) made = null;
      });
    }
    return made.forecast;
  };
}
