import { compileCondition } from '../../base/compile-condition.ts';
import type { Expression } from '../../plan/expression.ts';
import {
  aggregate,
  and,
  count,
  countDistinct,
  equal,
  integer,
  isNotNull,
  not,
  over,
  subtract,
  toNumber,
} from '../../plan/expressions.ts';
import type { PlanBuilder, StepRef } from '../../plan/plan-builder.ts';
import { localDay } from '../../time/local-time.ts';
import type { ConditionOf } from '../segment-condition.ts';
import { daysTouched } from '../segment-range.ts';
import type { RangeEvents } from './range-events.ts';
import type { SegmentContext } from './segment-context.ts';
import { isEvent, needEvent, type UserSet } from './user-set.ts';

type UserEvent = ConditionOf<'userEvent'>;

/** Where a condition is planned. */
export interface ConditionPlace {
  /** Prefix of its steps' names. */
  readonly name: string;
  /** JSON pointer. */
  readonly place: string;
  readonly events: RangeEvents;
  readonly context: SegmentContext;
}

/** Whether a value satisfies the condition; no value never does. */
function satisfies({ operator, value }: UserEvent, measured: Expression): Expression {
  return and(isNotNull(measured), compileCondition({ operator, value }, measured));
}

/** Whether a day without events satisfies the condition. */
function isSatisfiedByZero({ operator, value: [first = 0, second = 0] }: UserEvent): boolean {
  switch (operator) {
    case '=':
      return first === 0;
    case '!=':
      return first !== 0;
    case '>':
      return first < 0;
    case '>=':
      return first <= 0;
    case '<':
      return first > 0;
    case '<=':
      return first >= 0;
    case 'between':
      return first <= 0 && second >= 0;
  }
}

/** Users with at least one matching event whose metric satisfies the condition (explorations 7.2). */
export function planUserEvent(condition: UserEvent, at: ConditionPlace): UserSet {
  const { events, place } = at;
  const { metric } = condition;
  needEvent(events, condition.event, `${place}/event`);
  if ('field' in metric) events.base.field(metric.field, `${place}/metric/field`);
  else if (metric.type !== 'total') events.base.derived('event_ms');
  switch (metric.type) {
    case 'timesPerDay':
      return (builder) => everyDay(builder, condition, at);
    case 'consecutiveDays':
      return (builder) => someRun(builder, condition, at);
    default:
      return (builder) => measured(builder, condition, at);
  }
}

/** Local day of the matching events of each user. */
function matching(builder: PlanBuilder, condition: UserEvent, { name, events, context }: ConditionPlace) {
  const scope = events.step(builder).as('e');
  const day = () => localDay(scope.col('event_ms'), events.range, context.calendar.timeZone);
  return { name, scope, day, user: scope.col(events.user), where: isEvent(events, condition.event, scope) };
}

function measured(builder: PlanBuilder, condition: UserEvent, at: ConditionPlace): StepRef {
  const { name, scope, day, user, where } = matching(builder, condition, at);
  const { metric } = condition;
  const value = (): Expression => {
    if (metric.type === 'total') return count();
    if (metric.type === 'daysHavingEvent') return countDistinct(day());
    if (!('field' in metric)) throw new Error(`${metric.type} is no single value`);
    const column = scope.col(at.events.base.field(metric.field, ''));
    switch (metric.type) {
      case 'countDistinct':
        return countDistinct(column);
      case 'min':
      case 'max':
        return aggregate(metric.type, [column]);
      case 'sum':
      case 'avg':
        return aggregate(metric.type, [toNumber(column)]);
    }
  };
  const values = builder.select(`${name}_values`, {
    from: scope,
    columns: { user_pseudo_id: user, value: value() },
    where,
    groupBy: ['user_pseudo_id'],
  });
  const row = values.as('v');
  return builder.select(name, {
    from: row,
    columns: row.cols('user_pseudo_id'),
    where: satisfies(condition, row.col('value')),
  });
}

/** The count of every date of the range satisfies the condition, those without events included. */
function everyDay(builder: PlanBuilder, condition: UserEvent, at: ConditionPlace): StepRef {
  const { name, scope, day, user, where } = matching(builder, condition, at);
  const daily = builder.select(`${name}_days`, {
    from: scope,
    columns: { user_pseudo_id: user, day: day(), times: count() },
    where,
    groupBy: ['user_pseudo_id', 'day'],
  });
  const row = daily.as('d');
  const noOtherDay = equal(count(not(satisfies(condition, row.col('times')))), integer(0));
  const dates = daysTouched(at.events.range, at.context.calendar);
  return builder.select(name, {
    from: row,
    columns: row.cols('user_pseudo_id'),
    groupBy: ['user_pseudo_id'],
    having: isSatisfiedByZero(condition) ? noOtherDay : and(noOtherDay, equal(count(), integer(dates))),
  });
}

/** Some maximal run of consecutive dates with an event has a length that satisfies the condition. */
function someRun(builder: PlanBuilder, condition: UserEvent, at: ConditionPlace): StepRef {
  const { name, scope, day, user, where } = matching(builder, condition, at);
  const dates = builder
    .select(`${name}_dates`, {
      from: scope,
      columns: { user_pseudo_id: user, day: day() },
      where,
      distinct: true,
    })
    .as('d');
  const rank = over('rowNumber', [], {
    partitionBy: [dates.col('user_pseudo_id')],
    orderBy: [dates.col('day')],
  });
  const numbered = builder
    .select(`${name}_numbered`, {
      from: dates,
      // The same for all dates of a run.
      columns: { ...dates.cols('user_pseudo_id'), run: subtract(dates.col('day'), rank) },
    })
    .as('n');
  const runs = builder
    .select(`${name}_runs`, {
      from: numbered,
      columns: { ...numbered.cols('user_pseudo_id', 'run'), length: count() },
      groupBy: ['user_pseudo_id', 'run'],
    })
    .as('r');
  return builder.select(name, {
    from: runs,
    columns: runs.cols('user_pseudo_id'),
    where: satisfies(condition, runs.col('length')),
    distinct: true,
  });
}
