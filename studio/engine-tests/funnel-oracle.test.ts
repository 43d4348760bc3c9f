import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { drillFunnel } from '../analyses/funnel/drill-funnel.ts';
import { funnelCellSchema } from '../analyses/funnel/funnel-cell.ts';
import type { FunnelBar, FunnelBarChart } from '../analyses/funnel/funnel-chart.ts';
import type { AnalysisContext } from '../base/analysis-context.ts';
import { anyName } from '../fields/known-names.ts';
import type { AnalysisResult } from '../result/analysis-result.ts';
import { analyze, contextOf } from '../run/analyze.ts';
import { parseAnalysisSpec, type SpecOf } from '../spec/analysis-spec.ts';
import {
  arbitraryCorpus,
  arbitraryPlace,
  type CorpusPlace,
  eventNames,
} from '../test-support/arbitrary-corpus.ts';
import { maybeFilter } from '../test-support/arbitrary-filter.ts';
import { arbitraryGrouping, arbitraryShared } from '../test-support/arbitrary-shared-spec.ts';
import { assertTableRows } from '../test-support/assert-table-rows.ts';
import type { Corpus } from '../test-support/corpus.ts';
import { memoryEngine } from '../test-support/memory-engine.ts';
import { funnelOracle } from '../test-support/oracle/funnel-oracle.ts';
import { passingEngine } from '../test-support/passing-engine.ts';
import { runPlan } from '../test-support/run-plan.ts';

const engine = await memoryEngine();
const passing = passingEngine(engine);
const step = fc
  .record({ event: fc.constantFrom(...eventNames), filter: maybeFilter })
  .map(({ event, filter }) => ({ event, ...filter }));
const funnel = fc.record({
  metric: fc.constantFrom('userCount', 'eventCount'),
  steps: fc.array(step, { minLength: 2, maxLength: 4 }),
  window: fc.oneof(
    fc.constant({ type: 'sameDay' }),
    fc.record({
      type: fc.constant('custom'),
      seconds: fc.constantFrom(0.001, 600, 1800, 3600, 86_400, 864_000, 86_400 * 40),
    }),
  ),
  groupApply: fc.constantFrom('all', 'first'),
  lateSteps: fc.boolean(),
  medians: fc.boolean(),
});
const specOf = (place: CorpusPlace) =>
  fc
    .record({
      shared: arbitraryShared(place),
      grouping: arbitraryGrouping,
      chart: fc.constantFrom('bar', 'bar', 'funnel'),
      funnel,
    })
    .map(({ shared, grouping, ...rest }) => ({
      ...shared,
      ...(rest.chart === 'funnel' ? {} : grouping),
      ...rest,
      kind: 'funnel',
    }));
/** Gives one person so many events that joins leave them to passes. */
function crowded({ events, ...rest }: Corpus): Corpus {
  const [first] = events.filter(({ isBot }) => isBot !== true);
  const few = events.filter(({ pseudo }) => pseudo === first?.pseudo).slice(0, 4);
  const repeats = few.flatMap((event) =>
    Array.from({ length: 17 }, (_, index) => ({
      ...event,
      id: `${event.id}-${index}`,
      ms: event.ms + index * 60_000,
    })),
  );
  return { ...rest, events: [...events, ...repeats] };
}

const cases = arbitraryPlace.chain((place) =>
  fc.record({
    place: fc.constant(place),
    corpus: fc.oneof(arbitraryCorpus(place), arbitraryCorpus(place, 12).map(crowded)),
    specs: fc.array(specOf(place), { minLength: 3, maxLength: 3 }),
  }),
);
type Case = typeof cases extends fc.Arbitrary<infer T> ? T : never;

/** Runs a case's specs. */
async function forEachSpec(
  { place, corpus, specs }: Case,
  check: (spec: SpecOf<'funnel'>, context: AnalysisContext, result: AnalysisResult) => void | Promise<void>,
): Promise<void> {
  await engine.load(corpus);
  for (const json of specs) {
    const spec = parseAnalysisSpec(json);
    assert.ok(spec.kind === 'funnel');
    const options = { calendar: place.calendar, known: anyName, nowMs: 0 };
    const result = await analyze(spec, { engine, ...options });
    const again = await analyze(spec, { engine: passing, ...options });
    assert.deepEqual(again.rows, result.rows);
    await check(spec, contextOf(spec, options), result);
  }
}

/** Numbers of a chart with their addresses; zeros only where they are the first of a series. */
function cellsOf(spec: SpecOf<'funnel'>, { buckets }: AnalysisContext, { chart }: AnalysisResult) {
  if (spec.chart === 'funnel') {
    return (chart as readonly FunnelBar[]).map(({ step, count }) => ({ cell: { step }, value: count }));
  }
  const { series } = chart as FunnelBarChart;
  return series.flatMap(({ step, key, points, total }, index) => {
    const at = { step, ...(key === undefined ? {} : { group: key }) };
    const isLost = step > 1 && spec.funnel.metric === 'userCount';
    const before = series[index - 1]?.total ?? 0;
    return [
      { cell: at, value: total },
      ...(isLost ? [{ cell: { ...at, lost: true }, value: before - total }] : []),
      ...buckets
        .map((bucket, place) => ({ cell: { ...at, bucket: bucket.key }, value: points[place] ?? 0 }))
        .filter(({ value }, place) => value > 0 || place === 0),
    ];
  });
}

describe('funnel analysis', () => {
  it('gives what the words of the specification give', async () => {
    await fc.assert(
      fc.asyncProperty(cases, (one) =>
        forEachSpec(one, (spec, context, result) => {
          assertTableRows(result.rows, funnelOracle(one.corpus, spec, context));
        }),
      ),
      { numRuns: 100 },
    );
  });

  it('opens exactly as many users or events as a count says, and those who were lost', async () => {
    await fc.assert(
      fc.asyncProperty(cases, (one) =>
        forEachSpec(one, async (spec, context, result) => {
          for (const { cell, value } of cellsOf(spec, context, result).slice(0, 25)) {
            const { plan } = drillFunnel(spec, context, funnelCellSchema.parse(cell));
            const rows = await runPlan(plan, engine);
            assert.equal(rows.length, value, JSON.stringify(cell));
          }
        }),
      ),
      { numRuns: 30 },
    );
  });
});
