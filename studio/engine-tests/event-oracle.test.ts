import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { drillEvent } from '../analyses/event/drill-event.ts';
import { eventCellSchema } from '../analyses/event/event-cell.ts';
import type { EventSeries } from '../analyses/event/event-series.ts';
import type { AnalysisContext } from '../base/analysis-context.ts';
import { anyName } from '../fields/known-names.ts';
import type { AnalysisResult } from '../result/analysis-result.ts';
import { analyze, contextOf } from '../run/analyze.ts';
import { parseAnalysisSpec, type SpecOf } from '../spec/analysis-spec.ts';
import { assertEventAgrees } from '../test-support/agreement/event-agreement.ts';
import {
  arbitraryCorpus,
  arbitraryPlace,
  type CorpusPlace,
  eventNames,
} from '../test-support/arbitrary-corpus.ts';
import { arbitraryField, maybeFilter, numberFields } from '../test-support/arbitrary-filter.ts';
import { arbitraryGrouping, arbitraryShared } from '../test-support/arbitrary-shared-spec.ts';
import { memoryEngine } from '../test-support/memory-engine.ts';
import { passingEngine } from '../test-support/passing-engine.ts';
import { runPlan } from '../test-support/run-plan.ts';

const engine = await memoryEngine();
const passing = passingEngine(engine);
const numeric = fc.constantFrom(...numberFields);
const measure = fc.oneof(
  fc.constantFrom({ type: 'eventCount' }, { type: 'userCount' }, { type: 'eventsPerUser' }),
  fc.record({ type: fc.constant('countDistinct'), field: arbitraryField }),
  fc.record({ type: fc.constantFrom('sum', 'min', 'max', 'avg', 'median', 'sumPerUser'), field: numeric }),
  fc.record({ type: fc.constant('percentile'), field: numeric, p: fc.constantFrom(1, 25, 90, 99.9) }),
);
const metric = fc
  .record({ event: fc.constantFrom(...eventNames), measure, filter: maybeFilter })
  .map(({ filter, ...rest }) => ({ ...rest, ...filter }));

const specOf = (place: CorpusPlace) =>
  fc
    .record({
      shared: arbitraryShared(place),
      grouping: arbitraryGrouping,
      isHourly: fc.boolean(),
      metrics: fc.array(metric, { minLength: 1, maxLength: 3 }),
    })
    .map(({ shared, grouping, isHourly, metrics }) => ({
      ...shared,
      ...grouping,
      ...(isHourly && !('unit' in shared.time && shared.time.lastN > 1) ? { granularity: 'hour' } : {}),
      kind: 'event',
      event: { metrics },
    }));
const cases = arbitraryPlace.chain((place) =>
  fc.record({
    place: fc.constant(place),
    corpus: arbitraryCorpus(place),
    specs: fc.array(specOf(place), { minLength: 3, maxLength: 3 }),
  }),
);

type Case = typeof cases extends fc.Arbitrary<infer T> ? T : never;

const seriesOf = ({ chart }: AnalysisResult) => (chart as { series: readonly EventSeries[] }).series;

/** Runs a case's specs, with the engine loaded. */
async function forEachSpec(
  { place, corpus, specs }: Case,
  check: (
    spec: SpecOf<'event'>,
    context: AnalysisContext,
    series: readonly EventSeries[],
  ) => void | Promise<void>,
): Promise<void> {
  await engine.load(corpus);
  for (const json of specs) {
    const spec = parseAnalysisSpec(json);
    assert.ok(spec.kind === 'event');
    const options = { calendar: place.calendar, known: anyName, nowMs: 0 };
    const result = await analyze(spec, { engine, ...options });
    const again = await analyze(spec, { engine: passing, ...options });
    const context = contextOf(spec, options);
    assertEventAgrees(seriesOf(again), { corpus, spec, context });
    await check(spec, context, seriesOf(result));
  }
}

/** Every number of a series with its address and the bucket it stands in; some are left out of long series. */
function cellsOf(series: EventSeries, metric: number, { buckets }: AnalysisContext) {
  const at = { metric, ...(series.key === undefined ? {} : { group: series.key }) };
  const points = buckets.map(({ key }, index) => ({
    cell: { ...at, bucket: key },
    value: series.points[index] ?? null,
  }));
  const shown = points.filter(({ value }, index) => value !== 0 || index === 0).slice(0, 4);
  return [{ cell: at, value: series.total }, ...shown];
}

describe('event analysis', () => {
  it('gives what the words of the specification give', async () => {
    await fc.assert(
      fc.asyncProperty(cases, (one) =>
        forEachSpec(one, (spec, context, series) => {
          assertEventAgrees(series, { corpus: one.corpus, spec, context });
        }),
      ),
      { numRuns: 100 },
    );
  });

  it('opens exactly as many users or events as a count says', async () => {
    await fc.assert(
      fc.asyncProperty(cases, (one) =>
        forEachSpec(one, async (spec, context, series) => {
          const groupCount = series.length / spec.event.metrics.length;
          for (const [index, line] of series.entries()) {
            const metric = Math.floor(index / groupCount);
            if (!/^(event|user)Count$/.test(spec.event.metrics[metric]?.measure.type ?? '')) continue;
            for (const { cell, value } of cellsOf(line, metric, context)) {
              const { plan } = drillEvent(spec, context, eventCellSchema.parse(cell));
              const rows = await runPlan(plan, engine);
              assert.equal(rows.length, value, JSON.stringify(cell));
            }
          }
        }),
      ),
      { numRuns: 30 },
    );
  });
});
