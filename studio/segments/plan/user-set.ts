import type { Expression } from '../../plan/expression.ts';
import { and, equal, text } from '../../plan/expressions.ts';
import type { PlanBuilder, Scope, StepRef } from '../../plan/plan-builder.ts';
import type { EventRef } from '../../spec/event-spec.ts';
import type { RangeEvents } from './range-events.ts';

/** Adds the steps that find the users of a condition; the last one has each `user_pseudo_id` once. */
export type UserSet = (builder: PlanBuilder) => StepRef;

/** Asks for what an event and its filter read. @throws CodedError EVENT_UNKNOWN, FIELD_UNKNOWN */
export function needEvent(events: RangeEvents, ref: EventRef, place: string): void {
  events.needName(ref.event, `${place}/event`);
  events.base.use(ref.filter, `${place}/filter`);
}

/** Whether a row of the range's events is one of the named ones. */
export function isEvent(events: RangeEvents, ref: EventRef, scope: Scope): Expression {
  return and(equal(scope.col('event_name'), text(ref.event)), events.base.condition(ref.filter, scope));
}
