import type { AnalysisContext } from '../../base/analysis-context.ts';
import { BaseEvents } from '../../base/base-events.ts';
import { keyNames } from '../../base/top-groups.ts';
import type { Expression } from '../../plan/expression.ts';
import { and, equal, integer, less, text } from '../../plan/expressions.ts';
import type { PlanBuilder, Scope, StepRef } from '../../plan/plan-builder.ts';
import type { SpecOf } from '../../spec/analysis-spec.ts';
import { localDay } from '../../time/local-time.ts';
import { stepRange, windowMs } from './funnel-window.ts';

/** How a funnel's events are read. */
export interface FunnelEventsOptions {
  readonly spec: SpecOf<'funnel'>;
  readonly context: AnalysisContext;
  /** Asks the base for columns beyond those that counting needs; answers with their names. */
  readonly more?: (base: BaseEvents) => readonly string[];
}

/** The events of a funnel before they are told apart by step. */
export interface FunnelEvents {
  readonly events: StepRef;
  /** Names of the group columns. */
  readonly keys: readonly string[];
  /** `person`, `ms`, `day` (same day only), the group columns and those asked for besides, of the events. */
  columns(scope: Scope): Readonly<Record<string, Expression>>;
  /** Whether an event can be a step (from 1). */
  isStep(step: number, scope: Scope): Expression;
  readonly more: readonly string[];
}

/** Adds the events that can be any step of the funnel. @throws CodedError EVENT_UNKNOWN, FIELD_UNKNOWN */
export function funnelEvents(
  builder: PlanBuilder,
  { spec, context, more = () => [] }: FunnelEventsOptions,
): FunnelEvents {
  const { steps } = spec.funnel;
  const groupBy = spec.groupBy ?? [];
  const range = stepRange(spec, context);
  const base = new BaseEvents(context);
  const name = base.event('event_name');
  const time = base.derived('event_ms');
  const person = base.derived('person');
  for (const [index, step] of steps.entries()) {
    base.eventName(step.event, `/funnel/steps/${index}/event`);
    base.use(step.filter, `/funnel/steps/${index}/filter`);
  }
  for (const [index, field] of groupBy.entries()) base.field(field, `/groupBy/${index}`);
  const added = more(base);
  const names = steps.map(({ event }) => event);
  const events = base.build(builder, { names, range, filter: spec.filter });
  builder.inlineSoFar();
  const isLate = range.toMs > context.range.toMs;
  return {
    events,
    keys: keyNames(groupBy.length),
    more: added,
    columns: (scope) => ({
      ...scope.cols(...added),
      person: scope.col(person),
      ms: scope.col(time),
      ...(windowMs(spec) === null
        ? { day: localDay(scope.col(time), range, context.calendar.timeZone) }
        : {}),
      ...Object.fromEntries(groupBy.map((ref, at) => [`g${at + 1}`, base.groupText(ref, scope)])),
    }),
    isStep: (step, scope) => {
      const wanted = steps[step - 1];
      if (wanted === undefined) throw new Error(`a funnel has no step ${step}`);
      return and(
        equal(scope.col(name), text(wanted.event)),
        base.condition(wanted.filter, scope),
        isLate && step === 1 ? less(scope.col(time), integer(context.range.toMs)) : and(),
      );
    },
  };
}
