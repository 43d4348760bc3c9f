import { assertNever } from '@millstream/core';
import type { Expression } from '../../plan/expression.ts';
import {
  aggregate,
  cases,
  coalesce,
  count,
  countDistinct,
  divide,
  equal,
  integer,
  isIn,
  isNotNull,
  not,
  nothing,
  number,
  toNumber,
  when,
} from '../../plan/expressions.ts';
import type { PlanBuilder, Scope, StepRef } from '../../plan/plan-builder.ts';
import type { SpecOf } from '../../spec/analysis-spec.ts';
import type { Measure } from '../../spec/event-spec.ts';

/** Share of the values below a percentile; null for other measures. */
export function fractionOf(measure: Measure): number | null {
  if (measure.type === 'median') return 0.5;
  return measure.type === 'percentile' ? measure.p / 100 : null;
}

/**
 * The value of a measure over tagged rows of its metric, percentiles excepted. `where` leaves the metric's rows where a group
 * has others too.
 */
export function taggedValue(
  measure: Measure,
  scope: Scope,
  { approx, where }: { readonly approx: boolean; readonly where?: Expression },
): Expression {
  const limited = where === undefined ? {} : { where };
  const amount = scope.col('amount');
  const of = (name: 'sum' | 'min' | 'max' | 'avg') => aggregate(name, [amount], limited);
  const distinct = (arg: Expression) =>
    approx ? aggregate('approximateCountDistinct', [arg], limited) : countDistinct(arg, where);
  const person = scope.col('person');
  switch (measure.type) {
    case 'eventCount':
      return toNumber(count(where));
    case 'userCount':
      return toNumber(distinct(person));
    case 'countDistinct':
      return toNumber(distinct(scope.col('thing')));
    case 'eventsPerUser':
      return divide(count(where), distinct(person));
    case 'sumPerUser':
      return divide(of('sum'), countDistinct(when(isNotNull(amount), person), where));
    case 'sum':
      return coalesce(of('sum'), number(0));
    case 'min':
    case 'max':
    case 'avg':
      return of(measure.type);
    case 'median':
    case 'percentile':
      throw new Error('is interpolated');
    default:
      return assertNever(measure);
  }
}

/** Where values are counted. */
export interface TaggedLevel {
  readonly spec: SpecOf<'event'>;
  readonly hasBucket: boolean;
}

/** A step with `metric`, `rank`, `bucket` (null = whole range) and `value`, of all metrics but percentiles; null when there are none. */
export function taggedValues(
  builder: PlanBuilder,
  ranked: StepRef,
  { spec, hasBucket }: TaggedLevel,
): StepRef | null {
  const { metrics } = spec.event;
  const scope = ranked.as('r');
  const percentiles = metrics.flatMap(({ measure }, index) => (fractionOf(measure) === null ? [] : [index]));
  if (percentiles.length === metrics.length) return null;
  const branches = metrics.flatMap(({ measure }, metric) =>
    fractionOf(measure) === null
      ? [
          {
            when: equal(scope.col('metric'), integer(metric)),
            result: taggedValue(measure, scope, { approx: spec.approx }),
          },
        ]
      : [],
  );
  return builder.select(hasBucket ? 'bucket_values' : 'total_values', {
    from: scope,
    columns: {
      ...scope.cols('metric', 'rank'),
      bucket: hasBucket ? scope.col('bucket') : nothing('integer'),
      value: cases(branches, nothing('number')),
    },
    ...(percentiles.length === 0 ? {} : { where: not(isIn(scope.col('metric'), percentiles)) }),
    groupBy: hasBucket ? ['metric', 'rank', 'bucket'] : ['metric', 'rank'],
  });
}
