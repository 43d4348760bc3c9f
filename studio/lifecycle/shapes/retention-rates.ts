import { rate } from '../../result/round-rate.ts';
import { epochDay } from '../../time/buckets.ts';
import { dayStartMs, localDate } from '../../time/zone-clock.ts';
import type { BlockRow } from '../blocks/block.ts';
import { cohortBlock } from '../blocks/cohort-block.ts';
import type { LifecycleContext } from '../lifecycle-context.ts';
import type { PlannedVisual } from './planned-visual.ts';
import { seriesResult } from './series-result.ts';

/** Users of a cohort that returned some days later; null while that day is not over. */
type Returned = (firstDay: number, after: number) => number | null;

/** Number of the last day that is over at the moment of the question. */
export function lastDayOver({ calendar, asOfMs }: LifecycleContext): number {
  const today = localDate(asOfMs + 1, calendar.timeZone);
  return dayStartMs(today, calendar.timeZone) <= asOfMs + 1 ? epochDay(today) - 1 : epochDay(today);
}

function cohorts(rows: readonly BlockRow[], context: LifecycleContext): Returned {
  const users = new Map(rows.map((row) => [row.integers.slice(0, 2).join(' '), row.value('users') ?? 0]));
  const lastDay = lastDayOver(context);
  return (firstDay, after) => (firstDay + after > lastDay ? null : (users.get(`${firstDay} ${after}`) ?? 0));
}

/** Rates of return on some days after the first visit, by its date. */
export function planRetentionByDate(days: readonly number[], context: LifecycleContext): PlannedVisual {
  const block = cohortBlock(context);
  return {
    blocks: [block],
    shape(rowsOf) {
      const returned = cohorts(rowsOf(block), context);
      const { buckets } = context;
      const sizes = buckets.map(({ number }) => returned(number, 0));
      const series = [
        ...days.map((day) => ({
          name: `day${day}`,
          points: buckets.map(({ number }, at) => rate(returned(number, day), sizes[at] ?? null)),
        })),
        { name: 'users', points: sizes },
      ];
      return seriesResult(buckets, series, {
        bucket: { name: 'date', type: 'date' },
        of: ({ name }) => ({ name, type: name === 'users' ? 'integer' : 'rate' }),
      });
    },
  };
}

/** Rates of return by day after the first visit, weighted over the cohorts for which that day is over. */
export function planRetentionByDay(mostDays: number, context: LifecycleContext): PlannedVisual {
  const block = cohortBlock(context);
  return {
    blocks: [block],
    shape(rowsOf) {
      const returned = cohorts(rowsOf(block), context);
      const days = Array.from({ length: mostDays + 1 }, (_, after) => {
        const over = context.buckets.filter(({ number }) => returned(number, after) !== null);
        const sum = (of: number) =>
          over.reduce((total, { number }) => total + (returned(number, of) ?? 0), 0);
        const [users, total] = [sum(after), sum(0)];
        return { after, users, total, rate: rate(users, total) };
      });
      return {
        columns: [
          { name: 'day', type: 'integer' },
          { name: 'rate', type: 'rate' },
          { name: 'returned', type: 'integer' },
          { name: 'users', type: 'integer' },
        ],
        rows: days.map(({ after, users, total, rate: value }) => [after, value, users, total]),
        chart: {
          x: days.map(({ after }) => after),
          series: [{ name: 'rate', points: days.map(({ rate: value }) => value) }],
        },
        partialBuckets: [],
        warnings: [],
      };
    },
  };
}
