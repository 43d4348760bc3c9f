import { unknownCell } from '../../drill/cell-bucket.ts';
import { answerUsers } from '../../drill/drill-answer.ts';
import type { PlannedDrill } from '../../drill/planned-drill.ts';
import type { Expression } from '../../plan/expression.ts';
import { and, equal, integer, less, max, text, when } from '../../plan/expressions.ts';
import { PlanBuilder, type Scope } from '../../plan/plan-builder.ts';
import { epochDay } from '../../time/buckets.ts';
import { type LifecycleContext, weeksOf } from '../lifecycle-context.ts';
import { cellRows } from './cell-rows.ts';
import type { VisualCell } from './visual-cell.ts';

const daysPerWeek = 7;

/** Which users a series of the weekly life cycle counts, by whether they began a session in the week, the one before, earlier. */
const wantedBy: Readonly<
  Record<string, { readonly in_week: 0 | 1; readonly in_last?: 0 | 1; readonly earlier?: 0 | 1 }>
> = {
  new: { in_week: 1, earlier: 0 },
  retained: { in_week: 1, in_last: 1 },
  return: { in_week: 1, in_last: 0, earlier: 1 },
  churn: { in_week: 0, in_last: 1 },
};

/**
 * Users behind a number of the weekly life cycle, with their sessions of that week (of the week before for those that were
 * lost). @throws CodedError CELL_UNKNOWN, also under a choice of several platforms: users count on each
 * of them then
 */
export function drillWeek(cell: VisualCell, context: LifecycleContext): PlannedDrill {
  const wanted = Object.hasOwn(wantedBy, cell.metric) ? wantedBy[cell.metric] : undefined;
  const day = weeksOf(context).find((week) => week.toString() === cell.bucket);
  if (wanted === undefined || day === undefined)
    throw unknownCell(`no week ${cell.bucket} of ${cell.metric}`);
  const [platform, ...others] = context.platforms ?? [];
  // `other` stands for any number of platforms.
  if (others.length > 0 || platform === 'other')
    throw unknownCell('with several platforms users count on each of them, so that no list is as long');
  const week = epochDay(day);
  const builder = new PlanBuilder();
  const all = cellRows(builder, context, { window: 'history', by: [], platforms: 'all', grain: 'start' }).as(
    's',
  );
  const rows = builder
    .select('cell_starts', {
      from: all,
      columns: all.all(),
      where: equal(all.col('event_name'), text('_session_start')),
    })
    .as('r');
  const bucket = rows.col('bucket');
  const flag = (condition: Expression) => max(when(condition, integer(1), integer(0)));
  const users = builder.select('cell_weeks', {
    from: rows,
    columns: {
      person: rows.col('person'),
      in_week: flag(equal(bucket, integer(week))),
      in_last: flag(equal(bucket, integer(week - daysPerWeek))),
      earlier: flag(less(bucket, integer(week))),
    },
    groupBy: ['person'],
  });
  const [start, user] = [rows, users.as('u')];
  const isWanted = (scope: Scope) =>
    and(...Object.entries(wanted).map(([name, value]) => equal(scope.col(name), integer(value))));
  const shown = wanted.in_week === 1 ? week : week - daysPerWeek;
  const found = builder.select('cell', {
    from: start,
    joins: [{ type: 'inner', to: user, on: equal(user.col('person'), start.col('person')) }],
    columns: start.all(),
    where: and(isWanted(user), equal(bucket, integer(shown))),
  });
  answerUsers(builder, found);
  return { unit: 'user', plan: builder.build('life cycle drill') };
}
