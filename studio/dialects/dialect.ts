import type { Aggregate, Call, ValueKind, Window } from '../plan/expression.ts';
import type { Plan, Sequences } from '../plan/relation.ts';
import type { RowSource } from '../plan/row-source.ts';
import type { EventSource, MemberSource, Rollups, UserSource } from '../plan/source.ts';

/** Engines that plans are printed for. Athena speaks Trino's SQL. */
export type EngineName = 'duckdb' | 'trino' | 'redshift';

/** A bound parameter. */
export type ParameterValue = string | number | boolean | null;

/** A statement and the values of its places, in order of appearance. */
export interface PrintedStatement {
  readonly sql: string;
  readonly parameters: readonly ParameterValue[];
}

/** What a plan may ask for that not every engine does exactly. */
export interface Capability {
  readonly supported: boolean;
  /** Shown to the user when it is not. */
  readonly because?: string;
}

/** Everything that can differ in exactness between engines. */
export interface Capabilities {
  /** `percentile` as one aggregate; without it a rewrite interpolates over row numbers, with equal results. */
  readonly percentileAggregate: Capability;
  /** HyperLogLog counts for `approx`. */
  readonly approximateDistinct: Capability;
  /** Aggregates with `FILTER (WHERE …)`; without it they are printed over CASE, with equal results. */
  readonly aggregateFilter: Capability;
  /** Text of numbers with a fraction, as group values, is the same as on the other engines. */
  readonly fractionText: Capability & {
    /** Whether a number with a fraction, as this engine wrote it, may look otherwise on another one. */
    readonly isOdd?: (text: string) => boolean;
  };
  /** Keeps the rows of a step that several others read; without it each reader computes them again, with equal results. */
  readonly keepsSteps: Capability;
}

/** Collects parameters while a statement is printed. */
export interface PrintContext {
  /** A text value as a place of the statement, or as a literal where that is safe and faster. */
  text(value: string): string;
}

/** How one engine writes what plans say. Printing is pure; nothing here talks to an engine. */
export interface Dialect {
  readonly name: EngineName;
  readonly capabilities: Capabilities;
  quoteIdentifier(name: string): string;
  typeName(kind: ValueKind): string;
  /** Place of the parameter with this index, from 0. */
  parameter(index: number): string;
  /** Whether a text may be printed as a literal in quotes: only when no engine setting could read it otherwise. */
  isLiteralSafe(value: string): boolean;
  /** A call over printed arguments. */
  call(call: Call, args: readonly string[]): string;
  /** A text that is none of the values, null for a null one, where the engine has something faster than NOT IN for few. */
  readonly notIn?: {
    /** Longest list. */
    readonly most: number;
    print(operand: string, values: readonly string[]): string;
  };
  /** An aggregate over printed arguments, without FILTER. */
  aggregate(aggregate: Aggregate | Window, args: readonly string[]): string;
  /** Name of a window function or the aggregate used as one. */
  windowFunction(window: Window, args: readonly string[]): string;
  /** SELECT of sequences, where the engine has ordered lists. */
  sequences?(sequences: Sequences): string;
  /** The dialect for one plan, where how a source is read depends on the others. @default itself */
  forPlan?(plan: Plan): Dialect;
  /** Rollups that sources may name. @default none */
  readonly rollups?: Rollups;
  /** SELECT that gives the source's columns. */
  source(source: EventSource | UserSource | MemberSource | RowSource, context: PrintContext): string;
}
