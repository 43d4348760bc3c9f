import assert from 'node:assert/strict';
import { lifeCycleDashboard, visualsOf } from '@millstream/reporting';
import type { LifecycleResult } from '../../lifecycle/lifecycle-result.ts';
import type { ShapedResult } from '../../result/analysis-result.ts';
import { assertAgree } from '../assert-agree.ts';
import type { LifecycleOracle } from '../oracle/lifecycle-oracle.ts';

const visuals = new Map(lifeCycleDashboard.sheets.flatMap(visualsOf).map((visual) => [visual.id, visual]));

/** Results of a dashboard's visuals by id; requires that each has one. */
export function visualResults({ sheets }: LifecycleResult): ReadonlyMap<string, ShapedResult> {
  const list = sheets.flatMap(({ sections }) => sections.flatMap((section) => section.visuals));
  return new Map(
    list.map(({ id, outcome }) => {
      assert.equal(outcome.kind, 'result', `${id}: ${JSON.stringify(outcome)}`);
      if (outcome.kind !== 'result') throw new Error('unreachable');
      return [id, outcome.result];
    }),
  );
}

/** Requires that every visual has the rows that its words give, where the oracle knows them; answers with how many it knew. */
export function assertLifecycleAgrees(result: LifecycleResult, oracle: LifecycleOracle): number {
  let known = 0;
  for (const [id, { rows }] of visualResults(result)) {
    const visual = visuals.get(id);
    const expected = visual === undefined ? null : oracle.rows(visual);
    if (expected === null) continue;
    known += 1;
    assertAgree(rows, expected, id);
  }
  return known;
}
