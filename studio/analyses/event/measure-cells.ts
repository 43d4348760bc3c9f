import type { Expression } from '../../plan/expression.ts';
import { aggregate, count, max, min, sum, toNumber } from '../../plan/expressions.ts';
import type { PlanBuilder, Scope, StepRef } from '../../plan/plan-builder.ts';
import type { Measure } from '../../spec/event-spec.ts';

/** Parts that a measure is put together from, each of which can be put together from itself. */
type Part = 'events' | 'total' | 'counted' | 'low' | 'high';

/** How a measure is counted from cells: one row a group, bucket and distinct thing. */
interface CellShape {
  /** The column whose distinct values are counted. */
  readonly distinct: 'person' | 'measured' | null;
  readonly parts: readonly Part[];
}

/** What is measured. */
export interface MeasureOptions {
  readonly measure: Measure;
  /** Estimates distinct counts. */
  readonly approx: boolean;
}

/** The cells of a measure; null for one that needs every row: percentiles and estimates. */
export function cellShape({ measure, approx }: MeasureOptions): CellShape | null {
  const isEstimate = approx && measure.type !== 'sumPerUser';
  switch (measure.type) {
    case 'eventCount':
      return { distinct: null, parts: ['events'] };
    case 'userCount':
      return isEstimate ? null : { distinct: 'person', parts: [] };
    case 'eventsPerUser':
      return isEstimate ? null : { distinct: 'person', parts: ['events'] };
    case 'sumPerUser':
      return { distinct: 'person', parts: ['total', 'counted'] };
    case 'countDistinct':
      return isEstimate ? null : { distinct: 'measured', parts: [] };
    case 'sum':
      return { distinct: null, parts: ['total'] };
    case 'avg':
      return { distinct: null, parts: ['total', 'counted'] };
    case 'min':
      return { distinct: null, parts: ['low'] };
    case 'max':
      return { distinct: null, parts: ['high'] };
    case 'median':
    case 'percentile':
      return null;
  }
}

function partOfRows(part: Part, scope: Scope): Expression {
  const measured = scope.col('measured');
  switch (part) {
    case 'events':
      return count();
    case 'total':
      return sum(toNumber(measured));
    case 'counted':
      return aggregate('count', [measured]);
    case 'low':
      return min(measured);
    case 'high':
      return max(measured);
  }
}

function partOfCells(part: Part, scope: Scope): Expression {
  const column = scope.col(part);
  if (part === 'low') return min(column);
  return part === 'high' ? max(column) : sum(column);
}

/** Which rows become one. */
export interface CellLevel extends MeasureOptions {
  readonly name: string;
  /** Columns that stay apart, besides the distinct thing. */
  readonly level: readonly string[];
  /** Whether the rows are cells of this very level. @default false */
  readonly areExact?: boolean;
}

/**
 * One row for each level and distinct thing, with the measure's parts. Takes rows with `person` and `measured`, or cells; rows of
 * a measure without cells stay as they are. Everything a result shows is counted from the first cells, so the events
 * themselves are read once.
 */
export function measureCells(builder: PlanBuilder, from: StepRef, options: CellLevel): StepRef {
  const shape = cellShape(options);
  if (shape === null) return from;
  const { name, level } = options;
  const scope = from.as('r');
  const areCells = shape.parts.every((part) => from.columns.has(part));
  const partOf = areCells ? partOfCells : partOfRows;
  const kept = [...level, ...(shape.distinct === null ? [] : [shape.distinct])];
  return builder.select(name, {
    from: scope,
    columns: {
      ...scope.cols(...kept),
      ...Object.fromEntries(shape.parts.map((part) => [part, partOf(part, scope)])),
    },
    groupBy: kept,
  });
}
