import { assertNever } from '@millstream/core';
import type { Expression } from '../../plan/expression.ts';
import {
  cases,
  divide,
  equal,
  greater,
  integer,
  least,
  lessOrEqual,
  number,
  over,
  power,
  subtract,
  toNumber,
  when,
} from '../../plan/expressions.ts';
import type { PlanBuilder, Scope, StepRef } from '../../plan/plan-builder.ts';
import type { AttributionSpec } from '../../spec/attribution-spec.ts';
import { goalDefinition } from './attribution-rows.ts';
import { journey } from './journeys.ts';

type Model = AttributionSpec['model'];

/** The eligible touches with `credit`, their shares of a conversion by the model: they add to 1 (explorations 6.2, 5). */
export function creditTouches(builder: PlanBuilder, numbered: StepRef, model: Model): StepRef {
  const rows = model.type === 'timeDecay' ? weighTouches(builder, numbered, model) : numbered;
  const scope = rows.as('t');
  return builder.select('credited', {
    from: scope,
    columns: { ...scope.all(), credit: creditOf(scope, model) },
    where: isTouch(scope),
  });
}

const isTouch = (scope: Scope): Expression => greater(scope.col('definition'), integer(goalDefinition));

function creditOf(scope: Scope, model: Model): Expression {
  const place = scope.col('touch_number');
  const touches = scope.col('touch_count');
  const isFirst = equal(place, integer(1));
  const isLast = equal(place, touches);
  switch (model.type) {
    case 'first':
      return when(isFirst, number(1), number(0));
    case 'last':
      return when(isLast, number(1), number(0));
    case 'linear':
      return divide(integer(1), touches);
    case 'position': {
      const [first, middle, last] = model.weights;
      return cases(
        [
          { when: lessOrEqual(touches, integer(2)), result: divide(integer(1), touches) },
          { when: isFirst, result: number(first) },
          { when: isLast, result: number(last) },
        ],
        divide(number(middle), subtract(touches, integer(2))),
      );
    }
    case 'timeDecay':
      return divide(scope.col('weight'), scope.col('weights'));
    default:
      return assertNever(model);
  }
}

/** Half-lives beyond which a touch counts as this old: its share is nothing, and no engine calls it too small a number. */
const mostHalfLives = 1000;

/**
 * Adds `weight` and the journey's sum of them. Weights are told from the latest touch rather than from the conversion: the
 * shares are the same, and one weight is 1 however long ago all of them were.
 */
function weighTouches(
  builder: PlanBuilder,
  numbered: StepRef,
  { halfLifeSeconds }: Extract<Model, { readonly type: 'timeDecay' }>,
): StepRef {
  const scope = numbered.as('n');
  const ageMs = toNumber(subtract(scope.col('last_touch_ms'), scope.col('event_ms')));
  const halfLives = least(divide(ageMs, number(halfLifeSeconds * 1000)), number(mostHalfLives));
  const weighed = builder
    .select('weighed', {
      from: scope,
      columns: { ...scope.all(), weight: power(number(2), subtract(number(0), halfLives)) },
      where: isTouch(scope),
    })
    .as('w');
  return builder.select('weights', {
    from: weighed,
    columns: {
      ...weighed.all(),
      weights: over('sum', [weighed.col('weight')], { partitionBy: journey(weighed), orderBy: [] }),
    },
  });
}
