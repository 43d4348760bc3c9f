import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lifeCycleDashboard, platforms, visualsOf } from '@millstream/reporting';
import fc from 'fast-check';
import { anyName } from '../fields/known-names.ts';
import { parseLifecycleRequest } from '../lifecycle/lifecycle-request.ts';
import { readLifecycle } from '../lifecycle/read-lifecycle.ts';
import type { Cell } from '../result/analysis-result.ts';
import { arbitraryMs, arbitraryPlace } from '../test-support/arbitrary-corpus.ts';
import { arbitraryScope } from '../test-support/arbitrary-shared-spec.ts';
import { arbitraryVisits } from '../test-support/arbitrary-visits.ts';
import { memoryEngine } from '../test-support/memory-engine.ts';
import { LifecycleOracle } from '../test-support/oracle/lifecycle-oracle.ts';

const engine = await memoryEngine();
const text = (name: string, operator: string, value: readonly string[]) => ({
  field: { category: 'event_outer', name, type: 'string' },
  operator,
  value,
});
const filter = fc.constantFrom(
  undefined,
  undefined,
  undefined,
  text('geo_country', '!=', ['DE']),
  text('session_source', 'in', ['mail', 'google']),
  { op: 'or', children: [text('app_version', '=', ['1.0']), { segment: ['s1'], operator: 'in' }] },
  { field: { category: 'user_outer', name: 'first_traffic_source', type: 'string' }, operator: 'is_null' },
);
const parameters = fc.record({
  userDimension: fc.constantFrom('firstTrafficSource', 'firstTrafficSourceMedium'),
  trafficDimension: fc.constantFrom('sessionSource', 'sessionSourceMedium'),
  pageType: fc.constantFrom('pageTitle', 'pageUrlPath', 'screenName', 'screenClass'),
  topUsers: fc.constantFrom(1, 10),
  topSessions: fc.constantFrom(1, 10),
  topEvents: fc.constantFrom(1, 2, 10),
  topPages: fc.constantFrom(1, 10),
  topEntries: fc.constantFrom(1, 10),
});

/** Numbers may differ by what adding in another order does to a double. */
function assertSameRows(actual: readonly (readonly Cell[])[], expected: readonly (readonly Cell[])[]): void {
  const rounded = (rows: readonly (readonly Cell[])[]) =>
    rows.map((row) => row.map((cell) => (typeof cell === 'number' ? Number(cell.toPrecision(9)) : cell)));
  assert.deepEqual(rounded(actual), rounded(expected));
}

const visuals = new Map(lifeCycleDashboard.sheets.flatMap(visualsOf).map((visual) => [visual.id, visual]));

describe('life cycle dashboard', () => {
  it('equals its words for every visual', async () => {
    const arbitrary = arbitraryPlace.chain((place) =>
      fc.record({
        place: fc.constant(place),
        corpus: arbitraryVisits(place),
        time: arbitraryScope(place),
        asOfMs: arbitraryMs(place),
        platforms: fc.option(fc.subarray([...platforms], { minLength: 1 }), { nil: undefined, freq: 3 }),
        filter,
        parameters,
      }),
    );
    await fc.assert(
      fc.asyncProperty(arbitrary, async ({ place: { calendar }, corpus, asOfMs, ...asked }) => {
        const request = parseLifecycleRequest({
          projectId: 'first',
          appId: 'shop',
          asOf: new Date(asOfMs).toISOString(),
          ...JSON.parse(JSON.stringify(asked)),
        });
        await engine.load(corpus);
        const read = await readLifecycle(request, { engine, calendar, known: anyName, nowMs: 0 });
        const oracle = new LifecycleOracle(corpus, request, calendar);
        for (const { id, outcome } of read.sheets.flatMap(({ sections }) =>
          sections.flatMap((s) => s.visuals),
        )) {
          const visual = visuals.get(id);
          const expected = visual === undefined ? null : oracle.rows(visual);
          if (expected === null) continue;
          assert.equal(outcome.kind, 'result', `${id}: ${JSON.stringify(outcome)}`);
          if (outcome.kind !== 'result') continue;
          try {
            assertSameRows(outcome.result.rows, expected);
          } catch (cause) {
            throw new Error(`${id} differs: ${(cause as Error).message}`, { cause });
          }
        }
      }),
      { numRuns: 40 },
    );
  });
});
