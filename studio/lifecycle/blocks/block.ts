import type { Expression } from '../../plan/expression.ts';
import type { PlanBuilder, Scope, StepRef } from '../../plan/plan-builder.ts';
import { type EngineRow, numberIn, textIn } from '../../result/engine-row.ts';
import type { FactRequest } from '../facts/fact-column.ts';

/** Rows that a block adds to the answer: whole numbers and texts by place, values by name. */
export interface BlockAnswer {
  readonly from: Scope;
  /** Whole numbers of the row, such as bucket and rank. */
  readonly integers?: readonly Expression[];
  readonly texts?: readonly Expression[];
  readonly values?: Readonly<Record<string, Expression>>;
}

/** What a block plans with. */
export interface BlockTools {
  readonly builder: PlanBuilder;
  /** Begins the names of the block's steps. */
  readonly name: string;
  /** The fact it asked for. */
  readonly fact: StepRef;
}

/**
 * One question of one or more visuals over one fact. Blocks with the same id are the same question; they may differ in the
 * values they ask for, which `values` names and `merge` joins.
 */
export interface Block {
  readonly id: string;
  readonly fact: FactRequest;
  /** Names of the values that its rows have. */
  readonly values: readonly string[];
  plan(tools: BlockTools): readonly BlockAnswer[];
  /** The same question with the other block's values too. */
  merge(other: Block): Block;
}

/** A row that a block gets back. */
export interface BlockRow {
  readonly integers: readonly (number | null)[];
  readonly texts: readonly (string | null)[];
  /** A value by name; null for none. */
  value(name: string): number | null;
}

/** Gives the rows of a block. */
export type BlockRows = (block: Block) => readonly BlockRow[];

/** Reads a row of the answer. */
export function blockRow(row: EngineRow, values: readonly string[]): BlockRow {
  const list = <T>(prefix: string, read: (name: string) => T): readonly T[] => {
    const found: T[] = [];
    for (let index = 1; `${prefix}${index}` in row; index += 1) found.push(read(`${prefix}${index}`));
    return found;
  };
  return {
    integers: list('n', (name) => numberIn(row, name)),
    texts: list('t', (name) => textIn(row, name)),
    value: (name) => {
      const index = values.indexOf(name);
      return index < 0 ? null : numberIn(row, `v${index + 1}`);
    },
  };
}
