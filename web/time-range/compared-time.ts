import type { CompareScope, TimeScope } from '@millstream/studio/spec';
import { addDays } from './local-date.ts';
import { type DayRange, movedRange } from './range.ts';

const weekDays = 7;
/** 52 weeks, so that weekdays match; else the days of a year. */
const yearDays = { matched: 364, plain: 365 } as const;

/** The range that another is compared with; null without comparison. */
export function comparedTime(days: DayRange, compare: CompareScope | null): TimeScope | null {
  if (compare === null) return null;
  const moved = (back: number): TimeScope => ({
    type: 'fixed',
    start: addDays(days.from, -back),
    end: addDays(days.to, -back),
  });
  switch (compare.type) {
    case 'previous':
      return movedRange(days, -1);
    case 'week':
      return moved(weekDays);
    case 'year':
      return moved(compare.matchWeekdays ? yearDays.matched : yearDays.plain);
    case 'custom':
      return compare.time;
  }
}
