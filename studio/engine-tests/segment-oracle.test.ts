import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { printPlan } from '../dialects/print-plan.ts';
import { anyName } from '../fields/known-names.ts';
import { rewritePlan } from '../rewrites/rewrite-plan.ts';
import { planSegment } from '../segments/plan/plan-segment.ts';
import { parseSegmentSpec } from '../segments/segment-spec.ts';
import { arbitraryCorpus, arbitraryPlace, type CorpusPlace } from '../test-support/arbitrary-corpus.ts';
import { arbitraryAsOfMs, arbitraryCriteria, withPresets } from '../test-support/arbitrary-segment.ts';
import { memoryEngine } from '../test-support/memory-engine.ts';
import { segmentOracle } from '../test-support/oracle/segment-oracle.ts';

const segmentOf = (place: CorpusPlace) =>
  fc.record({ criteria: arbitraryCriteria(place), asOfMs: arbitraryAsOfMs(place) });
const cases = arbitraryPlace.chain((place) =>
  fc.record({
    place: fc.constant(place),
    corpus: arbitraryCorpus(place, 40).chain(withPresets),
    segments: fc.array(segmentOf(place), { minLength: 4, maxLength: 4 }),
  }),
);

describe('segments', () => {
  it('hold the users that the words of the specification name', async () => {
    const engine = await memoryEngine();
    let members = 0;
    await fc.assert(
      fc.asyncProperty(cases, async ({ place: { calendar }, corpus, segments }) => {
        await engine.load(corpus);
        for (const { criteria, asOfMs } of segments) {
          const spec = parseSegmentSpec({
            version: 1,
            name: 'Any',
            projectId: 'first',
            appId: 'shop',
            criteria,
            refresh: { type: 'manual' },
          });
          assert.ok(spec.criteria);
          const plan = planSegment(spec.criteria, { appId: 'shop', calendar, asOfMs, known: anyName });
          const rows = await engine.run(printPlan(rewritePlan(plan, engine.dialect), engine.dialect));
          const found = rows.map((row) => String(row.user_pseudo_id)).sort();
          assert.deepEqual(found, segmentOracle(corpus, spec, { calendar, asOfMs }));
          members += found.length;
        }
      }),
      { numRuns: 250 },
    );
    assert.ok(members > 200, 'the cases must find somebody');
  });
});
