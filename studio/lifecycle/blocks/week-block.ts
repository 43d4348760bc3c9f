import { count, over } from '../../plan/expressions.ts';
import { dimensionColumn, type FactColumn } from '../facts/fact-column.ts';
import type { LifecycleContext } from '../lifecycle-context.ts';
import type { Block } from './block.ts';

/**
 * Weeks in which users began a session: rows (week, previous week, next week) with the number of `users`; null where there
 * is none, `beforeBucket` for all weeks that are not told apart. With a platform filter a user counts on each platform.
 */
export function weekBlock(context: LifecycleContext): Block {
  const platform = dimensionColumn('platform');
  const unit: readonly FactColumn[] = context.platforms === undefined ? ['person'] : ['person', platform];
  return {
    id: 'weeks',
    fact: { window: 'history', grain: 'start', columns: ['bucket', ...unit] },
    values: ['users'],
    plan({ builder, name, fact }) {
      const rows = fact.as('f');
      const weeks = builder.select(`${name}_weeks`, {
        from: rows,
        columns: { ...rows.cols(...unit), week: rows.col('bucket') },
        distinct: true,
      });
      const active = weeks.as('w');
      const week = active.col('week');
      const place = { partitionBy: unit.map((column) => active.col(column)), orderBy: [week] };
      const beside = builder.select(`${name}_beside`, {
        from: active,
        columns: { week, before: over('lag', [week], place), next: over('lead', [week], place) },
      });
      const found = beside.as('b');
      const counted = builder.select(`${name}_counted`, {
        from: found,
        columns: { ...found.cols('week', 'before', 'next'), users: count() },
        groupBy: ['week', 'before', 'next'],
      });
      const row = counted.as('c');
      return [
        {
          from: row,
          integers: [row.col('week'), row.col('before'), row.col('next')],
          values: row.cols('users'),
        },
      ];
    },
    merge: () => weekBlock(context),
  };
}
