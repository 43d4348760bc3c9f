import { rate } from '../../result/round-rate.ts';
import { epochDay } from '../../time/buckets.ts';
import { localDate } from '../../time/zone-clock.ts';
import type { BlockRows } from '../blocks/block.ts';
import { gapBlock } from '../blocks/gap-block.ts';
import { spanBlock } from '../blocks/span-block.ts';
import { summaryBlock } from '../blocks/summary-block.ts';
import type { LifecycleContext } from '../lifecycle-context.ts';
import type { PlannedVisual } from './planned-visual.ts';
import { seriesResult } from './series-result.ts';

/** Days of the trailing windows, the day itself included. */
const windows = { day: 1, week: 7, month: 30 } as const;
const bucketColumn = { name: 'date', type: 'date' } as const;

/** Values of a window that ends with each day; null for days whose window reaches before the data. */
type Trailing = (days: number) => readonly (number | null)[];

function trailing(
  context: LifecycleContext,
  rowsOf: BlockRows,
  valueOn: (day: number, days: number) => number,
): Trailing {
  const firstMs = rowsOf(spanBlock())[0]?.integers[0] ?? null;
  const firstDay =
    firstMs === null ? Number.POSITIVE_INFINITY : epochDay(localDate(firstMs, context.calendar.timeZone));
  return (days) =>
    context.buckets.map(({ number }) => (number - days + 1 < firstDay ? null : valueOn(number, days)));
}

/** Events of the day and of the 7 and 30 days that end with it. */
export function planTrailingEvents(context: LifecycleContext): PlannedVisual {
  const block = summaryBlock({ window: 'trailing', measures: ['events'] });
  return {
    blocks: [block, spanBlock()],
    shape(rowsOf) {
      const byDay = new Map(
        rowsOf(block)
          .filter(({ integers }) => integers[0] === 1)
          .map((row) => [row.integers[1], row.value('events') ?? 0]),
      );
      const values = trailing(context, rowsOf, (day, days) => {
        let sum = 0;
        for (let back = 0; back < days; back += 1) sum += byDay.get(day - back) ?? 0;
        return sum;
      });
      const series = [
        { name: 'day', points: values(windows.day) },
        { name: 'last7Days', points: values(windows.week) },
        { name: 'last30Days', points: values(windows.month) },
      ];
      return seriesResult(context.buckets, series, {
        bucket: bucketColumn,
        of: ({ name }) => ({ name, type: 'integer' }),
      });
    },
  };
}

/** Distinct users of trailing windows from the gaps between users' active days. */
export function trailingUsers(context: LifecycleContext, rowsOf: BlockRows): Trailing {
  const rows = rowsOf(gapBlock());
  // A user active on a day belongs to the windows that end from that day on until the next active day or the window's length.
  return trailing(context, rowsOf, (day, days) =>
    rows.reduce((sum, { integers: [active, gap], value }) => {
      const since = day - (active ?? 0);
      return since >= 0 && since < days && since < (gap ?? 0) ? sum + (value('users') ?? 0) : sum;
    }, 0),
  );
}

/** Daily over weekly, daily over monthly, weekly over monthly users. */
export function planStickiness(context: LifecycleContext): PlannedVisual {
  return {
    blocks: [gapBlock(), spanBlock()],
    shape(rowsOf) {
      const users = trailingUsers(context, rowsOf);
      const [day, week, month] = [users(windows.day), users(windows.week), users(windows.month)];
      const over = (part: readonly (number | null)[], whole: readonly (number | null)[]) =>
        part.map((value, at) => rate(value, whole[at] ?? null));
      const series = [
        { name: 'dauPerWau', points: over(day, week) },
        { name: 'dauPerMau', points: over(day, month) },
        { name: 'wauPerMau', points: over(week, month) },
        { name: 'dau', points: day },
        { name: 'wau', points: week },
        { name: 'mau', points: month },
      ];
      return seriesResult(context.buckets, series, {
        bucket: bucketColumn,
        of: ({ name }) => ({ name, type: /Per/.test(name) ? 'rate' : 'integer' }),
      });
    },
  };
}
