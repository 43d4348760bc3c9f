import type { AnalysisContext } from '../../base/analysis-context.ts';
import { coalesce, count, equal, integer, max, nothing, when } from '../../plan/expressions.ts';
import type { PlanBuilder, SelectOptions, StepRef } from '../../plan/plan-builder.ts';
import type { SpecOf } from '../../spec/analysis-spec.ts';
import type { FunnelLevels } from './count-users.ts';
import { countedEvents } from './counted-events.ts';
import { stepValue } from './funnel-rows.ts';
import { windowMs } from './funnel-window.ts';
import { shownRank } from './reached-starts.ts';
import type { StepRows } from './step-rows.ts';

/** A step with `bucket` (null = whole range), `rank` and `v1` … `vn`: events of each step that a chain reaches. */
export function countEvents(
  builder: PlanBuilder,
  source: StepRows,
  options: {
    readonly spec: SpecOf<'funnel'>;
    readonly context: AnalysisContext;
    readonly levels: FunnelLevels;
  },
): StepRef {
  const { spec, context, levels } = options;
  const inputs: SelectOptions[] = [];
  if (windowMs(spec) === null) {
    // A chain lies within a day, so an event counts in one bucket, and the whole range is their sum.
    const reached = countedEvents(builder, source, { spec, context, byBucket: true, name: 'chain' });
    if (levels.hasBuckets) inputs.push(...countRows(builder, reached, { spec, hasBucket: true }));
    inputs.push(...countRows(builder, reached, { spec, hasBucket: false }));
  } else {
    for (const hasBucket of levels.hasBuckets ? [true, false] : [false]) {
      const name = hasBucket ? 'bucket_chain' : 'chain';
      const reached = countedEvents(builder, source, { spec, context, byBucket: hasBucket, name });
      inputs.push(...countRows(builder, reached, { spec, hasBucket }));
    }
  }
  const all = builder.union('event_counts', inputs).as('c');
  return builder.select('counted_events', {
    from: all,
    columns: {
      ...all.cols('bucket', 'rank'),
      ...Object.fromEntries(
        Array.from({ length: levels.stepCount }, (_, index) => [
          stepValue(index + 1),
          coalesce(max(when(equal(all.col('step'), integer(index + 1)), all.col('value'))), integer(0)),
        ]),
      ),
    },
    groupBy: ['bucket', 'rank'],
  });
}

function countRows(
  builder: PlanBuilder,
  reached: readonly StepRef[],
  { spec, hasBucket }: { readonly spec: SpecOf<'funnel'>; readonly hasBucket: boolean },
): readonly SelectOptions[] {
  return reached.map((step, index) => {
    const scope = step.as('e');
    const counted = builder.select(`${step.name}_${hasBucket ? 'by_bucket' : 'in_all'}`, {
      from: scope,
      columns: {
        bucket: hasBucket ? scope.col('bucket') : nothing('integer'),
        rank: shownRank(scope, spec.topN),
        step: integer(index + 1),
        value: count(),
      },
      groupBy: ['bucket', 'rank'],
    });
    const row = counted.as('n');
    return { from: row, columns: row.all() };
  });
}
