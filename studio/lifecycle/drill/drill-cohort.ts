import { cellBucket, unknownCell } from '../../drill/cell-bucket.ts';
import { answerUsers } from '../../drill/drill-answer.ts';
import type { PlannedDrill } from '../../drill/planned-drill.ts';
import { and, equal, greater, greaterOrEqual, integer, or } from '../../plan/expressions.ts';
import { PlanBuilder } from '../../plan/plan-builder.ts';
import type { LifecycleContext } from '../lifecycle-context.ts';
import { lastDayOver } from '../shapes/retention-rates.ts';
import { cellRows } from './cell-rows.ts';
import { usersOf } from './cell-users.ts';
import type { VisualCell } from './visual-cell.ts';

/** Days after the first visit that a series of retention by date looks at: `users` is the first day itself. */
function daysAfter(metric: string, days: readonly number[]): number | undefined {
  return metric === 'users' ? 0 : days.find((day) => metric === `day${day}`);
}

/**
 * Users behind a rate of retention by date: those of the day's cohort who came back that many days later, with their events of
 * that later day; behind `users` the cohort. @throws CodedError CELL_UNKNOWN, also for a day that is not over
 */
export function drillCohort(
  { metric, bucket }: VisualCell,
  days: readonly number[],
  context: LifecycleContext,
): PlannedDrill {
  const after = daysAfter(metric, days);
  if (after === undefined || bucket === undefined) throw unknownCell(`no date of ${metric} is named`);
  const first = cellBucket(bucket, context).number;
  if (first + after > lastDayOver(context)) throw unknownCell(`${metric} of ${bucket} is not over`);
  const builder = new PlanBuilder();
  const rows = cellRows(builder, context, { window: 'cohorts', by: [], platforms: 'all' }).as('r');
  const day = rows.col('bucket');
  const touched = builder.select('cell_touched', {
    from: rows,
    columns: rows.all(),
    where: and(
      equal(rows.col('first_bucket'), integer(first)),
      // What is dated before the first touch is no visit.
      or(
        greater(day, integer(first)),
        and(equal(day, integer(first)), greaterOrEqual(rows.col('event_ms'), rows.col('first_ms'))),
      ),
    ),
  });
  const cohort = usersOf(builder, touched, (user) => equal(user.col('earliest'), integer(first))).as('c');
  const found = builder.select('cell', {
    from: cohort,
    columns: cohort.all(),
    where: equal(cohort.col('bucket'), integer(first + after)),
  });
  answerUsers(builder, found);
  return { unit: 'user', plan: builder.build('life cycle drill') };
}
