import { epochDay } from '../../time/buckets.ts';
import { dayStartMs } from '../../time/zone-clock.ts';
import type { BlockRow } from '../blocks/block.ts';
import { weekBlock } from '../blocks/week-block.ts';
import { type LifecycleContext, weeksOf } from '../lifecycle-context.ts';
import type { PlannedVisual } from './planned-visual.ts';
import { seriesResult } from './series-result.ts';

const daysPerWeek = 7;

/**
 * New, retained and returned users of each whole week that the range touches, and as negative numbers those that were active
 * the week before and not in it. Who is lost in a week is known when it is over.
 */
export function planWeeklyLifeCycle(context: LifecycleContext): PlannedVisual {
  const block = weekBlock(context);
  const { timeZone } = context.calendar;
  const weeks = weeksOf(context).map((day) => ({
    number: epochDay(day),
    key: day.toString(),
    partial: dayStartMs(day.add({ days: daysPerWeek }), timeZone) > context.asOfMs + 1,
  }));
  return {
    blocks: [block],
    shape(rowsOf) {
      const rows = rowsOf(block);
      const usersOf = (isWanted: (row: BlockRow) => boolean) =>
        rows.filter(isWanted).reduce((sum, row) => sum + (row.value('users') ?? 0), 0);
      const active = (isWanted: (before: number | null, week: number) => boolean) =>
        weeks.map(({ number }) =>
          usersOf(({ integers: [week, before = null] }) => week === number && isWanted(before, number)),
        );
      const lost = weeks.map(({ number, partial }) =>
        partial
          ? null
          : 0 - usersOf(({ integers: [week, , next] }) => week === number - daysPerWeek && next !== number),
      );
      const series = [
        { name: 'new', points: active((before) => before === null) },
        { name: 'retained', points: active((before, week) => before === week - daysPerWeek) },
        { name: 'return', points: active((before, week) => before !== null && before < week - daysPerWeek) },
        { name: 'churn', points: lost },
      ];
      return seriesResult(weeks, series, {
        bucket: { name: 'week', type: 'date' },
        of: ({ name }) => ({ name, type: 'integer' }),
      });
    },
  };
}
