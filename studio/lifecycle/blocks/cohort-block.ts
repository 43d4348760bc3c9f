import {
  and,
  count,
  equal,
  greater,
  greaterOrEqual,
  integer,
  less,
  lessOrEqual,
  or,
  over,
  subtract,
} from '../../plan/expressions.ts';
import { epochDay } from '../../time/buckets.ts';
import { cohortDays, daysOf, type LifecycleContext } from '../lifecycle-context.ts';
import type { Block } from './block.ts';

/**
 * Users by the local day of their first touch within the range and the days until an event of theirs: rows (first day,
 * days after) with the number of `users`. Only events at or after the first touch count, and only users with one on day 0.
 */
export function cohortBlock(context: LifecycleContext): Block {
  const { first, last } = daysOf(context);
  return {
    id: 'cohorts',
    fact: {
      window: 'cohorts',
      grain: 'visit',
      columns: ['bucket', 'person', 'first_bucket', 'first_ms', 'last_ms'],
    },
    values: ['users'],
    plan({ builder, name, fact }) {
      const rows = fact.as('f');
      const [touched, day] = [rows.col('first_bucket'), rows.col('bucket')];
      const after = subtract(day, touched);
      const active = builder.select(`${name}_active`, {
        from: rows,
        columns: { person: rows.col('person'), touched, after },
        where: and(
          greaterOrEqual(touched, integer(epochDay(first))),
          less(touched, integer(epochDay(last) + 1)),
          or(
            and(greater(after, integer(0)), lessOrEqual(after, integer(cohortDays))),
            and(equal(after, integer(0)), greaterOrEqual(rows.col('last_ms'), rows.col('first_ms'))),
          ),
        ),
        distinct: true,
      });
      const seen = active.as('a');
      const marked = builder.select(`${name}_marked`, {
        from: seen,
        columns: {
          ...seen.cols('touched', 'after'),
          earliest: over('min', [seen.col('after')], { partitionBy: [seen.col('person')], orderBy: [] }),
        },
      });
      const user = marked.as('m');
      const counted = builder.select(`${name}_counted`, {
        from: user,
        columns: { ...user.cols('touched', 'after'), users: count() },
        where: equal(user.col('earliest'), integer(0)),
        groupBy: ['touched', 'after'],
      });
      const row = counted.as('c');
      return [{ from: row, integers: [row.col('touched'), row.col('after')], values: row.cols('users') }];
    },
    merge: () => cohortBlock(context),
  };
}
