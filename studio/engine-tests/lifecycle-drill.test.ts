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
  /^(activeUsers|newUsers|firstDayUsers|laterDayUsers|crashedUsers|eventCount|views|otherEvents|contentViews|entrances|exits|dau|wau|mau|day|last7Days|last30Days|today|yesterday|new|retained|return|churn)$/;

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

/** Addresses of rates of return by date, with the users that they stand for: a rate is one of the cohort beside it. */
function cohortCells({ x = [], series = [] }: Chart): readonly [VisualCell, number][] {
  const sizes = series.find(({ name }) => name === 'users')?.points ?? [];
  return series.flatMap(({ name, points }) =>
    x.flatMap((bucket, at): readonly [VisualCell, number][] => {
      const [value, size] = [points[at], sizes[at]];
      if (typeof value !== 'number' || typeof size !== 'number') return [];
      return [
        [parseVisualCell({ metric: name, bucket }), name === 'users' ? size : Math.round(value * size)],
      ];
    }),
  );
}

const isUnknown = (error: unknown) => error instanceof CodedError && error.code === 'CELL_UNKNOWN';

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
  'retentionByDate',
  'exits',
];
const visuals = lifeCycleDashboard.sheets
  .flatMap(visualsOf)
  .filter(({ query }) => shapes.includes(query.shape));

/** Compares lists with numbers of arbitrary corpora, at any moment or when all days are over. @returns how many lists had rows */
async function checkLists(
  chosen: readonly Visual[],
  { numRuns, isOver = false }: { readonly numRuns: number; readonly isOver?: boolean },
): Promise<number> {
  let filled = 0;
  const arbitrary = arbitraryPlace.chain((place) =>
    fc.record({
      place: fc.constant(place),
      corpus: arbitraryVisits(place, 20),
      asOfMs: isOver
        ? fc.constant(place.day.add({ days: 60 }).toZonedDateTime('UTC').epochMilliseconds)
        : arbitraryMs(place),
      visual: fc.constantFrom(...chosen),
      platforms: fc.option(fc.constantFrom(['Web'], ['Android'], ['other', 'iOS']), {
        nil: undefined,
        freq: 3,
      }),
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
      const chart = outcome.result.chart as Chart;
      const cells = visual.query.shape === 'retentionByDate' ? cohortCells(chart) : cellsOf(chart);
      if (isWeekly && (platforms?.length ?? 0) > 1) {
        // Users count on each of several platforms, and have no list.
        for (const [cell] of cells) assert.throws(() => drillVisual(visual, context, cell), isUnknown);
        return;
      }
      // A few cells of each, so that many corpora are looked at.
      for (const [index, [cell, number]] of cells.entries()) {
        if (cells.length > 6 && (index + pick) % Math.ceil(cells.length / 6) !== 0) continue;
        const { plan } = drillVisual(visual, context, cell);
        const rows = await engine.run(printPlan(plan, engine.dialect));
        // Lost users are drawn below zero.
        if (rows.length > 0) filled += 1;
        assert.equal(rows.length, Math.abs(number), `${visual.id} ${JSON.stringify(cell)}`);
      }
    }),
    // What must find lists looks at the same corpora each time.
    isOver ? { numRuns, seed: 1 } : { numRuns },
  );
  return filled;
}

describe('what lies behind a number of the life cycle dashboard', () => {
  it('has exactly as many rows as the number says, for every count of every visual', async () => {
    await checkLists(visuals, { numRuns: 100 });
  });
  for (const shape of ['retentionByDate', 'exits', 'weeklyLifeCycle']) {
    it(`has as many rows as each number of ${shape}, also under a platform`, async () => {
      const found = await checkLists(
        visuals.filter(({ query }) => query.shape === shape),
        { numRuns: 100, isOver: true },
      );
      assert.ok(found > 5, `${found} lists had rows`);
    });
  }

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
