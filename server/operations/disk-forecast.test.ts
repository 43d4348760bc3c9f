import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createDiskForecast } from './disk-forecast.ts';

const dayMs = 86_400_000;
const nowMs = Date.parse('2026-03-10T12:00:00Z');

/** A forecast over projects that grew by so many bytes a day for so many days. */
function forecastOf(projects: Readonly<Record<string, { readonly perDay: number; readonly days: number }>>) {
  let elapsedMs = 0;
  let reads = 0;
  const forecast = createDiskForecast({
    projectIds: async () => Object.keys(projects),
    freeBytes: async () => 3_000,
    clock: { now: () => nowMs + elapsedMs, monotonic: () => elapsedMs },
    metrics: {
      async points(projectId) {
        reads += 1;
        const { perDay, days } = projects[projectId] ?? { perDay: 0, days: 0 };
        return Array.from({ length: 9 }, (_, at) => ({
          at: nowMs - ((8 - at) / 8) * days * dayMs,
          value: (at / 8) * days * perDay,
        }));
      },
    },
  });
  return {
    forecast,
    pass: (ms: number) => {
      elapsedMs += ms;
    },
    reads: () => reads,
  };
}

describe('the forecast of the disk', () => {
  it('adds up what all projects grow by', async () => {
    const { forecast } = forecastOf({ one: { perDay: 100, days: 7 }, two: { perDay: 200, days: 2 } });
    const { bytesPerDay, fullAtMs } = await forecast();
    assert.equal(Math.round(bytesPerDay ?? 0), 300);
    assert.equal(Math.round(((fullAtMs ?? 0) - nowMs) / dayMs), 10);
  });

  it('says nothing before a day was measured, nor of a disk that does not fill', async () => {
    const young = forecastOf({ one: { perDay: 1_000_000, days: 0.5 } });
    assert.deepEqual(await young.forecast(), { bytesPerDay: null, fullAtMs: null });
    const shrinking = await forecastOf({ one: { perDay: -50, days: 5 } }).forecast();
    assert.deepEqual([Math.round(shrinking.bytesPerDay ?? 0), shrinking.fullAtMs], [-50, null]);
    assert.deepEqual(await forecastOf({}).forecast(), { bytesPerDay: null, fullAtMs: null });
  });

  it('is made anew at most every ten minutes', async () => {
    const { forecast, pass, reads } = forecastOf({ one: { perDay: 100, days: 7 } });
    await forecast();
    pass(599_999);
    await forecast();
    assert.equal(reads(), 1);
    pass(1);
    await forecast();
    assert.equal(reads(), 2);
  });
});
