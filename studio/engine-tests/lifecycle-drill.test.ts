import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CodedError } from '@millstream/core';
import { lifeCycleDashboard, type Visual, visualsOf } from '@millstream/reporting';
import fc from 'fast-check';
import { printPlan } from '../dialects/print-plan.ts';
import type { GroupKey } from '../drill/group-key.ts';
import { anyName } from '../fields/known-names.ts';
import { drillVisual } from '../lifecycle/drill/drill-visual.ts';
import { parseVisualCell, type VisualCell } from '../lifecycle/drill/visual-cell.ts';
import { parseLifecycleRequest } from '../lifecycle/lifecycle-request.ts';
import { lifecycleContext, readLifecycle } from '../lifecycle/read-lifecycle.ts';
import { arbitraryMs, arbitraryPlace } from '../test-support/arbitrary-corpus.ts';
import { arbitraryVisits } from '../test-support/arbitrary-visits.ts';
import { memoryEngine } from '../test-support/memory-engine.ts';

const engine = await memoryEngine();

interface Series {
  readonly name: string;
  readonly key?: GroupKey;
  readonly points: readonly (number | null)[];
}
interface Chart {
  readonly x?: readonly string[];
  readonly series?: readonly Series[];
  readonly values?: readonly {
    readonly key?: GroupKey;
    readonly metric?: string;
    readonly value?: number | null;
    readonly values?: Readonly<Record<string, number | null>>;
  }[];
  readonly rows?: readonly { readonly date: string; readonly users: readonly (number | null)[] }[];
}

/** A cell as JSON. */
interface Address {
  readonly metric: string;
  readonly bucket?: string;
  readonly key?: GroupKey;
  readonly first?: string;
}

const counts =
  /^(activeUsers|newUsers|firstDayUsers|laterDayUsers|crashedUsers|eventCount|views|otherEvents|contentViews|entrances|dau|wau|mau|day|last7Days|last30Days|today|yesterday|new|retained|return|churn)$/;

/** Addresses of a chart's numbers, with the numbers. */
function cellsOf({ x = [], series = [], values = [], rows = [] }: Chart): readonly [VisualCell, number][] {
  const cells: [Address, number | null | undefined][] = [];
  for (const { name, key, points } of series) {
    for (const [at, bucket] of x.entries()) {
      cells.push([{ metric: name, bucket, ...(key === undefined ? {} : { key }) }, points[at]]);
    }
  }
  for (const { key, metric, value, values: found = {} } of values) {
    if (metric !== undefined) cells.push([{ metric }, value]);
    for (const [name, number] of Object.entries(found)) {
      if (key !== undefined && key !== 'other') cells.push([{ metric: name, key }, number]);
    }
  }
  for (const { date, users } of rows) {
    for (const [at, bucket] of x.entries()) {
      cells.push([{ metric: 'activeUsers', first: date, bucket }, users[at]]);
    }
  }
  return cells.flatMap(([cell, number]) =>
    counts.test(cell.metric) && typeof number === 'number' ? [[parseVisualCell(cell), number]] : [],
  );
}

const shapes = [
  'total',
  'trend',
  'breakdown',
  'breakdownTrend',
  'stickiness',
  'trailingEvents',
  'retentionMatrix',
  'hours',
  'weeklyLifeCycle',
];
const visuals = lifeCycleDashboard.sheets
  .flatMap(visualsOf)
  .filter(({ query }) => shapes.includes(query.shape));

describe('what lies behind a number of the life cycle dashboard', () => {
  it('has exactly as many rows as the number says, for every count of every visual', async () => {
    const arbitrary = arbitraryPlace.chain((place) =>
      fc.record({
        place: fc.constant(place),
        corpus: arbitraryVisits(place, 20),
        asOfMs: arbitraryMs(place),
        visual: fc.constantFrom(...visuals),
        platforms: fc.option(fc.constantFrom(['Web'], ['other', 'iOS']), { nil: undefined, freq: 3 }),
        pick: fc.nat(),
      }),
    );
    await fc.assert(
      fc.asyncProperty(arbitrary, async ({ place, corpus, asOfMs, visual, platforms, pick }) => {
        await engine.load(corpus);
        const request = parseLifecycleRequest({
          projectId: 'first',
          appId: 'shop',
          visuals: [visual.id],
          time: {
            type: 'fixed',
            start: place.day.subtract({ days: 1 }).toString(),
            end: place.day.toString(),
          },
          asOf: new Date(asOfMs).toISOString(),
          ...(platforms === undefined ? {} : { platforms }),
        });
        const options = { engine, calendar: place.calendar, known: anyName, nowMs: 0 };
        const context = await lifecycleContext(request, options);
        const { sheets } = await readLifecycle(request, options);
        const outcome = sheets[0]?.sections[0]?.visuals[0]?.outcome;
        assert.equal(outcome?.kind, 'result');
        if (outcome?.kind !== 'result') return;
        const isWeekly = visual.query.shape === 'weeklyLifeCycle';
        // Under a filter of platforms users count on each of them, and have no list.
        if (isWeekly && platforms !== undefined) return;
        const cells = cellsOf(outcome.result.chart as Chart);
        // A few cells of each, so that many corpora are looked at.
        for (const [index, [cell, number]] of cells.entries()) {
          if (cells.length > 6 && (index + pick) % Math.ceil(cells.length / 6) !== 0) continue;
          const { plan } = drillVisual(visual, context, cell);
          const rows = await engine.run(printPlan(plan, engine.dialect));
          // Lost users are drawn below zero.
          assert.equal(rows.length, Math.abs(number), `${visual.id} ${JSON.stringify(cell)}`);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('refuses numbers that have no list', async () => {
    const request = parseLifecycleRequest({
      projectId: 'first',
      appId: 'shop',
      asOf: '2024-03-08T00:00:00Z',
    });
    const calendar = { timeZone: 'UTC', weekStart: 'monday' } as const;
    const context = await lifecycleContext(request, { engine, calendar, known: anyName, nowMs: 0 });
    const visual = (id: string): Visual => {
      const found = visuals.find((one) => one.id === id);
      assert.ok(found);
      return found;
    };
    const isUnknown = (error: unknown) => error instanceof CodedError && error.code === 'CELL_UNKNOWN';
    for (const [id, cell] of [
      ['overview.totals', { metric: 'engagementRate' }],
      ['overview.usersByDay', { metric: 'activeUsers', bucket: '1999-01-01' }],
      ['overview.usersByPlatform', { metric: 'activeUsers', key: 'other' }],
      ['overview.usersByPlatform', { metric: 'activeUsers', key: ['Web', 'x'] }],
    ] as const) {
      assert.throws(() => drillVisual(visual(id), context, parseVisualCell(cell)), isUnknown, id);
    }
  });
});
