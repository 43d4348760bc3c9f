import { rate } from '../../result/round-rate.ts';
import { activeDayBlock } from '../blocks/active-day-block.ts';
import type { LifecycleContext } from '../lifecycle-context.ts';
import type { PlannedVisual } from './planned-visual.ts';

/** Users by their first active day in the range, and how many of them are active on each later day of it. */
export function planRetentionMatrix({ buckets, asOfMs }: LifecycleContext): PlannedVisual {
  const block = activeDayBlock();
  return {
    blocks: [block],
    shape(rowsOf) {
      const users = new Map(
        rowsOf(block).map((row) => [row.integers.slice(0, 2).join(' '), row.value('users') ?? 0]),
      );
      const lines = buckets.map(({ key, number: first }) => {
        const size = users.get(`${first} ${first}`) ?? 0;
        // Before the first day there is nothing to be; days that have not begun are unknown.
        const active = buckets.map(({ number, startMs }) =>
          number < first || startMs > asOfMs ? null : (users.get(`${first} ${number}`) ?? 0),
        );
        return { date: key, size, users: active, rates: active.map((value) => rate(value, size)) };
      });
      return {
        columns: [
          { name: 'first_date', type: 'date' },
          { name: 'size', type: 'integer' },
          { name: 'date', type: 'date' },
          { name: 'users', type: 'integer' },
          { name: 'rate', type: 'rate' },
        ],
        rows: lines.flatMap(({ date, size, users: active, rates }) =>
          buckets.flatMap(({ key }, at) => {
            const value = active[at] ?? null;
            return value === null ? [] : [[date, size, key, value, rates[at] ?? null]];
          }),
        ),
        chart: { x: buckets.map(({ key }) => key), rows: lines },
        partialBuckets: buckets.filter(({ partial }) => partial).map(({ key }) => key),
        warnings: [],
      };
    },
  };
}
