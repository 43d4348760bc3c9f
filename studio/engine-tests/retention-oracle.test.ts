import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { drillRetention } from '../analyses/retention/drill-retention.ts';
import { retentionCellSchema } from '../analyses/retention/retention-cell.ts';
import type { RetentionChart } from '../analyses/retention/retention-series.ts';
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
import { booleanFields, maybeFilter, numberFields, textFields } from '../test-support/arbitrary-filter.ts';
import { arbitraryGrouping, arbitraryShared } from '../test-support/arbitrary-shared-spec.ts';
import { assertTableRows } from '../test-support/assert-table-rows.ts';
import { memoryEngine } from '../test-support/memory-engine.ts';
import { retentionOracle } from '../test-support/oracle/retention-oracle.ts';
import { runPlan } from '../test-support/run-plan.ts';

const engine = await memoryEngine();
const sideOf = fc
  .record({ event: fc.constantFrom(...eventNames), filter: maybeFilter })
  .map(({ event, filter }) => ({ event, ...filter }));
/** Fields for both sides, of one type; often none. */
const associates = fc.oneof(
  fc.constant(null),
  ...[textFields, numberFields.filter(({ type }) => type === 'number'), booleanFields].map((fields) =>
    fc.tuple(fc.constantFrom(...fields), fc.constantFrom(...fields)),
  ),
);
const pair = fc.record({ start: sideOf, revisit: sideOf, associates }).map(({ start, revisit, ...rest }) => {
  if (rest.associates === null) return { start, revisit };
  const [mine, other] = rest.associates;
  return { start: { ...start, associate: mine }, revisit: { ...revisit, associate: other } };
});
const retention = fc.record({
  pairs: fc.array(pair, { minLength: 1, maxLength: 2 }),
  cohort: fc.constantFrom('first', 'each'),
  strictAfter: fc.boolean(),
  show: fc.constantFrom('retention', 'attrition'),
});
const specOf = (place: CorpusPlace) =>
  fc
    .record({ shared: arbitraryShared(place), grouping: arbitraryGrouping, retention })
    .map(({ shared, grouping, ...rest }) => ({ ...shared, ...grouping, ...rest, kind: 'retention' }));
const cases = arbitraryPlace.chain((place) =>
  fc.record({
    place: fc.constant(place),
    corpus: arbitraryCorpus(place),
    specs: fc.array(specOf(place), { minLength: 3, maxLength: 3 }),
  }),
);
type Case = typeof cases extends fc.Arbitrary<infer T> ? T : never;

/** Runs a case's specs. */
async function forEachSpec(
  { place, corpus, specs }: Case,
  check: (
    spec: SpecOf<'retention'>,
    context: AnalysisContext,
    result: AnalysisResult,
  ) => void | Promise<void>,
): Promise<void> {
  await engine.load(corpus);
  for (const json of specs) {
    const spec = parseAnalysisSpec(json);
    assert.ok(spec.kind === 'retention');
    const options = { calendar: place.calendar, known: anyName, nowMs: 0 };
    await check(spec, contextOf(spec, options), await analyze(spec, { engine, ...options }));
  }
}

/** Numbers of users of a chart with their addresses; zeros only where they are the first of a series. */
function cellsOf(spec: SpecOf<'retention'>, { buckets }: AnalysisContext, { chart }: AnalysisResult) {
  const { series } = chart as RetentionChart;
  const perPair = series.length / spec.retention.pairs.length;
  return series.flatMap(({ key, cohort, cohortUsers, users }, index) => {
    const at = { pair: Math.floor(index / perPair), cohort, ...(key === undefined ? {} : { group: key }) };
    const own = buckets.findIndex((bucket) => bucket.key === cohort);
    const later = users.flatMap((value, offset) => {
      const bucket = buckets[own + offset]?.key;
      if (value === null || (value === 0 && offset > 0)) return [];
      const lost = { cell: { ...at, bucket, lost: true }, value: cohortUsers - value };
      return [{ cell: { ...at, bucket }, value }, lost];
    });
    return [{ cell: at, value: cohortUsers }, ...later];
  });
}

describe('retention analysis', () => {
  it('gives what the words of the specification give', async () => {
    await fc.assert(
      fc.asyncProperty(cases, (one) =>
        forEachSpec(one, (spec, context, result) => {
          assertTableRows(result.rows, retentionOracle(one.corpus, spec, context));
        }),
      ),
      { numRuns: 100 },
    );
  });

  it('opens exactly as many users as a cell says, those who came back and those who did not', async () => {
    await fc.assert(
      fc.asyncProperty(cases, (one) =>
        forEachSpec(one, async (spec, context, result) => {
          for (const { cell, value } of cellsOf(spec, context, result).slice(0, 25)) {
            const { plan } = drillRetention(spec, context, retentionCellSchema.parse(cell));
            const rows = await runPlan(plan, engine);
            assert.equal(rows.length, value, JSON.stringify(cell));
          }
        }),
      ),
      { numRuns: 30 },
    );
  });
});
