import { assertNever } from '@millstream/core';
import type { Expression } from '../../plan/expression.ts';
import {
  aggregate,
  coalesce,
  count,
  divide,
  greater,
  integer,
  max,
  min,
  nothing,
  number,
  sum,
  toNumber,
} from '../../plan/expressions.ts';
import type { PlanBuilder, Scope, StepRef } from '../../plan/plan-builder.ts';
import type { Measure } from '../../spec/event-spec.ts';
import { type CellLevel, cellShape, measureCells } from './measure-cells.ts';

/**
 * A step with the columns of a level, `bucket` (null where the level has none: the whole range) and `value`. `from` has the
 * measure's cells of that level or a finer one, or the rows of a measure without cells.
 */
export function measureValues(builder: PlanBuilder, from: StepRef, options: CellLevel): StepRef {
  const { name, level, measure } = options;
  const shape = cellShape(options);
  const cells =
    shape === null || shape.distinct === null || options.areExact === true
      ? from
      : measureCells(builder, from, { ...options, name: `${name}_cells` });
  const scope = cells.as('c');
  const value = shape === null ? valueOfRows(measure, scope) : valueOfCells(measure, scope);
  return builder.select(name, {
    from: scope,
    columns: {
      ...scope.cols(...level),
      ...(level.includes('bucket') ? {} : { bucket: nothing('integer') }),
      value,
    },
    groupBy: level,
  });
}

function valueOfCells(measure: Measure, scope: Scope): Expression {
  switch (measure.type) {
    case 'eventCount':
      return sum(scope.col('events'));
    case 'userCount':
      return count();
    case 'eventsPerUser':
      return divide(sum(scope.col('events')), count());
    case 'sumPerUser':
      return divide(sum(scope.col('total')), count(greater(scope.col('counted'), integer(0))));
    case 'countDistinct':
      return aggregate('count', [scope.col('measured')]);
    case 'sum':
      return coalesce(sum(scope.col('total')), number(0));
    case 'avg':
      return divide(sum(scope.col('total')), sum(scope.col('counted')));
    case 'min':
      return min(scope.col('low'));
    case 'max':
      return max(scope.col('high'));
    case 'median':
    case 'percentile':
      throw new Error('needs every row');
    default:
      return assertNever(measure);
  }
}

function valueOfRows(measure: Measure, scope: Scope): Expression {
  const measured = scope.col('measured');
  const users = () => aggregate('approximateCountDistinct', [scope.col('person')]);
  switch (measure.type) {
    case 'userCount':
      return users();
    case 'eventsPerUser':
      return divide(count(), users());
    case 'countDistinct':
      return aggregate('approximateCountDistinct', [measured]);
    case 'median':
      return aggregate('percentile', [toNumber(measured)], { fraction: 0.5 });
    case 'percentile':
      return aggregate('percentile', [toNumber(measured)], { fraction: measure.p / 100 });
    default:
      throw new Error('is counted from cells');
  }
}
