import { keyNames, sameKeys, topGroups } from '../../base/top-groups.ts';
import type { Expression } from '../../plan/expression.ts';
import {
  and,
  greater,
  integer,
  isNull,
  lessOrEqual,
  number,
  or,
  over,
  toNumber,
  when,
} from '../../plan/expressions.ts';
import type { PlanBuilder, StepRef } from '../../plan/plan-builder.ts';
import type { Block, BlockAnswer } from './block.ts';
import { cellMeasures } from './cell-measures.ts';
import { idOf, keyedRows, type OverTime, onlyOpened, requestFor, type ValueSet } from './keyed-rows.ts';
import { measures as allMeasures, type Measure } from './measure.ts';

/** Values that are listed one by one, at most. */
export const mostListed = 10_000;

/** What is asked about the values of some dimensions. */
export interface ValuesAsked extends ValueSet {
  /** All values, not only the largest. */
  readonly isListed: boolean;
  /** Numbers of largest values beyond which the others are counted as one, and what is counted of them. */
  readonly tops: readonly { readonly top: number; readonly measures: readonly Measure[] }[];
  /** By day for the largest values. */
  readonly overTime: OverTime | null;
}

/** Kinds of rows of the answer. */
export const valueRows = { value: 0, rest: 1, cell: 2 } as const;

/** A values block, which several visuals may share. */
interface ValuesBlock extends Block {
  readonly asked: ValuesAsked;
}

const isValuesBlock = (block: Block): block is ValuesBlock => 'asked' in block;

/**
 * Measures by value, ranked by one of them: rows (0, rank, number of all values, number of those with the ranking measure) with
 * the values as texts; (1, top) for all values beyond the top; over time (2, rank, bucket). A value for which nothing was
 * counted is not there. Every question about the same values is one block, so that they are counted once.
 */
export function valuesBlock(asked: ValuesAsked): Block {
  const { by, measures, rank, tops, overTime } = asked;
  const block: ValuesBlock = {
    asked,
    id: idOf('values', asked, [rank]),
    fact: requestFor(asked),
    values: measures,
    plan(tools) {
      const { builder, name } = tools;
      const keys = keyNames(by.length);
      const keyed = keyedRows(tools, asked);
      const ranked = rankValues(builder, onlyOpened(builder, keyed, { name, measures }), {
        name,
        keys,
        asked,
      });
      const answers: BlockAnswer[] = [valueAnswer(ranked, keys, asked)];
      const place = { keys, ranked, rank };
      for (const { top, measures: ofRest } of tops) {
        const rest = beyond(builder, keyed, { ...place, name: `${name}_${top}`, top });
        const counted = cellMeasures(builder, rest, {
          name: `${name}_${top}_r`,
          measures: ofRest,
          keys: [],
        }).as('r');
        answers.push({
          from: counted,
          integers: [integer(valueRows.rest), integer(top)],
          values: counted.cols(...ofRest),
        });
      }
      if (overTime !== null) answers.push(cellAnswer(builder, keyed, { ...place, name, overTime }));
      return answers;
    },
    merge: (other) => (isValuesBlock(other) ? valuesBlock(joined(asked, other.asked)) : block),
  };
  return block;
}

function joined(a: ValuesAsked, b: ValuesAsked): ValuesAsked {
  const union = (one: readonly Measure[], other: readonly Measure[]) =>
    allMeasures.filter((measure) => one.includes(measure) || other.includes(measure));
  return {
    ...a,
    measures: union(a.measures, b.measures),
    isListed: a.isListed || b.isListed,
    tops: [...Map.groupBy([...a.tops, ...b.tops], ({ top }) => top)].map(([top, list]) => ({
      top,
      measures: list.map((one) => one.measures).reduce(union),
    })),
    overTime:
      a.overTime === null || b.overTime === null
        ? (a.overTime ?? b.overTime)
        : {
            measures: union(a.overTime.measures, b.overTime.measures),
            top: Math.max(a.overTime.top, b.overTime.top),
          },
  };
}

/** One row a value: keys, measures, `rank`, `key_count`, `ranked_count`. */
function rankValues(
  builder: PlanBuilder,
  rows: StepRef,
  {
    name,
    keys,
    asked,
  }: { readonly name: string; readonly keys: readonly string[]; readonly asked: ValuesAsked },
): StepRef {
  const measures = [...new Set([...asked.measures, asked.rank])];
  const counted = cellMeasures(builder, rows, { name: `${name}_m`, measures, keys }).as('m');
  const value = toNumber(counted.col(asked.rank));
  const found = builder.select(`${name}_found`, {
    from: counted,
    columns: {
      ...counted.all(),
      ranked: value,
      ranked_count: over('count', [when(greater(value, number(0)), integer(1))], {
        partitionBy: [],
        orderBy: [],
      }),
    },
    where: or(...measures.map((measure) => greater(toNumber(counted.col(measure)), number(0)))),
  });
  const most = asked.isListed
    ? mostListed
    : Math.max(...asked.tops.map(({ top }) => top), asked.overTime?.top ?? 1);
  const top = topGroups(builder, found, { name: `${name}_top`, keys, value: 'ranked', topN: most });
  const [listed, values] = [top.as('t'), found.as('f')];
  return builder.select(`${name}_values`, {
    from: values,
    joins: [{ type: 'inner', to: listed, on: sameKeys(values, listed, keys) }],
    columns: { ...values.all(), ...listed.cols('rank', 'key_count') },
  });
}

function valueAnswer(ranked: StepRef, keys: readonly string[], { measures }: ValuesAsked): BlockAnswer {
  const row = ranked.as('v');
  return {
    from: row,
    integers: [integer(valueRows.value), row.col('rank'), row.col('key_count'), row.col('ranked_count')],
    texts: keys.map((key) => row.col(key)),
    values: row.cols(...measures),
  };
}

interface Place {
  readonly name: string;
  readonly keys: readonly string[];
  readonly ranked: StepRef;
  readonly rank: Measure;
}

/** Whether a value is among the largest. */
function isShown(of: (column: string) => Expression, top: number): Expression {
  return and(lessOrEqual(of('rank'), integer(top)), greater(of('ranked'), number(0)));
}

function shownValues(
  builder: PlanBuilder,
  { name, keys, ranked, top }: Place & { readonly top: number },
): StepRef {
  const value = ranked.as('v');
  return builder.select(`${name}_shown`, {
    from: value,
    columns: value.cols(...keys, 'rank'),
    where: isShown((column) => value.col(column), top),
  });
}

/** Rows of all values but the largest. */
function beyond(builder: PlanBuilder, keyed: StepRef, place: Place & { readonly top: number }): StepRef {
  const [rows, shown] = [keyed.as('k'), shownValues(builder, place).as('s')];
  return builder.select(`${place.name}_beyond`, {
    from: rows,
    joins: [{ type: 'left', to: shown, on: sameKeys(rows, shown, place.keys) }],
    columns: rows.all(),
    where: isNull(shown.col('rank')),
  });
}

function cellAnswer(
  builder: PlanBuilder,
  keyed: StepRef,
  options: Place & { readonly overTime: OverTime },
): BlockAnswer {
  const { name, keys, overTime } = options;
  const { measures, top } = overTime;
  const rows = onlyOpened(builder, keyed, { name: `${name}_t`, measures }).as('k');
  const shown = shownValues(builder, { ...options, name: `${name}_t`, top }).as('s');
  const ranked = builder.select(`${name}_t_rows`, {
    from: rows,
    joins: [{ type: 'inner', to: shown, on: sameKeys(rows, shown, keys) }],
    columns: { ...rows.all(), rank: shown.col('rank') },
  });
  const cells = cellMeasures(builder, ranked, { name: `${name}_t_c`, measures, keys: ['rank', 'bucket'] }).as(
    'c',
  );
  return {
    from: cells,
    integers: [integer(valueRows.cell), cells.col('rank'), cells.col('bucket')],
    values: cells.cols(...measures),
  };
}
