import type { AnalysisContext } from '../../base/analysis-context.ts';
import type { Expression } from '../../plan/expression.ts';
import { and, cases, integer, isNotNull, least, lessOrEqual, subtract } from '../../plan/expressions.ts';
import type { PlanBuilder, Scope, StepRef } from '../../plan/plan-builder.ts';
import { otherRank } from '../../result/shown-groups.ts';
import type { SpecOf } from '../../spec/analysis-spec.ts';
import { bucketNumber } from '../../time/local-time.ts';
import { windowMs } from './funnel-window.ts';
import { arrival } from './start-arrivals.ts';

/** Rank of a shown group or of the rest; 0 without grouping. */
export function shownRank(scope: Scope, topN: number): Expression {
  return scope.step.columns.has('rank') ? least(scope.col('rank'), integer(otherRank(topN))) : integer(0);
}

/** Whether a start's chain reaches a step within the window. */
function isReached(scope: Scope, step: number, longestMs: number | null): Expression {
  const at = scope.col(arrival(step));
  return longestMs === null
    ? isNotNull(at)
    : and(isNotNull(at), lessOrEqual(subtract(at, scope.col('ms')), integer(longestMs)));
}

/** Starts with `bucket`, `rank` (shown ones and the rest) and `depth`, the last step that the start's chain reaches. */
export function reachedStarts(
  builder: PlanBuilder,
  starts: StepRef,
  { spec, context }: { readonly spec: SpecOf<'funnel'>; readonly context: AnalysisContext },
): StepRef {
  const scope = starts.as('s');
  const longestMs = windowMs(spec);
  const kept = [...starts.columns.keys()].filter((name) => name !== 'rank' && name !== 'step');
  const depths = spec.funnel.steps
    .map((_, index) => index + 1)
    .slice(1)
    .reverse()
    .map((step) => ({ when: isReached(scope, step, longestMs), result: integer(step) }));
  return builder.select('reached', {
    from: scope,
    columns: {
      ...scope.cols(...kept),
      bucket: bucketNumber(scope.col('ms'), spec.granularity, context),
      rank: shownRank(scope, spec.topN),
      depth: cases(depths, integer(1)),
    },
  });
}
