import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { openMetricHistory } from './metric-history.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const nowMs = Date.parse('2026-03-10T12:00:00Z');

it('keeps 14 days, after two days one sample a minute, and gives series with holes left out', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'millstream-metrics-'));
  const path = join(folder, 'metrics.sqlite');
  try {
    let history = await openMetricHistory(path);
    const add = (project: string, at: number, value: number) => history.add(project, at, { value });
    await add('first', nowMs - 20 * dayMs, 1);
    for (let second = 0; second < 120; second += 15)
      await add('first', nowMs - 3 * dayMs + second * 1000, second);
    for (let second = 0; second < 60; second += 15)
      await add('first', nowMs - hourMs + second * 1000, second);
    await add('other', nowMs - hourMs, 1_000);
    await history.close();
    // The first sample of a start tidies up.
    history = await openMetricHistory(path);
    await add('first', nowMs, 7);
    const range = { fromMs: 0, untilMs: nowMs + 1 };
    const points = await history.points('first', 'value', range);
    assert.deepEqual(
      points.map(({ value }) => value),
      [0, 60, 0, 15, 30, 45, 7],
    );
    const [series, unknown] = await history.series('first', ['value', 'nothing'], {
      ...{ fromMs: nowMs - 2 * hourMs, untilMs: nowMs + hourMs, buckets: 3 },
    });
    assert.deepEqual(series?.points, [
      [nowMs - hourMs, 22.5, 45],
      [nowMs, 7, 7],
    ]);
    assert.deepEqual(unknown?.points, []);
    assert.equal(await history.firstAt('first', nowMs - 2 * hourMs), nowMs - hourMs);
    assert.deepEqual(await history.latest('first'), { at: nowMs, values: { value: 7 } });
    assert.equal(await history.latest('nobody'), null);
    await history.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
