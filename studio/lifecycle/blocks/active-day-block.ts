import { count, over } from '../../plan/expressions.ts';
import type { Block } from './block.ts';

/** Users by their first active day in the range and each of their active days: rows (first day, day) with `users`. */
export function activeDayBlock(): Block {
  return {
    id: 'active days',
    fact: { window: 'range', grain: 'visit', columns: ['bucket', 'person'] },
    values: ['users'],
    plan({ builder, name, fact }) {
      const rows = fact.as('f');
      const days = builder.select(`${name}_days`, {
        from: rows,
        columns: { person: rows.col('person'), day: rows.col('bucket') },
        distinct: true,
      });
      const day = days.as('d');
      const marked = builder.select(`${name}_first`, {
        from: day,
        columns: {
          first: over('min', [day.col('day')], { partitionBy: [day.col('person')], orderBy: [] }),
          day: day.col('day'),
        },
      });
      const user = marked.as('m');
      const counted = builder.select(`${name}_counted`, {
        from: user,
        columns: { ...user.cols('first', 'day'), users: count() },
        groupBy: ['first', 'day'],
      });
      const row = counted.as('c');
      return [{ from: row, integers: [row.col('first'), row.col('day')], values: row.cols('users') }];
    },
    merge: () => activeDayBlock(),
  };
}
