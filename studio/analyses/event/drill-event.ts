import type { AnalysisContext } from '../../base/analysis-context.ts';
import { cellBucket, unknownCell } from '../../drill/cell-bucket.ts';
import { answerEvents, answerUsers, drillColumns } from '../../drill/drill-answer.ts';
import { inGroup } from '../../drill/group-condition.ts';
import type { PlannedDrill } from '../../drill/planned-drill.ts';
import { and, equal, integer, isNotNull } from '../../plan/expressions.ts';
import { PlanBuilder } from '../../plan/plan-builder.ts';
import type { SpecOf } from '../../spec/analysis-spec.ts';
import { fieldOf } from '../../spec/event-spec.ts';
import type { EventCell } from './event-cell.ts';
import { metricRows, restRows } from './metric-rows.ts';

/**
 * What lies behind a number of an event analysis: the users of a user count, else the events that were measured (those with
 * a value, where a field is measured). @throws CodedError CELL_UNKNOWN
 */
export function drillEvent(spec: SpecOf<'event'>, context: AnalysisContext, cell: EventCell): PlannedDrill {
  const metric = spec.event.metrics[cell.metric];
  if (metric === undefined) throw unknownCell(`no metric ${cell.metric}`);
  const builder = new PlanBuilder();
  const { steps, keys, top } = metricRows(spec, context, { builder, more: drillColumns });
  const matched = steps[cell.metric];
  if (matched === undefined) throw unknownCell(`no metric ${cell.metric}`);
  const rows =
    cell.group === 'other' && top !== null
      ? restRows(builder, matched, { name: 'ranked', keys, top, topN: spec.topN })
      : matched;
  const scope = rows.as('r');
  const behind = builder.select('behind', {
    from: scope,
    columns: scope.all(),
    where: and(
      cell.bucket === undefined
        ? and()
        : equal(scope.col('bucket'), integer(cellBucket(cell.bucket, context).number)),
      inGroup(cell.group, (name) => scope.col(name), { fieldCount: keys.length, topN: spec.topN }),
      fieldOf(metric.measure) === undefined ? and() : isNotNull(scope.col('measured')),
    ),
  });
  const unit = metric.measure.type === 'userCount' ? 'user' : 'event';
  if (unit === 'user') answerUsers(builder, behind);
  else answerEvents(builder, behind);
  return { unit, plan: builder.build('drill event') };
}
