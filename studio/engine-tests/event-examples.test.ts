import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { EventSeries } from '../analyses/event/event-series.ts';
import { anyName } from '../fields/known-names.ts';
import { analyze } from '../run/analyze.ts';
import { parseAnalysisSpec } from '../spec/analysis-spec.ts';
import { event, numberValue, textValue, withIds } from '../test-support/corpus.ts';
import { memoryEngine } from '../test-support/memory-engine.ts';

const buy = (pseudo: string, time: string, price: number | null, city: string | null) =>
  event(pseudo, 'buy', time, {
    parameters: {
      ...(price === null ? {} : { price: numberValue(price) }),
      ...(city === null ? {} : { city: textValue(city) }),
    },
  });
const corpus = {
  events: withIds([
    buy('a', '2024-03-04T09:00', 10, 'Rome'),
    buy('a', '2024-03-04T10:00', 30, 'Rome'),
    buy('b', '2024-03-04T11:00', null, null),
    buy('a', '2024-03-05T09:00', 20, 'Oslo'),
    buy('c', '2024-03-05T10:00', 40, 'Rome'),
  ]),
};
const engine = await memoryEngine(corpus);
const price = { category: 'event', name: 'price', type: 'number' };
const city = { category: 'event', name: 'city', type: 'string' };

async function seriesOf(measure: object, more: object = {}): Promise<readonly EventSeries[]> {
  const spec = parseAnalysisSpec({
    version: 1,
    kind: 'event',
    projectId: 'first',
    appId: 'shop',
    time: { type: 'fixed', start: '2024-03-04', end: '2024-03-05' },
    event: { metrics: [{ event: 'buy', measure }] },
    ...more,
  });
  const calendar = { timeZone: 'UTC', weekStart: 'monday' } as const;
  const result = await analyze(spec, {
    engine,
    calendar,
    known: anyName,
    nowMs: Date.parse('2024-04-01T00:00:00Z'),
  });
  return (result.chart as { series: readonly EventSeries[] }).series;
}

const cases: readonly {
  readonly measure: object;
  readonly points: readonly (number | null)[];
  readonly total: number;
}[] = [
  { measure: { type: 'eventCount' }, points: [3, 2], total: 5 },
  { measure: { type: 'userCount' }, points: [2, 2], total: 3 },
  { measure: { type: 'sum', field: price }, points: [40, 60], total: 100 },
  { measure: { type: 'avg', field: price }, points: [20, 30], total: 25 },
  { measure: { type: 'median', field: price }, points: [20, 30], total: 25 },
  { measure: { type: 'percentile', field: price, p: 25 }, points: [15, 25], total: 17.5 },
  { measure: { type: 'min', field: price }, points: [10, 20], total: 10 },
  { measure: { type: 'max', field: price }, points: [30, 40], total: 40 },
  { measure: { type: 'eventsPerUser' }, points: [1.5, 1], total: 5 / 3 },
  { measure: { type: 'sumPerUser', field: price }, points: [40, 30], total: 50 },
  { measure: { type: 'countDistinct', field: city }, points: [1, 2], total: 2 },
];

describe('worked example E1', () => {
  for (const { measure, points, total } of cases) {
    it(`counts ${JSON.stringify(measure)}`, async () => {
      const [series] = await seriesOf(measure);
      assert.deepEqual(series?.points, points);
      assert.equal(series?.total, total);
    });
  }

  it('counts a user of two days once in the week', async () => {
    const [series] = await seriesOf({ type: 'userCount' }, { granularity: 'week' });
    assert.deepEqual(series?.points, [3]);
  });

  it('shows null as (not set) and ranks groups by the total', async () => {
    const series = await seriesOf({ type: 'eventCount' }, { groupBy: [city] });
    assert.deepEqual(
      series.map(({ group, total }) => [group, total]),
      [
        ['Rome', 3],
        ['(not set)', 1],
        ['Oslo', 1],
      ],
    );
  });

  it('lets null pass a condition with !=', async () => {
    const filter = { field: city, operator: '!=', value: ['Rome'] };
    const [series] = await seriesOf({ type: 'eventCount' }, { filter });
    assert.deepEqual(series?.points, [1, 1]);
  });
});
