import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type AnalysisResult, parseAnalysisSpec } from '@millstream/studio/spec';
import { comparedTable } from './compared-table.ts';
import type { ResultTableModel, TableWords } from './table-cells.ts';

const names = { field: ({ name }: { readonly name: string }) => name };
const speech = {
  say: (id: string, values?: object) => (values === undefined ? id : `${id} ${Object.values(values).join()}`),
};

function resultOf(options: object, chart: unknown): AnalysisResult {
  const spec = parseAnalysisSpec({
    version: 1,
    projectId: 'first',
    appId: 'web',
    time: { type: 'relative', lastN: 7, unit: 'day' },
    granularity: 'day',
    ...options,
  });
  return {
    spec,
    chart,
    columns: [],
    rows: [],
    partialBuckets: [],
    warnings: [],
    asOf: '2026-03-10T00:00:00Z',
    timezone: 'UTC',
    engine: 'duckdb',
    elapsedMs: 1,
    sql: [],
  };
}

function tableOf(options: object, now: unknown, before: unknown): ResultTableModel {
  const [result, compared] = [resultOf(options, now), resultOf(options, before)];
  const words = {
    speech,
    names,
    series: { step: (step: number) => ['view', 'buy'][step - 1], pair: String, touchpoint: () => 'view' },
    buckets: { short: String, long: String },
  } as unknown as TableWords;
  const table = comparedTable(result, compared, words);
  assert.ok(table);
  return table;
}
const valuesOf = ({ rows }: ResultTableModel) => rows.map((row) => row.map(({ value }) => value));
const near = (value: unknown) => (typeof value === 'number' ? Math.round(value * 1e9) / 1e9 : value);

const view = { event: 'view' };
const buy = { event: 'buy' };
const platform = { category: 'event_outer', name: 'platform', type: 'string' };

describe('both ranges side by side', () => {
  const funnel = {
    kind: 'funnel',
    funnel: { metric: 'userCount', steps: [view, buy], window: { type: 'custom', seconds: 600 } },
  };
  const step = (number: number, total: number, key?: readonly string[]) => ({
    step: number,
    name: '',
    points: [],
    total,
    ...(key === undefined ? {} : { group: key.join(), key }),
  });
  it('tell a funnel step by step: counts by their share, rates in points', () => {
    const table = tableOf(
      funnel,
      { x: [], series: [step(1, 10), step(2, 4)] },
      { x: [], series: [step(1, 8), step(2, 0)] },
    );
    assert.deepEqual(
      valuesOf(table).map((row) => row.map(near)),
      [
        ['1 view', 10, 8, 0.25, 1, 1, 0],
        ['2 buy', 4, 0, null, 0.4, 0, 40],
      ],
    );
    assert.deepEqual(
      table.columns.map(({ format }) => format),
      ['text', 'count', 'count', 'change', 'rate', 'rate', 'points'],
    );
    const [, now, before] = table.rows[1] ?? [];
    assert.deepEqual(now?.behind, { cell: { step: 2 }, unit: 'user' });
    assert.deepEqual(before?.behind, { cell: { step: 2 }, unit: 'user', isCompared: true });
  });

  it('keep groups that only one of them has', () => {
    const table = tableOf(
      { ...funnel, groupBy: [platform] },
      { x: [], series: [step(1, 10, ['Web']), step(2, 4, ['Web'])] },
      { x: [], series: [step(1, 3, ['iOS']), step(2, 3, ['iOS'])] },
    );
    assert.deepEqual(
      valuesOf(table).map((row) => row.slice(0, 5)),
      [
        ['Web', '1 view', 10, null, null],
        ['Web', '2 buy', 4, null, null],
        ['iOS', '1 view', null, 3, null],
        ['iOS', '2 buy', null, 3, null],
      ],
    );
  });

  it('tell retention by offset, cohorts by their sizes, without what is still to come', () => {
    const cohort = (users: readonly (number | null)[], size: number) => ({
      name: '',
      cohort: '2026-03-04',
      cohortUsers: size,
      users,
      points: users.map((value) => (value === null ? null : value / size)),
    });
    const table = tableOf(
      { kind: 'retention', retention: { pairs: [{ start: view, revisit: buy }], cohort: 'each' } },
      { x: ['D0', 'D1', 'D2'], series: [cohort([10, 5, null], 10), cohort([30, null, null], 30)] },
      { x: ['D0', 'D1', 'D2'], series: [cohort([10, 2, null], 20), cohort([20, null, null], 20)] },
    );
    assert.deepEqual(
      valuesOf(table).map((row) => row.slice(1).map(near)),
      [
        [0, 40, 40, 0, 40, 30, near(1 / 3), 1, 0.75, 25],
        [1, 10, 20, -0.5, 5, 2, 1.5, 0.5, 0.1, 40],
      ],
    );
  });

  it('tell attribution by touchpoint, and what none earned', () => {
    const bar = (triggers: number, contribution: number, contributionRate: number | null) => ({
      name: '',
      triggers,
      triggersWithConversion: 1,
      conversions: contribution,
      contribution,
      contributionRate,
    });
    const table = tableOf(
      {
        kind: 'attribution',
        attribution: {
          goal: { ...buy, value: { type: 'count' } },
          touchpoints: [view],
          window: { type: 'sameDay' },
          model: { type: 'linear' },
        },
      },
      { bars: [bar(3, 2, 1)], unattributed: { conversions: 1, contribution: 1 } },
      { bars: [bar(4, 1, null)], unattributed: { conversions: 2, contribution: 2 } },
    );
    assert.deepEqual(valuesOf(table), [
      ['view', 3, 4, -0.25, 1, 1, 0, 2, 1, 1, 1, null, null],
      ['explore.unattributed', null, null, null, null, null, null, 1, 2, -0.5, null, null, null],
    ]);
  });

  it('are none for kinds whose chart tells it, nor for answers of two kinds', () => {
    const event = resultOf(
      { kind: 'event', event: { metrics: [{ ...view, measure: { type: 'userCount' } }] } },
      {},
    );
    assert.equal(comparedTable(event, event, {} as never), null);
    assert.equal(comparedTable(event, resultOf(funnel, []), {} as never), null);
  });
});
