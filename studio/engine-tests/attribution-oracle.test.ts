import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { AttributionCell } from '../analyses/attribution/attribution-cell.ts';
import { drillAttribution } from '../analyses/attribution/drill-attribution.ts';
import { planAttribution } from '../analyses/attribution/plan-attribution.ts';
import { anyName } from '../fields/known-names.ts';
import { contextOf } from '../run/analyze.ts';
import { parseAnalysisSpec, type SpecOf } from '../spec/analysis-spec.ts';
import { assertAttributionAgrees } from '../test-support/agreement/attribution-agreement.ts';
import {
  arbitraryCorpus,
  arbitraryPlace,
  type CorpusPlace,
  eventNames,
} from '../test-support/arbitrary-corpus.ts';
import { maybeFilter, numberFields } from '../test-support/arbitrary-filter.ts';
import { arbitraryShared } from '../test-support/arbitrary-shared-spec.ts';
import type { Corpus } from '../test-support/corpus.ts';
import { memoryEngine } from '../test-support/memory-engine.ts';
import { attributionOracle, type OracleAttribution } from '../test-support/oracle/attribution-oracle.ts';
import { runPlan } from '../test-support/run-plan.ts';

const engine = await memoryEngine();

const eventRef = fc
  .record({ event: fc.constantFrom(...eventNames), more: maybeFilter })
  .map(({ event, more }) => ({ event, ...more }));
const model = fc.oneof(
  fc.constantFrom({ type: 'first' }, { type: 'last' }, { type: 'linear' }, { type: 'position' }),
  fc.record({
    type: fc.constant('position'),
    weights: fc.constantFrom([0, 0, 1], [0.1, 0.7, 0.2], [0.3333, 0.3333, 0.3334]),
  }),
  fc.record({ type: fc.constant('timeDecay'), halfLifeSeconds: fc.constantFrom(0.001, 60, 604_800) }),
);
const window = fc.oneof(
  fc.constantFrom({ type: 'sameDay' }, { type: 'session' }),
  fc.record({
    type: fc.constant('custom'),
    seconds: fc.constantFrom(0.0005, 0.001, 600, 600.001, 86_400, 2_592_000),
  }),
);
const attribution = fc
  .record({
    goal: fc.record({ event: fc.constantFrom('A', 'A', 'B'), more: maybeFilter }),
    value: fc.oneof(
      fc.constant({ type: 'count' }),
      fc.record({ type: fc.constant('sum'), field: fc.constantFrom(...numberFields) }),
    ),
    touchpoints: fc.array(eventRef, { minLength: 1, maxLength: 4 }),
    window,
    model,
  })
  .map(({ goal, value, ...rest }) => ({ goal: { event: goal.event, ...goal.more, value }, ...rest }));

/** Mostly the day that most events are in, else any scope. */
const arbitrarySpec = (place: CorpusPlace) =>
  fc
    .record({ shared: arbitraryShared(place), isDay: fc.constantFrom(true, true, false), attribution })
    .map(({ shared, isDay, ...rest }) => {
      const time = { type: 'fixed', start: place.day.toString(), end: place.day.toString() };
      return { ...shared, ...(isDay ? { time } : {}), ...rest };
    });
const cases = arbitraryPlace.chain((place) =>
  fc.record({
    calendar: fc.constant(place.calendar),
    corpus: arbitraryCorpus(place, 50),
    specs: fc.array(arbitrarySpec(place), { minLength: 3, maxLength: 3 }),
  }),
);

function attributionSpec(value: object): SpecOf<'attribution'> {
  const spec = parseAnalysisSpec({ ...value, kind: 'attribution' });
  if (spec.kind !== 'attribution') throw new Error('unreachable');
  return spec;
}

/** Every number that can be opened. */
function openedCells(expected: OracleAttribution): readonly (readonly [AttributionCell, number])[] {
  return [
    [{ type: 'conversions' }, expected.conversions],
    [{ type: 'unattributed' }, expected.unattributed],
    ...expected.touchpoints.flatMap(({ triggers, withConversion }, touchpoint) => [
      [{ type: 'triggers', touchpoint }, triggers] as const,
      [{ type: 'triggersWithConversion', touchpoint }, withConversion] as const,
    ]),
  ];
}

async function check(
  corpus: Corpus,
  spec: SpecOf<'attribution'>,
  context: ReturnType<typeof contextOf>,
): Promise<void> {
  const expected = attributionOracle(corpus, spec, context);
  const planned = planAttribution(spec, context);
  assertAttributionAgrees(planned.shape(await runPlan(planned.plan, engine)), expected);
  for (const [cell, count] of openedCells(expected)) {
    const opened = await runPlan(drillAttribution(spec, context, cell).plan, engine);
    assert.equal(opened.length, count, JSON.stringify(cell));
  }
}

describe('attribution analysis', () => {
  it('is what the words of the specification say, cell by cell, and opens exactly as many rows', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async ({ calendar, corpus, specs }) => {
        await engine.load(corpus);
        for (const json of specs) {
          const spec = attributionSpec(json);
          await check(corpus, spec, contextOf(spec, { calendar, known: anyName, nowMs: 0 }));
        }
      }),
      { numRuns: 60 },
    );
  });
});
