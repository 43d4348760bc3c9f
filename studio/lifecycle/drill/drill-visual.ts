import type { DimensionChoice, DimensionId, MetricId, PlatformRule, Visual } from '@millstream/reporting';
import { cellBucket, unknownCell } from '../../drill/cell-bucket.ts';
import { answerEvents, answerUsers } from '../../drill/drill-answer.ts';
import type { PlannedDrill } from '../../drill/planned-drill.ts';
import type { Expression } from '../../plan/expression.ts';
import {
  and,
  equal,
  greater,
  greaterOrEqual,
  integer,
  isIn,
  less,
  lessOrEqual,
  not,
  sameAs,
  text,
} from '../../plan/expressions.ts';
import { PlanBuilder, type Scope, type StepRef } from '../../plan/plan-builder.ts';
import { contentOf, viewEvents } from '../facts/event-parts.ts';
import { afterBucket, beforeBucket } from '../facts/fact-bucket.ts';
import type { LifecycleContext, WindowName } from '../lifecycle-context.ts';
import { chosenDimension } from '../plan-visual.ts';
import { hoursOfToday, hoursPerDay } from '../shapes/hours.ts';
import { cellRows } from './cell-rows.ts';
import { usersOf } from './cell-users.ts';
import { drillCohort } from './drill-cohort.ts';
import { drillExits } from './drill-exits.ts';
import { drillWeek } from './drill-week.ts';
import type { VisualCell } from './visual-cell.ts';

/** Days of the trailing windows by the names of their series. */
const trailingWindows: Readonly<Record<string, number>> = {
  dau: 1,
  wau: 7,
  mau: 30,
  day: 1,
  last7Days: 7,
  last30Days: 30,
};

/** What lies behind a number: users or events, and which rows of the cell count. */
interface Counted {
  readonly unit: PlannedDrill['unit'];
  readonly where: Expression;
  /** Condition on all rows of a user, over `all_first` and `last_bucket`. */
  readonly users?: (rows: Scope) => Expression;
}

interface Place {
  readonly window: WindowName;
  readonly by: readonly DimensionId[];
  readonly platforms: PlatformRule;
}

/** Whether the user's first touch lies in the cell's period. */
function isNewIn(rows: Scope, bucket: number | null): Expression {
  const first = rows.col('first_bucket');
  if (bucket !== null) return equal(first, integer(bucket));
  return and(greater(first, integer(beforeBucket)), less(first, integer(afterBucket)));
}

/** The rows that a metric counts. @throws CodedError CELL_UNKNOWN for a metric that is no count of users or events */
function countedBy(
  metric: string,
  rows: Scope,
  { bucket, context }: { readonly bucket: number | null; readonly context: LifecycleContext },
): Counted {
  const named = (...names: readonly string[]) => isIn(rows.col('event_name'), names);
  const isFirstDay = equal(rows.col('first_bucket'), rows.col('bucket'));
  const { view } = contentOf(context.parameters.pageType);
  switch (metric) {
    case 'activeUsers':
      return { unit: 'user', where: and() };
    case 'newUsers':
      return { unit: 'user', where: and(named('_first_open'), isNewIn(rows, bucket)) };
    case 'firstDayUsers':
      return { unit: 'user', where: isFirstDay };
    case 'laterDayUsers':
      return { unit: 'user', where: and(), users: (user) => equal(user.col('any_first'), integer(0)) };
    case 'returningUsers':
      return { unit: 'user', where: greater(rows.col('bucket'), rows.col('first_bucket')) };
    case 'crashedUsers':
      return { unit: 'user', where: named('_app_exception') };
    case 'eventCount':
      return { unit: 'event', where: and() };
    case 'views':
      return { unit: 'event', where: named(...viewEvents) };
    case 'otherEvents':
      return { unit: 'event', where: not(named(...viewEvents)) };
    case 'contentViews':
      return { unit: 'event', where: named(view) };
    case 'entrances':
      return { unit: 'event', where: and(named(view), rows.col('is_entry')) };
    default:
      throw unknownCell(`${metric} is no count of users or events`);
  }
}

/** Whether rows belong to the cell's value; a rest is known by the values beside it. */
function hasKey(rows: Scope, count: number, { key }: VisualCell): Expression {
  if (count === 0 && key === undefined) return and();
  if (key === undefined || key === 'other' || key.length !== count) {
    throw unknownCell(`the row is told by its ${count} values`);
  }
  return and(...key.map((value, index) => sameAs(rows.col(`g${index + 1}`), text(value))));
}

function answer(builder: PlanBuilder, rows: StepRef, { unit, users }: Counted): PlannedDrill {
  const counted = users === undefined ? rows : usersOf(builder, rows, users);
  if (unit === 'user') answerUsers(builder, counted);
  else answerEvents(builder, counted);
  return { unit, plan: builder.build('life cycle drill') };
}

/** Number of the cell's day; null for the whole range. @throws CodedError CELL_UNKNOWN */
const dayOf = ({ bucket }: VisualCell, context: LifecycleContext): number | null =>
  bucket === undefined ? null : cellBucket(bucket, context).number;

function drillMetric(place: Place, cell: VisualCell, context: LifecycleContext): PlannedDrill {
  const builder = new PlanBuilder();
  const rows = cellRows(builder, context, place).as('r');
  const bucket = dayOf(cell, context);
  const counted = countedBy(cell.metric, rows, { bucket, context });
  const found = builder.select('cell', {
    from: rows,
    columns: rows.all(),
    where: and(
      hasKey(rows, place.by.length, cell),
      counted.where,
      bucket === null ? and() : equal(rows.col('bucket'), integer(bucket)),
    ),
  });
  return answer(builder, found, counted);
}

/** Users or events of the days that end with the cell's. */
function drillTrailing(cell: VisualCell, context: LifecycleContext): PlannedDrill {
  const days = trailingWindows[cell.metric];
  const last = dayOf(cell, context);
  if (days === undefined || last === null) throw unknownCell(`no day of ${cell.metric} is named`);
  const builder = new PlanBuilder();
  const rows = cellRows(builder, context, { window: 'trailing', by: [], platforms: 'all' }).as('r');
  const day = rows.col('bucket');
  const found = builder.select('cell', {
    from: rows,
    columns: rows.all(),
    where: and(lessOrEqual(day, integer(last)), greaterOrEqual(day, integer(last - days + 1))),
  });
  return answer(builder, found, { unit: /au$/.test(cell.metric) ? 'user' : 'event', where: and() });
}

/** Users first active on one day of the range who were active on another. */
function drillMatrix(cell: VisualCell, context: LifecycleContext): PlannedDrill {
  const first = dayOf({ ...cell, bucket: cell.first }, context);
  const day = dayOf(cell, context);
  if (first === null || day === null) throw unknownCell('a cell has a first date and a date');
  const builder = new PlanBuilder();
  const rows = cellRows(builder, context, { window: 'range', by: [], platforms: 'all' });
  const cohort = usersOf(builder, rows, (user) => equal(user.col('earliest'), integer(first))).as('c');
  const found = builder.select('cell', {
    from: cohort,
    columns: cohort.all(),
    where: equal(cohort.col('bucket'), integer(day)),
  });
  return answer(builder, found, { unit: 'user', where: and() });
}

/** Users of an hour of the running day, or of the same hour of the day before. */
function drillHours(metric: MetricId, cell: VisualCell, context: LifecycleContext): PlannedDrill {
  const hour = hoursOfToday(context).find(({ key }) => key.slice(-5) === cell.bucket);
  const back = { today: 0, yesterday: hoursPerDay }[cell.metric];
  if (hour === undefined || back === undefined) throw unknownCell(`no hour ${cell.bucket} of ${cell.metric}`);
  const bucket = hour.number - back;
  const builder = new PlanBuilder();
  const rows = cellRows(builder, context, { window: 'hours', by: [], platforms: 'all', grain: 'hour' }).as(
    'r',
  );
  const counted = countedBy(metric, rows, { bucket, context });
  const found = builder.select('cell', {
    from: rows,
    columns: rows.all(),
    where: and(counted.where, equal(rows.col('bucket'), integer(bucket))),
  });
  return answer(builder, found, counted);
}

/**
 * Plans the users or events behind a number of a visual: as many as it says. Averages, rates, sessions and the rest of a top
 * list have none. @throws CodedError CELL_UNKNOWN for a number that has no list, or that the result does not have
 */
export function drillVisual(
  { query, platforms = 'all' }: Visual,
  context: LifecycleContext,
  cell: VisualCell,
): PlannedDrill {
  const place = (by: readonly DimensionChoice[] = []): Place => ({
    window: 'range',
    by: by.map((choice) => chosenDimension(choice, context.parameters)),
    platforms,
  });
  switch (query.shape) {
    case 'total':
    case 'trend':
      return drillMetric(place(), cell, context);
    case 'breakdown':
      return drillMetric(place(query.by), cell, context);
    case 'breakdownTrend':
      return drillMetric(place([query.by]), cell, context);
    case 'stickiness':
    case 'trailingEvents':
      return drillTrailing(cell, context);
    case 'retentionMatrix':
      return drillMatrix(cell, context);
    case 'hours':
      return drillHours(query.metric, cell, context);
    case 'weeklyLifeCycle':
      return drillWeek(cell, context);
    case 'retentionByDate':
      return drillCohort(cell, query.days, context);
    case 'exits':
      return drillExits(cell, chosenDimension(query.by, context.parameters), context);
    default:
      throw unknownCell(`numbers of ${query.shape} have no list yet`);
  }
}
