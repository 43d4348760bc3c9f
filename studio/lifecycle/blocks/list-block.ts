import { keyNames, sameKeys, topGroups } from '../../base/top-groups.ts';
import { greater, number, or, toNumber } from '../../plan/expressions.ts';
import type { Block } from './block.ts';
import { cellMeasures } from './cell-measures.ts';
import { idOf, keyedRows, requestFor, type ValueSet } from './keyed-rows.ts';

/** Values that are listed one by one, at most. */
export const mostListed = 10_000;

/**
 * Measures of every value, `mostListed` at most: rows (rank, number of all values) with the values as texts. A value for
 * which nothing was counted is not listed.
 */
export function listBlock(options: Omit<ValueSet, 'overTime'>): Block {
  const { by, measures, rank } = options;
  const asked = { ...options, overTime: false };
  return {
    id: idOf('list', options, [rank, ...measures]),
    fact: requestFor(asked),
    values: measures,
    plan(tools) {
      const { builder, name } = tools;
      const keys = keyNames(by.length);
      const counted = cellMeasures(builder, keyedRows(tools, asked), { name: `${name}_m`, measures, keys });
      const cells = counted.as('m');
      const found = builder.select(`${name}_found`, {
        from: cells,
        columns: { ...cells.all(), ranked: toNumber(cells.col(rank)) },
        where: or(...measures.map((measure) => greater(toNumber(cells.col(measure)), number(0)))),
      });
      const top = topGroups(builder, found, { name: `${name}_top`, keys, value: 'ranked', topN: mostListed });
      const [listed, values] = [top.as('t'), found.as('f')];
      const answer = builder.select(`${name}_list`, {
        from: values,
        joins: [{ type: 'inner', to: listed, on: sameKeys(values, listed, keys) }],
        columns: { ...values.cols(...keys, ...measures), ...listed.cols('rank', 'key_count') },
      });
      const row = answer.as('a');
      return [
        {
          from: row,
          integers: [row.col('rank'), row.col('key_count')],
          texts: keys.map((key) => row.col(key)),
          values: row.cols(...measures),
        },
      ];
    },
    merge: () => listBlock(options),
  };
}
