import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import type { FunnelBar } from '../analyses/funnel/funnel-chart.ts';
import { anyName } from '../fields/known-names.ts';
import type { AnalysisResult } from '../result/analysis-result.ts';
import { analyze } from '../run/analyze.ts';
import { parseAnalysisSpec } from '../spec/analysis-spec.ts';
import { event, textValue, withIds } from '../test-support/corpus.ts';
import { corpusEngines } from '../test-support/corpus-engines.ts';

const day = '2024-03-04T';
const at = (user: string, name: string, ...times: readonly string[]) =>
  times.map((time) => event(user, name, `${day}${time}`));
const grouped = (name: string, time: string, plan: string | null) =>
  event('g', name, `2024-03-12T${time}`, { parameters: plan === null ? {} : { plan: textValue(plan) } });

const engines = await corpusEngines({
  events: withIds([
    ...at('u1', 'A', '10:00', '10:06'),
    ...at('u1', 'B', '10:05', '10:07'),
    ...at('u1', 'C', '10:20'),
    ...at('u2', 'A', '10:00'),
    ...at('u2', 'B', '10:00'),
    ...at('u2', 'C', '10:30'),
    ...at('u3', 'A', '23:58'),
    event('u3', 'B', '2024-03-05T00:02'),
    event('u3', 'C', '2024-03-05T00:05'),
    ...at('u4', 'B', '09:00', '09:30'),
    ...at('u4', 'A', '09:10', '09:20'),
    // A parameter that only the first step has.
    grouped('A', '10:00', 'free'),
    grouped('B', '10:01', null),
    grouped('A', '11:00', null),
    grouped('B', '11:01', null),
  ]),
});
after(() => engines[Symbol.asyncDispose]());

const steps = (names: string) => names.split('').map((name) => ({ event: name }));
const custom = (seconds: number) => ({ type: 'custom', seconds });
const sameDay = { type: 'sameDay' };

const cases = [
  { steps: 'ABC', window: custom(600), users: [4, 3, 1], events: [6, 4, 1] },
  { steps: 'ABC', window: custom(900), users: [4, 3, 2], events: [6, 4, 2] },
  { steps: 'ABC', window: sameDay, users: [4, 2, 1], events: [6, 3, 1] },
  { steps: 'AA', window: custom(600), users: [4, 2], events: [6, 2] },
] as const;

for (const name of ['duckdb', 'trino', 'redshift'] as const) {
  const funnel = (spec: object, more: object = {}): Promise<AnalysisResult> =>
    analyze(
      parseAnalysisSpec({
        version: 1,
        kind: 'funnel',
        projectId: 'first',
        appId: 'shop',
        time: { type: 'fixed', start: '2024-03-04', end: '2024-03-05' },
        funnel: spec,
        ...more,
      }),
      {
        engine: engines[name],
        calendar: { timeZone: 'UTC', weekStart: 'monday' },
        known: anyName,
        nowMs: Date.parse('2024-04-01T00:00:00Z'),
      },
    );

  describe(`worked example F1 on ${name}`, () => {
    for (const { steps: names, window, users, events } of cases) {
      for (const metric of ['userCount', 'eventCount'] as const) {
        it(`counts ${metric} of ${names} within ${JSON.stringify(window)}`, async () => {
          const { rows } = await funnel({ metric, steps: steps(names), window });
          const counts = metric === 'userCount' ? users : events;
          const ofDay = (bucket: string) => rows.find(([key]) => key === bucket)?.slice(1, 1 + names.length);
          assert.deepEqual(ofDay('2024-03-04'), counts);
          assert.deepEqual(
            ofDay('2024-03-05'),
            counts.map(() => 0),
          );
          assert.deepEqual(ofDay('Total'), counts);
        });
      }
    }

    it('gives rates of the step before and of the first', async () => {
      const { columns, rows } = await funnel({ steps: steps('ABC') });
      assert.deepEqual(
        columns.map((column) => column.name),
        ['bucket', '1_A', '2_B', '3_C', 'total_conversion_rate', '2_B_rate', '3_C_rate'],
      );
      assert.deepEqual(rows, [
        ['2024-03-04', 4, 3, 1, 0.25, 0.75, 0.3333],
        ['2024-03-05', 0, 0, 0, null, null, null],
        ['Total', 4, 3, 1, 0.25, 0.75, 0.3333],
      ]);
    });

    it('draws a funnel of the whole range, with medians', async () => {
      const { chart } = await funnel({ steps: steps('ABC'), medians: true }, { chart: 'funnel' });
      assert.deepEqual(chart as readonly FunnelBar[], [
        {
          step: 1,
          name: '1_A',
          count: 4,
          rateFromPrev: null,
          rateFromFirst: 1,
          lost: null,
          medianSeconds: null,
        },
        {
          step: 2,
          name: '2_B',
          count: 3,
          rateFromPrev: 0.75,
          rateFromFirst: 0.75,
          lost: 1,
          medianSeconds: 300,
        },
        {
          step: 3,
          name: '3_C',
          count: 1,
          rateFromPrev: 0.3333,
          rateFromFirst: 0.25,
          lost: 2,
          medianSeconds: 180,
        },
      ]);
    });

    const grouping = {
      time: { type: 'fixed', start: '2024-03-12', end: '2024-03-12' },
      groupBy: [{ category: 'event', name: 'plan', type: 'string' }],
    };
    const groupCases = [
      {
        groupApply: 'all',
        groups: [
          ['(not set)', 1, 1],
          ['free', 1, 0],
        ],
      },
      {
        groupApply: 'first',
        groups: [
          ['(not set)', 1, 1],
          ['free', 1, 1],
        ],
      },
    ];
    for (const { groupApply, groups } of groupCases) {
      it(`applies the group to ${groupApply} steps`, async () => {
        for (const metric of ['userCount', 'eventCount']) {
          const { rows } = await funnel({ metric, steps: steps('AB'), groupApply }, grouping);
          assert.deepEqual(
            rows.filter(([bucket]) => bucket === 'Total').map((row) => row.slice(1, 4)),
            groups,
          );
        }
      });
    }

    it('has zero rows when nobody takes the first step', async () => {
      const { rows } = await funnel({ steps: steps('ZA') });
      assert.deepEqual(rows, []);
    });
  });
}
