import type { AnalysisContext } from '../../base/analysis-context.ts';
import { BaseEvents } from '../../base/base-events.ts';
import { drillColumns } from '../../drill/drill-answer.ts';
import type { Expression } from '../../plan/expression.ts';
import {
  and,
  cases,
  coalesce,
  equal,
  integer,
  isNotNull,
  nothing,
  number,
  text,
  toNumber,
  when,
} from '../../plan/expressions.ts';
import type { PlanBuilder, Scope, StepRef } from '../../plan/plan-builder.ts';
import type { SpecOf } from '../../spec/analysis-spec.ts';
import { localDay } from '../../time/local-time.ts';
import { withLookback } from './attribution-window.ts';

/** What an attribution's rows are made from. */
export interface AttributionOptions {
  readonly spec: SpecOf<'attribution'>;
  readonly context: AnalysisContext;
  /** Keeps the columns that a drill shows. @default false */
  readonly isDrill?: boolean;
}

/** `definition` of goal events; touchpoints count from 1. */
export const goalDefinition = 0;

/**
 * Touches and goal events from the lookback's start on: `person`, the order columns, `definition`, `value` of a goal event,
 * and `place`, what a touch must share with its conversion (session or local day), where the window asks for it. An event that
 * several touchpoints match is one touch of each; one that matches the goal is none.
 */
export function attributionRows(builder: PlanBuilder, options: AttributionOptions): StepRef {
  const { spec, context, isDrill = false } = options;
  const { attribution } = spec;
  const base = new BaseEvents(context);
  const kept = (['person', 'event_ms', 'order_1', 'order_2'] as const).map((name) => base.derived(name));
  if (isDrill) kept.push(...drillColumns(base));
  const value = useFields(base, attribution);
  const events = base.build(builder, {
    names: [attribution.goal.event, ...attribution.touchpoints.map(({ event }) => event)],
    range: withLookback(context.range, attribution),
    filter: spec.filter,
  });
  const scope = events.as('e');
  const layers = touchpointLayers(attribution.touchpoints).map((layer, index) =>
    builder.select(`matched_${index + 1}`, {
      from: scope,
      columns: {
        ...scope.cols(...kept),
        ...placeOf(scope, options),
        value: value === null ? number(1) : coalesce(toNumber(scope.col(value)), number(0)),
        definition: definitionOf(scope, base, { spec, layer, isFirst: index === 0 }),
      },
    }),
  );
  return builder.union(
    'rows',
    layers.map((layer) => {
      const matched = layer.as('m');
      return { from: matched, columns: matched.all(), where: isNotNull(matched.col('definition')) };
    }),
  );
}

/** Asks for everything that filters, window and value read; answers with the value's column, null for a count. */
function useFields(base: BaseEvents, attribution: SpecOf<'attribution'>['attribution']): string | null {
  const { goal, touchpoints, window } = attribution;
  base.event('event_name');
  if (window.type === 'session') base.derived('session');
  base.eventName(goal.event, '/attribution/goal/event');
  base.use(goal.filter, '/attribution/goal/filter');
  for (const [index, { event, filter }] of touchpoints.entries()) {
    base.eventName(event, `/attribution/touchpoints/${index}/event`);
    base.use(filter, `/attribution/touchpoints/${index}/filter`);
  }
  return goal.value.type === 'sum' ? base.field(goal.value.field, '/attribution/goal/value/field') : null;
}

/**
 * Indexes of touchpoints in as few layers as possible, so that no two of a layer look at the same event: within a layer an
 * event has at most one definition, and the events are read once a layer. Nearly always there is one layer.
 */
function touchpointLayers(
  touchpoints: readonly { readonly event: string }[],
): readonly (readonly number[])[] {
  const layers: number[][] = [];
  for (const [index, { event }] of touchpoints.entries()) {
    const depth = touchpoints.slice(0, index).filter((other) => other.event === event).length;
    layers[depth] = [...(layers[depth] ?? []), index];
  }
  return layers;
}

/** What the event is to this layer: the goal (told by the first layer only), one of its touchpoints, or null. */
function definitionOf(
  scope: Scope,
  base: BaseEvents,
  options: {
    readonly spec: SpecOf<'attribution'>;
    readonly layer: readonly number[];
    readonly isFirst: boolean;
  },
): Expression {
  const { spec, layer, isFirst } = options;
  const { goal, touchpoints } = spec.attribution;
  const matches = ({ event, filter }: Pick<typeof goal, 'event' | 'filter'>) =>
    and(equal(scope.col('event_name'), text(event)), base.condition(filter, scope));
  return cases(
    [
      { when: matches(goal), result: isFirst ? integer(goalDefinition) : nothing('integer') },
      ...layer.flatMap((index) => {
        const touchpoint = touchpoints[index];
        return touchpoint === undefined ? [] : [{ when: matches(touchpoint), result: integer(index + 1) }];
      }),
    ],
    nothing('integer'),
  );
}

/** The column that a touch and its conversion must have in common, for windows that are a day or a session. */
function placeOf(scope: Scope, { spec, context }: AttributionOptions): Readonly<Record<string, Expression>> {
  const { attribution } = spec;
  switch (attribution.window.type) {
    case 'custom':
      return {};
    case 'session':
      return { place: scope.col('session') };
    case 'sameDay': {
      const range = withLookback(context.range, attribution);
      return { place: localDay(scope.col('event_ms'), range, context.calendar.timeZone) };
    }
  }
}

/** Whether a row is a goal event. */
export const isGoal = (scope: Scope): Expression => equal(scope.col('definition'), integer(goalDefinition));

/** A value of the goal event's row, null on touches. */
export const ofGoal = (scope: Scope, name: string): Expression => when(isGoal(scope), scope.col(name));
