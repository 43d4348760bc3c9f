import type { Expression, Order, ValueKind } from './expression.ts';
import type { RowSource } from './row-source.ts';
import type { EventSource, MemberSource, UserSource } from './source.ts';

/** A named output column of a select. */
export interface NamedExpression {
  readonly name: string;
  readonly expression: Expression;
}

/** A step of the plan in scope under an alias. */
export interface StepAlias {
  readonly step: string;
  readonly alias: string;
}

/** A join onto the relations before it. */
export interface Join extends StepAlias {
  readonly type: 'inner' | 'left';
  readonly on: Expression;
}

/** Rows of one step, joined, filtered, grouped, ordered, cut. */
export interface Select {
  readonly kind: 'select';
  readonly columns: readonly NamedExpression[];
  readonly from: StepAlias;
  readonly joins: readonly Join[];
  readonly where?: Expression;
  /** Present = one row a group; empty = one row in all. */
  readonly groupBy?: readonly Expression[];
  readonly having?: Expression;
  readonly distinct: boolean;
  readonly orderBy: readonly Order[];
  readonly limit?: number;
}

/** All rows of all inputs; columns go by position. */
export interface UnionAll {
  readonly kind: 'union';
  readonly inputs: readonly Select[];
}

/** Constant rows. */
export interface Values {
  readonly kind: 'values';
  readonly columns: readonly { readonly name: string; readonly type: ValueKind }[];
  readonly rows: readonly (readonly (string | number | boolean | null)[])[];
}

/**
 * One row a group of a step's rows: the columns of the group and, as `p1` to `pN`, the rows' labels in order from the first
 * start on; groups without a start are left out. Labels are whole numbers > 0, odd ones are starts; 0 stands after the end.
 * Only for engines with ordered lists.
 */
export interface Sequences {
  readonly kind: 'sequences';
  readonly step: string;
  readonly groupBy: readonly string[];
  readonly orderBy: readonly string[];
  readonly label: string;
  /** Values of the first column of the order: epoch ms, the last one not included. */
  readonly within: { readonly fromMs: number; readonly toMs: number };
  /** No label is larger. Absent = not known. */
  readonly largestLabel?: number;
  /** Takes a run of equal labels for one. */
  readonly mergesRuns: boolean;
  /** Goes backwards, from the last start on. */
  readonly fromEnd: boolean;
  /** N. */
  readonly length: number;
}

/** A relation of a plan. */
export type Relation =
  | Select
  | UnionAll
  | Values
  | Sequences
  | EventSource
  | UserSource
  | MemberSource
  | RowSource;

/** A named relation that later steps read. */
export interface Step {
  readonly name: string;
  readonly relation: Relation;
  /** For engines that keep the rows of a step: cheaper to compute for each reader, which needs only some of its rows. */
  readonly inline?: boolean;
}

/** A whole plan: steps in order; the rows of the last one are the answer. */
export interface Plan {
  /** `exploration`, `dashboard`, …: told to the engine in a comment, for tracing costs. */
  readonly purpose: string;
  readonly steps: readonly Step[];
  /** The same answer, faster on engines that keep the rows of a step which several steps read. */
  readonly keptSteps?: Plan;
}
