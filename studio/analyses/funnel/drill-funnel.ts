import type { AnalysisContext } from '../../base/analysis-context.ts';
import { cellBucket, unknownCell } from '../../drill/cell-bucket.ts';
import { answerEvents, drillColumns } from '../../drill/drill-answer.ts';
import { inGroup } from '../../drill/group-condition.ts';
import type { PlannedDrill } from '../../drill/planned-drill.ts';
import type { Expression } from '../../plan/expression.ts';
import { and, equal, greaterOrEqual, integer, lessOrEqual, max, min } from '../../plan/expressions.ts';
import { PlanBuilder, type StepRef } from '../../plan/plan-builder.ts';
import type { SpecOf } from '../../spec/analysis-spec.ts';
import { countedEvents } from './counted-events.ts';
import type { FunnelCell } from './funnel-cell.ts';
import { windowMs } from './funnel-window.ts';
import { reachedStarts, shownRank } from './reached-starts.ts';
import { arrival, startArrivals } from './start-arrivals.ts';
import { type StepRows, stepRows } from './step-rows.ts';

interface Drill {
  readonly builder: PlanBuilder;
  readonly spec: SpecOf<'funnel'>;
  readonly context: AnalysisContext;
  readonly cell: FunnelCell;
}

/**
 * What lies behind a count of a funnel: its users, each with the start and the end of the first chain that reaches the step
 * and the number of that chain's events, or its events. @throws CodedError CELL_UNKNOWN
 */
export function drillFunnel(
  spec: SpecOf<'funnel'>,
  context: AnalysisContext,
  cell: FunnelCell,
): PlannedDrill {
  const unit = spec.funnel.metric === 'userCount' ? 'user' : 'event';
  if (cell.step > spec.funnel.steps.length) throw unknownCell(`no step ${cell.step}`);
  if (cell.lost && (unit === 'event' || cell.step === 1)) {
    throw unknownCell('only users are lost, after the first step');
  }
  const builder = new PlanBuilder();
  const drill = { builder, spec, context, cell };
  if (unit === 'user') usersBehind(drill);
  else eventsBehind(drill);
  return { unit, plan: builder.build('drill funnel') };
}

function usersBehind({ builder, spec, context, cell }: Drill): void {
  const source = stepRows(builder, { spec, context, more: (base) => [base.derived('user_key')] });
  const starts = startArrivals(builder, source, spec.funnel.steps.length);
  const reached = reachedStarts(builder, starts, { spec, context });
  const scope = inCell(builder, reached, { spec, context, cell, groups: source.groups }).as('r');
  const step = cell.lost ? cell.step - 1 : cell.step;
  const depth = max(scope.col('depth'));
  const userKey = min(scope.col('user_key'));
  builder.select('answer', {
    from: scope,
    columns: {
      user_key: userKey,
      first_ms: min(scope.col('ms')),
      last_ms: min(scope.col(step === 1 ? 'ms' : arrival(step))),
      events: integer(step),
    },
    where: greaterOrEqual(scope.col('depth'), integer(step)),
    groupBy: [scope.col('person')],
    ...(cell.lost ? { having: equal(depth, integer(step)) } : {}),
    orderBy: [userKey],
  });
}

function eventsBehind({ builder, spec, context, cell }: Drill): void {
  const source = stepRows(builder, { spec, context, more: drillColumns });
  const byBucket = cell.bucket !== undefined || windowMs(spec) === null;
  const reached = countedEvents(builder, source, { spec, context, byBucket, name: 'chain' });
  const scope = reached.as('e');
  const counted = builder.select('counted', {
    from: scope,
    columns: { ...scope.all(), rank: shownRank(scope, spec.topN) },
    where: equal(scope.col('step'), integer(cell.step)),
  });
  const behind = inCell(builder, counted, { spec, context, cell, groups: source.groups });
  answerEvents(builder, behind);
}

interface InCell extends Omit<Drill, 'builder'> {
  readonly groups: StepRows['groups'];
}

/** Rows of a cell's bucket and group. */
function inCell(builder: PlanBuilder, rows: StepRef, { spec, context, cell, groups }: InCell): StepRef {
  const scope = rows.as('r');
  const bucket = cell.bucket === undefined ? null : cellBucket(cell.bucket, context).number;
  const isInBucket = bucket === null ? and() : equal(scope.col('bucket'), integer(bucket));
  const options = { fieldCount: spec.groupBy?.length ?? 0, topN: spec.topN };
  if (groups === null || cell.group === 'other') {
    const where = and(
      isInBucket,
      inGroup(cell.group, (name) => scope.col(name), options),
    );
    return builder.select('behind', { from: scope, columns: scope.all(), where });
  }
  const group = groups.as('g');
  const isShown: Expression = lessOrEqual(group.col('rank'), integer(spec.topN));
  return builder.select('behind', {
    from: scope,
    joins: [{ type: 'inner', to: group, on: equal(scope.col('rank'), group.col('rank')) }],
    columns: scope.all(),
    where: and(
      isInBucket,
      isShown,
      inGroup(cell.group, (name) => group.col(name), options),
    ),
  });
}
