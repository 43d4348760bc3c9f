import type { Expression } from '../../plan/expression.ts';
import {
  add,
  aggregate,
  cases,
  equal,
  floor,
  integer,
  isIn,
  multiply,
  nothing,
  number,
  over,
  subtract,
  toNumber,
} from '../../plan/expressions.ts';
import type { PlanBuilder, StepRef } from '../../plan/plan-builder.ts';
import { fractionOf, type TaggedLevel } from './tagged-values.ts';

/**
 * A step with `metric`, `rank`, `bucket` (null = whole range) and `value`, of all percentiles; null when there are none. Each group's
 * values are numbered and the two around position `1 + (n - 1) * fraction` are weighed, so that percentiles of several
 * fractions are one pass.
 */
export function taggedPercentiles(
  builder: PlanBuilder,
  ranked: StepRef,
  { spec, hasBucket }: TaggedLevel,
): StepRef | null {
  const fractions = spec.event.metrics.flatMap(({ measure }, metric) => {
    const fraction = fractionOf(measure);
    return fraction === null ? [] : [{ metric, fraction }];
  });
  if (fractions.length === 0) return null;
  const name = hasBucket ? 'bucket_percentiles' : 'total_percentiles';
  const level = hasBucket ? ['metric', 'rank', 'bucket'] : ['metric', 'rank'];
  const scope = ranked.as('r');
  const partitionBy = level.map((column) => scope.col(column));
  const amount = scope.col('amount');
  const metrics = fractions.map(({ metric }) => metric);
  const fraction = cases(
    fractions.map((one) => ({
      when: equal(scope.col('metric'), integer(one.metric)),
      result: number(one.fraction),
    })),
    nothing('number'),
  );
  const size = toNumber(over('count', [amount], { partitionBy, orderBy: [] }));
  const placed = builder.select(`${name}_placed`, {
    from: scope,
    columns: {
      ...scope.cols(...level, 'amount'),
      position: toNumber(over('rowNumber', [], { partitionBy, orderBy: [amount] })),
      place: multiply(subtract(size, number(1)), fraction),
    },
    where: isIn(scope.col('metric'), metrics),
  });
  const row = placed.as('p');
  return builder.select(name, {
    from: row,
    columns: {
      ...row.cols('metric', 'rank'),
      bucket: hasBucket ? row.col('bucket') : nothing('integer'),
      value: aggregate('sum', [
        weighed(row.col('amount'), { position: row.col('position'), place: row.col('place') }),
      ]),
    },
    groupBy: level,
  });
}

/** What a value adds to the percentile: its share when it stands next to the place, else nothing. */
function weighed(
  amount: Expression,
  { position, place }: { readonly position: Expression; readonly place: Expression },
): Expression {
  const lower = floor(place);
  const share = subtract(place, lower);
  return cases(
    [
      { when: equal(position, add(lower, number(1))), result: multiply(amount, subtract(number(1), share)) },
      { when: equal(position, add(lower, number(2))), result: multiply(amount, share) },
    ],
    nothing('number'),
  );
}
