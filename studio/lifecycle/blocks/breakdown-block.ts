import { keyNames, sameKeys, topGroups } from '../../base/top-groups.ts';
import { coalesce, greater, integer, toNumber } from '../../plan/expressions.ts';
import type { PlanBuilder, StepRef } from '../../plan/plan-builder.ts';
import type { Block, BlockAnswer } from './block.ts';
import { cellMeasures } from './cell-measures.ts';
import { idOf, keyedRows, requestFor, type ValueSet } from './keyed-rows.ts';
import type { Measure } from './measure.ts';

/** What a breakdown counts by which values. */
export interface BreakdownOptions extends ValueSet {
  /** Values shown one by one; the others become one more, counted anew. */
  readonly top: number;
}

/**
 * Measures of the largest values: rows (0, rank, number of all values) with the values as texts, rows (1, rank) with the
 * measures over the window, and, over time, rows (2, rank, bucket). Rank `top + 1` is the rest.
 */
export function breakdownBlock(options: BreakdownOptions): Block {
  const { measures, rank, top, overTime } = options;
  return {
    id: idOf('breakdown', options, [rank, top, overTime, ...measures]),
    fact: requestFor(options),
    values: measures,
    plan(tools) {
      const { builder, name } = tools;
      const keyed = keyedRows(tools, options);
      const keys = keyNames(options.by.length);
      const shown = topValues(builder, keyed, { name, keys, rank, top });
      const ranked = rankedRows(builder, keyed, { name, keys, shown, top });
      const whole = cellMeasures(builder, ranked, { name: `${name}_w`, measures, keys: ['rank'] }).as('w');
      const named = shown.as('t');
      const answers: BlockAnswer[] = [
        {
          from: named,
          integers: [integer(0), named.col('rank'), named.col('key_count')],
          texts: keys.map((key) => named.col(key)),
        },
        { from: whole, integers: [integer(1), whole.col('rank')], values: whole.cols(...measures) },
      ];
      if (overTime) {
        const cells = cellMeasures(builder, ranked, {
          name: `${name}_c`,
          measures,
          keys: ['rank', 'bucket'],
        });
        const cell = cells.as('c');
        answers.push({
          from: cell,
          integers: [integer(2), cell.col('rank'), cell.col('bucket')],
          values: cell.cols(...measures),
        });
      }
      return answers;
    },
    merge: () => breakdownBlock(options),
  };
}

interface Ranking {
  readonly name: string;
  readonly keys: readonly string[];
  readonly rank: Measure;
  readonly top: number;
}

function topValues(builder: PlanBuilder, keyed: StepRef, { name, keys, rank, top }: Ranking): StepRef {
  const counted = cellMeasures(builder, keyed, { name: `${name}_r`, measures: [rank], keys }).as('r');
  const value = toNumber(counted.col(rank));
  const ranking = builder.select(`${name}_ranking`, {
    from: counted,
    columns: { ...counted.cols(...keys), value },
    where: greater(counted.col(rank), integer(0)),
  });
  return topGroups(builder, ranking, { name: `${name}_top`, keys, value: 'value', topN: top });
}

/** Rows with the rank of their values in place of them. */
function rankedRows(
  builder: PlanBuilder,
  keyed: StepRef,
  { name, keys, shown, top }: Omit<Ranking, 'rank'> & { readonly shown: StepRef },
): StepRef {
  const [rows, named] = [keyed.as('k'), shown.as('t')];
  const rest = [...keyed.columns.keys()].filter((column) => !keys.includes(column));
  return builder.select(`${name}_ranked`, {
    from: rows,
    joins: [{ type: 'left', to: named, on: sameKeys(rows, named, keys) }],
    columns: { ...rows.cols(...rest), rank: coalesce(named.col('rank'), integer(top + 1)) },
  });
}
