import type { Block } from './block.ts';

/** When the app's data begin and end: one row (first event, last event, last arrival), epoch ms, null without data. */
export function spanBlock(): Block {
  return {
    id: 'span',
    fact: { window: 'all', grain: 'span', columns: ['first_ms', 'last_ms', 'arrived_ms'] },
    values: [],
    plan({ fact }) {
      const row = fact.as('s');
      return [{ from: row, integers: [row.col('first_ms'), row.col('last_ms'), row.col('arrived_ms')] }];
    },
    merge: () => spanBlock(),
  };
}
