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

/** A relation of a plan. */
export type Relation = Select | UnionAll | Values | EventSource | UserSource | MemberSource | RowSource;

/** A named relation that later steps read. */
export interface Step {
  readonly name: string;
  readonly relation: Relation;
}

/** A whole plan: steps in order; the rows of the last one are the answer. */
export interface Plan {
  /** `exploration`, `dashboard`, …: told to the engine in a comment, for tracing costs. */
  readonly purpose: string;
  readonly steps: readonly Step[];
}
