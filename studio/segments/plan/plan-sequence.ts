import { presetEvents } from '@millstream/core';
import type { Expression } from '../../plan/expression.ts';
import {
  and,
  equal,
  greater,
  integer,
  isIn,
  isNotNull,
  min,
  not,
  over,
  when,
} from '../../plan/expressions.ts';
import type { PlanBuilder, Scope, StepRef } from '../../plan/plan-builder.ts';
import type { ConditionOf } from '../segment-condition.ts';
import type { ConditionPlace } from './plan-user-event.ts';
import { isEvent, needEvent, type UserSet } from './user-set.ts';

type Sequence = ConditionOf<'sequence'>;

const presetNames: readonly string[] = presetEvents.map(({ name }) => name);

/** Users with events that match the references in order, each strictly later than the one before (explorations 7.2). */
export function planSequence(condition: Sequence, at: ConditionPlace): UserSet {
  const { events, place } = at;
  for (const [index, ref] of condition.events.entries()) needEvent(events, ref, `${place}/events/${index}`);
  events.base.derived('event_ms');
  if (condition.inOneSession) events.base.event('session_id');
  if (condition.direct) {
    events.needAll();
    events.base.derived('order_1');
    events.base.derived('order_2');
    return (builder) => directly(builder, condition, at);
  }
  return (builder) => eventually(builder, condition, at);
}

/** Columns that the events of one sequence share. */
function keysOf({ inOneSession }: Sequence): readonly string[] {
  return inOneSession ? ['user_pseudo_id', 'session_id'] : ['user_pseudo_id'];
}

const sameKeys = (a: Scope, b: Scope, keys: readonly string[]): readonly Expression[] =>
  keys.map((key) => equal(a.col(key), b.col(key)));

/**
 * Takes the earliest first event, then each time the earliest next one after it: if any sequence exists, this one does.
 * Rows shrink to one a user (and session) at each step.
 */
function eventually(builder: PlanBuilder, condition: Sequence, { name, events }: ConditionPlace): StepRef {
  const keys = keysOf(condition);
  const all = events.step(builder);
  const reached = condition.events.reduce<StepRef | null>((before, ref, index) => {
    const event = all.as('e');
    const previous = before?.as('p');
    return builder.select(`${name}_${index + 1}`, {
      from: event,
      ...(previous === undefined
        ? {}
        : {
            joins: [
              {
                type: 'inner' as const,
                to: previous,
                on: and(
                  ...sameKeys(event, previous, keys),
                  greater(event.col('event_ms'), previous.col('at_ms')),
                ),
              },
            ],
          }),
      columns: { ...event.cols(...keys), at_ms: min(event.col('event_ms')) },
      where: and(isEvent(events, ref, event), ...keys.map((key) => isNotNull(event.col(key)))),
      groupBy: keys,
    });
  }, null);
  return distinctUsers(builder, name, reached);
}

/**
 * Neighbours in the total order of the user's (session's) events. Preset events that the sequence does not name are passed
 * over; any other event in between breaks it.
 */
function directly(builder: PlanBuilder, condition: Sequence, { name, events }: ConditionPlace): StepRef {
  const keys = keysOf(condition);
  const named = new Set(condition.events.map(({ event }) => event));
  const passedOver = presetNames.filter((preset) => !named.has(preset));
  const event = events.step(builder).as('e');
  const looked = builder
    .select(`${name}_looked`, {
      from: event,
      columns: {
        ...event.cols(...keys, 'event_ms', 'order_1', 'order_2'),
        ...Object.fromEntries(
          condition.events.map((ref, index) => [
            `is_${index + 1}`,
            when(isEvent(events, ref, event), integer(1), integer(0)),
          ]),
        ),
      },
      where: and(
        not(isIn(event.col('event_name'), passedOver)),
        ...keys.map((key) => isNotNull(event.col(key))),
      ),
    })
    .as('l');
  const place = {
    partitionBy: keys.map((key) => looked.col(key)),
    orderBy: [looked.col('event_ms'), looked.col('order_1'), looked.col('order_2')],
  };
  const later = (column: string, distance: number) =>
    distance === 0 ? looked.col(column) : over('lead', [looked.col(column), integer(distance)], place);
  const rows = builder
    .select(`${name}_neighbours`, {
      from: looked,
      columns: {
        ...looked.cols('user_pseudo_id'),
        ...Object.fromEntries(
          condition.events.flatMap((_, index) => [
            [`ms_${index + 1}`, later('event_ms', index)],
            [`is_${index + 1}`, later(`is_${index + 1}`, index)],
          ]),
        ),
      },
    })
    .as('n');
  const holds = condition.events.flatMap((_, index) => [
    equal(rows.col(`is_${index + 1}`), integer(1)),
    ...(index === 0 ? [] : [greater(rows.col(`ms_${index + 1}`), rows.col(`ms_${index}`))]),
  ]);
  return builder.select(name, {
    from: rows,
    columns: rows.cols('user_pseudo_id'),
    where: and(...holds),
    distinct: true,
  });
}

function distinctUsers(builder: PlanBuilder, name: string, step: StepRef | null): StepRef {
  if (step === null) throw new Error('a sequence has events');
  const scope = step.as('r');
  return builder.select(name, { from: scope, columns: scope.cols('user_pseudo_id'), distinct: true });
}
