import { add, coalesce, count, integer, least, over, subtract } from '../../plan/expressions.ts';
import { trailingDays } from '../lifecycle-context.ts';
import type { Block } from './block.ts';

/**
 * How long users stay away: rows (day, days to the user's next active day) with the number of `users`. The gap is
 * `trailingDays + 1` where it is longer or there is no next day. Users of any trailing window follow from it.
 */
export function gapBlock(): Block {
  const longest = integer(trailingDays + 1);
  return {
    id: 'gaps',
    fact: { window: 'trailing', grain: 'visit', columns: ['bucket', 'person'] },
    values: ['users'],
    plan({ builder, name, fact }) {
      const rows = fact.as('f');
      const days = builder.select(`${name}_days`, {
        from: rows,
        columns: { person: rows.col('person'), day: rows.col('bucket') },
        distinct: true,
      });
      const day = days.as('d');
      const next = builder.select(`${name}_next`, {
        from: day,
        columns: {
          day: day.col('day'),
          next: over('lead', [day.col('day')], {
            partitionBy: [day.col('person')],
            orderBy: [day.col('day')],
          }),
        },
      });
      const found = next.as('n');
      const gap = subtract(coalesce(found.col('next'), add(found.col('day'), longest)), found.col('day'));
      const gaps = builder.select(`${name}_gaps`, {
        from: found,
        columns: { day: found.col('day'), gap: least(gap, longest), users: count() },
        groupBy: ['day', 'gap'],
      });
      const row = gaps.as('g');
      return [{ from: row, integers: [row.col('day'), row.col('gap')], values: row.cols('users') }];
    },
    merge: () => gapBlock(),
  };
}
