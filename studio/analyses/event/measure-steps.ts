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

/** What is measured over which rows. */
export interface MeasureOptions {
  /** Prefix of the steps' names. */
  readonly name: string;
  readonly measure: Measure;
  /** Estimates distinct counts. */
  readonly approx: boolean;
  /** Group columns. @default ['rank'] */
  readonly keys?: readonly string[];
  /** Leaves the buckets out. */
  readonly onlyTotals?: boolean;
}

/**
 * Steps with the group columns, `bucket` (null = whole range) and `value`. `rows` has the group columns, `bucket`, `person` and
 * `measured`. Distinct things are first made one row per group and bucket; users of the whole range are counted from there, so
 * that the events are read once.
 */
export function measureSteps(
  builder: PlanBuilder,
  rows: StepRef,
  options: MeasureOptions,
): readonly StepRef[] {
  const { name, keys = ['rank'], onlyTotals = false } = options;
  const levels = onlyTotals ? [keys] : [[...keys, 'bucket'], keys];
  const distinct = distinctColumn(options);
  if (distinct === null) {
    return levels.map((level, index) =>
      aggregateRows(builder, rows, { ...options, name: `${name}_${index}`, level }),
    );
  }
  let cells = rows;
  return levels.map((level, index) => {
    cells = distinctCells(builder, cells, {
      name: `${name}_cells_${index}`,
      level,
      distinct,
      isFirst: index === 0,
    });
    return valueOfCells(builder, cells, { ...options, name: `${name}_${index}`, level });
  });
}

/** The column whose distinct values the measure counts exactly. */
function distinctColumn({ measure, approx }: MeasureOptions): 'person' | 'measured' | null {
  if (measure.type === 'sumPerUser') return 'person';
  if (approx) return null;
  if (measure.type === 'userCount' || measure.type === 'eventsPerUser') return 'person';
  return measure.type === 'countDistinct' ? 'measured' : null;
}

type Level = { readonly name: string; readonly level: readonly string[] };

function levelColumns(scope: Scope, level: readonly string[]): Record<string, Expression> {
  const columns: Record<string, Expression> = scope.cols(...level);
  return level.includes('bucket') ? columns : { ...columns, bucket: nothing('integer') };
}

/** One row per group and distinct value, with the events, the sum and the number of values behind it. */
function distinctCells(
  builder: PlanBuilder,
  from: StepRef,
  options: Level & { readonly distinct: 'person' | 'measured'; readonly isFirst: boolean },
): StepRef {
  const { name, level, distinct, isFirst } = options;
  const scope = from.as('r');
  const parts = isFirst
    ? {
        events: count(),
        ...(distinct === 'measured'
          ? {}
          : { total: sum(scope.col('measured')), counted: aggregate('count', [scope.col('measured')]) }),
      }
    : Object.fromEntries(
        ['events', 'total', 'counted']
          .filter((part) => from.columns.has(part))
          .map((part) => [part, sum(scope.col(part))]),
      );
  return builder.select(name, {
    from: scope,
    columns: { ...scope.cols(...level), [distinct]: scope.col(distinct), ...parts },
    groupBy: [...level, distinct],
  });
}

function valueOfCells(builder: PlanBuilder, cells: StepRef, options: MeasureOptions & Level): StepRef {
  const scope = cells.as('c');
  const value = (): Expression => {
    switch (options.measure.type) {
      case 'eventsPerUser':
        return divide(sum(scope.col('events')), count());
      case 'sumPerUser':
        return divide(sum(toNumber(scope.col('total'))), count(greater(scope.col('counted'), integer(0))));
      case 'countDistinct':
        return aggregate('count', [scope.col('measured')]);
      default:
        return count();
    }
  };
  return builder.select(options.name, {
    from: scope,
    columns: { ...levelColumns(scope, options.level), value: value() },
    groupBy: options.level,
  });
}

/** Measures that need no distinct values, and estimates of those that do. */
function aggregateRows(builder: PlanBuilder, rows: StepRef, options: MeasureOptions & Level): StepRef {
  const scope = rows.as('r');
  return builder.select(options.name, {
    from: scope,
    columns: { ...levelColumns(scope, options.level), value: directValue(options.measure, scope) },
    groupBy: options.level,
  });
}

function directValue(measure: Measure, scope: Scope): Expression {
  const measured = scope.col('measured');
  const users = () => aggregate('approximateCountDistinct', [scope.col('person')]);
  switch (measure.type) {
    case 'eventCount':
      return count();
    case 'userCount':
      return users();
    case 'eventsPerUser':
      return divide(count(), users());
    case 'countDistinct':
      return aggregate('approximateCountDistinct', [measured]);
    case 'sum':
      return coalesce(sum(toNumber(measured)), number(0));
    case 'min':
      return min(measured);
    case 'max':
      return max(measured);
    case 'avg':
      return aggregate('avg', [toNumber(measured)]);
    case 'median':
      return aggregate('percentile', [toNumber(measured)], { fraction: 0.5 });
    case 'percentile':
      return aggregate('percentile', [toNumber(measured)], { fraction: measure.p / 100 });
    case 'sumPerUser':
      throw new Error('counted over distinct users');
    default:
      return assertNever(measure);
  }
}
