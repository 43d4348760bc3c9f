import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import type { RetentionChart } from '../analyses/retention/retention-series.ts';
import { anyName } from '../fields/known-names.ts';
import type { AnalysisResult } from '../result/analysis-result.ts';
import { analyze } from '../run/analyze.ts';
import { parseAnalysisSpec } from '../spec/analysis-spec.ts';
import { event, textValue, withIds } from '../test-support/corpus.ts';
import { corpusEngines } from '../test-support/corpus-engines.ts';

const on = (user: string, name: string, ...days: readonly number[]) =>
  days.map((day, index) => event(user, name, `2024-03-0${day}T1${index}:00`));
const item = (user: string, name: string, day: number, value: string | null) =>
  event(user, name, `2024-02-0${day}T10:00`, {
    parameters: value === null ? {} : { item: textValue(value) },
  });

const engines = await corpusEngines({
  events: withIds([
    ...on('u1', 'login', 4),
    ...on('u1', 'buy', 4, 5),
    ...on('u2', 'login', 4, 4),
    ...on('u2', 'buy', 6),
    ...on('u3', 'login', 4),
    ...on('u3', 'buy', 5, 6),
    ...on('u4', 'login', 4),
    ...on('u5', 'login', 5),
    ...on('u5', 'buy', 5),
    item('a', 'view', 4, 'x'),
    item('a', 'view', 4, 'y'),
    item('a', 'buy', 5, 'y'),
    item('b', 'view', 4, 'x'),
    item('b', 'buy', 5, 'z'),
    item('c', 'view', 4, null),
    item('c', 'buy', 5, null),
  ]),
});
after(() => engines[Symbol.asyncDispose]());

for (const name of ['duckdb', 'trino', 'redshift'] as const) {
  const retention = (spec: object, more: object = {}): Promise<AnalysisResult> =>
    analyze(
      parseAnalysisSpec({
        version: 1,
        kind: 'retention',
        projectId: 'first',
        appId: 'shop',
        time: { type: 'fixed', start: '2024-03-04', end: '2024-03-07' },
        retention: { pairs: [{ start: { event: 'login' }, revisit: { event: 'buy' } }], ...spec },
        ...more,
      }),
      {
        engine: engines[name],
        calendar: { timeZone: 'UTC', weekStart: 'monday' },
        known: anyName,
        nowMs: Date.parse('2024-04-01T00:00:00Z'),
      },
    );

  describe(`worked example R1 on ${name}`, () => {
    it('follows the users of the first day', async () => {
      const { columns, rows } = await retention({});
      assert.deepEqual(
        columns.map((column) => column.name),
        ['pair', 'cohort_bucket', 'bucket', 'offset', 'cohort_users', 'retained_users', 'rate'],
      );
      assert.deepEqual(rows, [
        ['1_login', '2024-03-04', '2024-03-04', 0, 4, 1, 0.25],
        ['1_login', '2024-03-04', '2024-03-05', 1, 4, 2, 0.5],
        ['1_login', '2024-03-04', '2024-03-06', 2, 4, 2, 0.5],
        ['1_login', '2024-03-04', '2024-03-07', 3, 4, 0, 0],
      ]);
    });

    it('follows the users of each day', async () => {
      const { chart } = await retention({ cohort: 'each' });
      const { x, series } = chart as RetentionChart;
      assert.deepEqual(x, ['D0', 'D1', 'D2', 'D3']);
      const second = series.find(({ cohort }) => cohort === '2024-03-05');
      assert.deepEqual([second?.cohortUsers, second?.points], [1, [1, 0, 0]]);
    });

    it('follows the users of the whole first week', async () => {
      const { rows } = await retention(
        {},
        { granularity: 'week', time: { type: 'fixed', start: '2024-03-04', end: '2024-03-17' } },
      );
      assert.deepEqual(rows, [
        ['1_login', '2024-03-04', '2024-03-04', 0, 5, 4, 0.8],
        ['1_login', '2024-03-04', '2024-03-11', 1, 5, 0, 0],
      ]);
    });

    it('shows who left instead of who stayed', async () => {
      const { rows } = await retention({ show: 'attrition' });
      assert.deepEqual(
        rows.map((row) => row.at(-1)),
        [0.75, 0.5, 0.5, 1],
      );
    });

    it('leaves days that are still to come blank and flags the running one', async () => {
      const { rows, partialBuckets } = await retention({}, { asOf: '2024-03-05T12:00:00Z' });
      assert.deepEqual(
        rows.map((row) => row.at(-2)),
        [1, 2, null, null],
      );
      assert.deepEqual(partialBuckets, ['2024-03-05', '2024-03-06', '2024-03-07']);
    });
  });

  describe(`worked example R2 on ${name}`, () => {
    it('counts a revisit only with the same value as the start', async () => {
      const associate = { category: 'event', name: 'item', type: 'string' };
      const pairs = [{ start: { event: 'view', associate }, revisit: { event: 'buy', associate } }];
      const { rows } = await retention(
        { pairs },
        { time: { type: 'fixed', start: '2024-02-04', end: '2024-02-05' } },
      );
      assert.deepEqual(rows.at(-1), ['1_view', '2024-02-04', '2024-02-05', 1, 3, 1, 0.3333]);
    });
  });
}
