/** Kind of an expression's values: Unicode text, 64-bit whole number, double, truth value. Instants are whole numbers of epoch ms. */
export type ValueKind = 'text' | 'integer' | 'number' | 'boolean';

/**
 * Functions that mean the same on every engine.
 *
 * `equal` … `greaterOrEqual` give null for a null side, as SQL does; `sameAs` treats two nulls as equal. `divide` is a
 * division of doubles, null when the divisor is 0. `floorDivide` and `modulo` take whole numbers >= 0. `contains` is a
 * case-sensitive search for the second text. `numberText` prints a whole value without a decimal point. `monthNumber`
 * turns a count of days since 1970-01-01 into months since 1970-01, `monthStart` back into its first day. `power` and `ln` are
 * of doubles; `ln` takes numbers > 0. `placeAmong` is the place, from 1, of a text among constant ones, one of which it must be. `matches` searches a regular expression (the engine's own kind).
 */
export type FunctionName =
  | 'and'
  | 'or'
  | 'not'
  | 'isNull'
  | 'equal'
  | 'notEqual'
  | 'less'
  | 'lessOrEqual'
  | 'greater'
  | 'greaterOrEqual'
  | 'sameAs'
  | 'add'
  | 'subtract'
  | 'multiply'
  | 'divide'
  | 'floorDivide'
  | 'modulo'
  | 'coalesce'
  | 'least'
  | 'greatest'
  | 'contains'
  | 'concat'
  | 'left'
  | 'placeAmong'
  | 'numberText'
  | 'toNumber'
  | 'toInteger'
  | 'monthNumber'
  | 'monthStart'
  | 'power'
  | 'ln'
  | 'floor'
  | 'abs'
  | 'upper'
  | 'lower'
  | 'length'
  | 'matches';

/**
 * Aggregates. `count` counts rows (no argument) or non-null values; `percentile` interpolates linearly (`fraction`); `varPop`, `stddevPop` are of the population;
 * `bitOr` of whole numbers has each bit that any of them has; `minBy`/`maxBy` give the first argument of the row with the smallest/largest second one.
 */
export type AggregateName =
  | 'count'
  | 'countDistinct'
  | 'approximateCountDistinct'
  | 'sum'
  | 'min'
  | 'max'
  | 'avg'
  | 'percentile'
  | 'varPop'
  | 'stddevPop'
  | 'minBy'
  | 'maxBy'
  | 'setKey'
  | 'bitOr';

/** Functions that only exist over a window. */
export type WindowName = 'rowNumber' | 'lag' | 'lead' | 'firstValue' | 'lastValue';

/** A column of a relation in scope. */
export interface Column {
  readonly kind: 'column';
  /** Alias of the relation. */
  readonly of: string;
  readonly name: string;
  readonly type: ValueKind;
}

/** A constant; travels as a bound parameter or a strictly escaped literal. */
export interface Value {
  readonly kind: 'value';
  readonly value: string | number | boolean | null;
  readonly type: ValueKind;
}

/** A call of an engine-neutral function. */
export interface Call {
  readonly kind: 'call';
  readonly name: FunctionName;
  readonly args: readonly Expression[];
  readonly type: ValueKind;
}

/** The first branch whose condition is true; else `otherwise`. */
export interface Case {
  readonly kind: 'case';
  readonly branches: readonly { readonly when: Expression; readonly result: Expression }[];
  readonly otherwise: Expression;
  readonly type: ValueKind;
}

/** Whether the operand is one of the values; null for a null operand. */
export interface InList {
  readonly kind: 'in';
  readonly operand: Expression;
  readonly values: readonly (string | number)[];
  readonly type: 'boolean';
}

/** An aggregate over the rows of a group, those that satisfy `where` only. */
export interface Aggregate {
  readonly kind: 'aggregate';
  readonly name: AggregateName;
  readonly args: readonly Expression[];
  readonly where?: Expression;
  /** Of `percentile`: 0 < fraction < 1. */
  readonly fraction?: number;
  readonly type: ValueKind;
}

/** One key of an order. Nulls come last unless `nullsFirst`. */
export interface Order {
  readonly by: Expression;
  readonly descending?: boolean;
  readonly nullsFirst?: boolean;
}

/** Rows of a window by their distance; `null` = unbounded. Negative = preceding. */
export interface RowFrame {
  readonly from: number | null;
  readonly to: number | null;
}

/** A function over the rows of a partition, in order, within the frame (default: the whole partition up to the row). */
export interface Window {
  readonly kind: 'window';
  readonly name: WindowName | AggregateName;
  readonly args: readonly Expression[];
  readonly partitionBy: readonly Expression[];
  readonly orderBy: readonly Order[];
  readonly frame?: RowFrame;
  readonly ignoreNulls?: boolean;
  readonly type: ValueKind;
}

/** A scalar expression of a plan: frozen data. */
export type Expression = Column | Value | Call | Case | InList | Aggregate | Window;
