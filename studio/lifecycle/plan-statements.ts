import type { Expression } from '../plan/expression.ts';
import { integer, nothing, toNumber } from '../plan/expressions.ts';
import { PlanBuilder, type SelectOptions } from '../plan/plan-builder.ts';
import type { Plan } from '../plan/relation.ts';
import type { EngineRow } from '../result/engine-row.ts';
import { type Block, type BlockAnswer, type BlockRow, blockRow } from './blocks/block.ts';
import { type FactRequest, factName } from './facts/fact-column.ts';
import { factStep } from './facts/fact-step.ts';
import { usableRollup } from './facts/rollup-use.ts';
import type { LifecycleContext } from './lifecycle-context.ts';

/** One statement: all blocks that read one fact. */
export interface BlockStatement {
  readonly plan: Plan;
  /** Ids of the blocks that it answers. */
  readonly ids: readonly string[];
  /** Rows by block id. */
  read(rows: readonly EngineRow[]): ReadonlyMap<string, readonly BlockRow[]>;
}

/** Equal questions once, with everything that any of them asks for. */
function distinctBlocks(blocks: readonly Block[]): readonly Block[] {
  const byId = new Map<string, Block>();
  for (const block of blocks) byId.set(block.id, byId.get(block.id)?.merge(block) ?? block);
  return [...byId.values()];
}

/** One fact for all that its blocks read. */
function joinedRequest(blocks: readonly Block[]): FactRequest {
  const [first] = blocks;
  if (first === undefined) throw new Error('a fact is read by a block');
  return { ...first.fact, columns: [...new Set(blocks.flatMap(({ fact }) => fact.columns))] };
}

/**
 * Plans all questions as statements: equal ones are asked once. Over events, those of one fact share its rows, which cost more
 * than all else. A rollup is read in no time, so there each question reads its own few columns: together they would fill the
 * memory (20 million events: over 1 GB).
 */
export function planStatements(
  blocks: readonly Block[],
  context: LifecycleContext,
): readonly BlockStatement[] {
  const distinct = distinctBlocks(blocks);
  const isCounted = ({ fact }: Block) => usableRollup(fact, context) !== null;
  const byFact = Map.groupBy(
    distinct.filter((block) => !isCounted(block)),
    ({ fact }) => factName(fact),
  );
  const alone = distinct.filter(isCounted).map((block) => [block]);
  return [...byFact.values(), ...alone].map((list) => planStatement(list, context));
}

function planStatement(blocks: readonly Block[], context: LifecycleContext): BlockStatement {
  const builder = new PlanBuilder();
  const request = joinedRequest(blocks);
  const fact = factStep(builder, request, context);
  const answers = blocks.flatMap((block, index) =>
    block.plan({ builder, name: `b${index}`, fact }).map((answer) => ({ answer, block, index })),
  );
  const widths = {
    integers: Math.max(...answers.map(({ answer }) => answer.integers?.length ?? 0)),
    texts: Math.max(...answers.map(({ answer }) => answer.texts?.length ?? 0)),
    values: Math.max(...blocks.map(({ values }) => values.length)),
  };
  builder.union(
    'answer',
    answers.map(({ answer, block, index }) => answerSelect(answer, { index, values: block.values, widths })),
  );
  return {
    plan: builder.build(`dashboard ${factName(request)}`),
    ids: blocks.map(({ id }) => id),
    read(rows) {
      const byBlock = Map.groupBy(rows, (row) => Number(row.block));
      return new Map(
        blocks.map(({ id, values }, index) => [
          id,
          (byBlock.get(index) ?? []).map((row) => blockRow(row, values)),
        ]),
      );
    },
  };
}

interface AnswerPlace {
  readonly index: number;
  readonly values: readonly string[];
  readonly widths: { readonly integers: number; readonly texts: number; readonly values: number };
}

/** A block's rows with the columns that all rows of the answer have. */
function answerSelect(
  { from, integers = [], texts = [], values = {} }: BlockAnswer,
  place: AnswerPlace,
): SelectOptions {
  const { widths, index } = place;
  const columns: Record<string, Expression> = { block: integer(index) };
  for (let at = 0; at < widths.integers; at += 1) columns[`n${at + 1}`] = integers[at] ?? nothing('integer');
  for (let at = 0; at < widths.texts; at += 1) columns[`t${at + 1}`] = texts[at] ?? nothing('text');
  for (let at = 0; at < widths.values; at += 1) {
    const value = values[place.values[at] ?? ''];
    columns[`v${at + 1}`] = value === undefined ? nothing('number') : toNumber(value);
  }
  return { from, columns };
}
