import type { AnalysisContext } from '../../base/analysis-context.ts';
import { count, equal, integer, nothing } from '../../plan/expressions.ts';
import type { PlanBuilder, StepRef } from '../../plan/plan-builder.ts';
import type { SpecOf } from '../../spec/analysis-spec.ts';
import type { FunnelLevels } from './count-users.ts';
import { countedEvents } from './counted-events.ts';
import { stepValue } from './funnel-rows.ts';
import { windowMs } from './funnel-window.ts';
import { shownRank } from './reached-starts.ts';
import type { StepRows } from './step-rows.ts';

/** Steps with `bucket` (null = whole range), `rank` and `v1` … `vn`: events of each step that a chain reaches. */
export function countEvents(
  builder: PlanBuilder,
  source: StepRows,
  options: {
    readonly spec: SpecOf<'funnel'>;
    readonly context: AnalysisContext;
    readonly levels: FunnelLevels;
  },
): readonly StepRef[] {
  const { spec, context, levels } = options;
  const parts = levels.hasBuckets ? [true, false] : [false];
  if (windowMs(spec) === null) {
    // A chain lies within a day, so an event counts in one bucket, and the whole range is their sum.
    const reached = countedEvents(builder, source, { spec, context, byBucket: true, name: 'chain' });
    return parts.map((hasBucket) => countRows(builder, reached, { spec, hasBucket }));
  }
  return parts.map((hasBucket) => {
    const name = hasBucket ? 'bucket_chain' : 'chain';
    const reached = countedEvents(builder, source, { spec, context, byBucket: hasBucket, name });
    return countRows(builder, reached, { spec, hasBucket });
  });
}

function countRows(
  builder: PlanBuilder,
  reached: StepRef,
  { spec, hasBucket }: { readonly spec: SpecOf<'funnel'>; readonly hasBucket: boolean },
): StepRef {
  const scope = reached.as('e');
  const bucket = hasBucket ? scope.col('bucket') : nothing('integer');
  return builder.select(hasBucket ? 'bucket_events' : 'total_events', {
    from: scope,
    columns: {
      bucket,
      rank: shownRank(scope, spec.topN),
      ...Object.fromEntries(
        spec.funnel.steps.map((_, index) => [
          stepValue(index + 1),
          count(equal(scope.col('step'), integer(index + 1))),
        ]),
      ),
    },
    groupBy: hasBucket ? ['bucket', 'rank'] : ['rank'],
  });
}
