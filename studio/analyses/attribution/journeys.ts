import type { Expression, Order } from '../../plan/expression.ts';
import {
  and,
  equal,
  greater,
  greaterOrEqual,
  integer,
  lessOrEqual,
  or,
  over,
  subtract,
  when,
} from '../../plan/expressions.ts';
import type { PlanBuilder, Scope, StepRef } from '../../plan/plan-builder.ts';
import type { SpecOf } from '../../spec/analysis-spec.ts';
import type { TimeRange } from '../../time/time-range.ts';
import { goalDefinition, isGoal, ofGoal } from './attribution-rows.ts';
import { lookbackMs } from './attribution-window.ts';

/** Spec and range of an attribution. */
export interface JourneyOptions {
  readonly spec: SpecOf<'attribution'>;
  readonly range: TimeRange;
}

/** A journey: everything of a person after one goal event, up to and including the next one. */
export const journey = (scope: Scope): readonly Expression[] => [scope.col('person'), scope.col('journey')];

/** Order of a person's rows: at one instant touches come before goal events, touches of one event by definition. */
export function journeyOrder(scope: Scope): readonly (Expression | Order)[] {
  return [
    scope.col('event_ms'),
    when(isGoal(scope), integer(1), integer(0)),
    scope.col('order_1'),
    scope.col('order_2'),
    scope.col('definition'),
  ];
}

/**
 * The conversions in the range and the touches that are eligible for one, with `journey`, the conversion's `goal_ms` and
 * `goal_value`, `touch_count` (eligible touches of the journey) and, of a touch, `touch_number` (from 1 in order).
 */
export function eligibleRows(builder: PlanBuilder, rows: StepRef, options: JourneyOptions): StepRef {
  const { spec, range } = options;
  const joined = joinGoals(builder, ofConverters(builder, rows, range)).as('j');
  const isInRange = greaterOrEqual(joined.col('goal_ms'), integer(range.fromMs));
  const eligible = builder
    .select('eligible', {
      from: joined,
      columns: joined.all(),
      where: and(isInRange, or(isGoal(joined), isInWindow(joined, spec))),
    })
    .as('e');
  const isTouch = greater(eligible.col('definition'), integer(goalDefinition));
  return builder.select('numbered', {
    from: eligible,
    columns: {
      ...eligible.all(),
      touch_count: over('count', [when(isTouch, integer(1))], {
        partitionBy: journey(eligible),
        orderBy: [],
      }),
      // The conversion is the last row of its journey, so it takes no touch's number.
      touch_number: over('rowNumber', [], {
        partitionBy: journey(eligible),
        orderBy: journeyOrder(eligible),
      }),
      ...(spec.attribution.model.type === 'timeDecay'
        ? {
            last_touch_ms: over('max', [when(isTouch, eligible.col('event_ms'))], {
              partitionBy: journey(eligible),
              orderBy: [],
            }),
          }
        : {}),
    },
  });
}

/** Rows of people who have a conversion in the range: usually a small part, and only they earn anything. */
function ofConverters(builder: PlanBuilder, rows: StepRef, range: TimeRange): StepRef {
  const scope = rows.as('r');
  const converters = builder
    .select('converters', {
      from: scope,
      columns: scope.cols('person'),
      where: and(isGoal(scope), greaterOrEqual(scope.col('event_ms'), integer(range.fromMs))),
      distinct: true,
    })
    .as('c');
  return builder.select('rows_of_converters', {
    from: scope,
    joins: [{ type: 'inner', to: converters, on: equal(converters.col('person'), scope.col('person')) }],
    columns: scope.all(),
  });
}

/** Rows with the goal event that ends their journey; null where none does. */
function joinGoals(builder: PlanBuilder, rows: StepRef): StepRef {
  const scope = rows.as('r');
  const numbered = builder
    .select('journeys', {
      from: scope,
      columns: {
        ...scope.all(),
        journey: over('count', [ofGoal(scope, 'definition')], {
          partitionBy: [scope.col('person')],
          orderBy: journeyOrder(scope),
          frame: { from: null, to: -1 },
        }),
      },
    })
    .as('n');
  const goal = (name: string) =>
    over('max', [ofGoal(numbered, name)], { partitionBy: journey(numbered), orderBy: [] });
  return builder.select('journeys_to_goals', {
    from: numbered,
    columns: {
      ...numbered.all(),
      goal_ms: goal('event_ms'),
      goal_value: goal('value'),
      ...(rows.columns.has('place') ? { goal_place: goal('place') } : {}),
    },
  });
}

function isInWindow(scope: Scope, { attribution }: SpecOf<'attribution'>): Expression {
  if (attribution.window.type !== 'custom') return equal(scope.col('place'), scope.col('goal_place'));
  return lessOrEqual(subtract(scope.col('goal_ms'), scope.col('event_ms')), integer(lookbackMs(attribution)));
}
