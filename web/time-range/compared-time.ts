import type { CompareScope, TimeScope } from '@millstream/studio/spec';
import { addDays, addYears } from './local-date.ts';
import { type DayRange, movedRange } from './range.ts';

const weekDays = 7;
/** 52 weeks, so that weekdays match. */
const matchedYearDays = 364;

/**
 * The range that another is compared with, in the days that the engine takes (`studio/time/compare-range.ts`); null without
 * comparison.
 */
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
      return compare.matchWeekdays
        ? moved(matchedYearDays)
        : { type: 'fixed', start: addYears(days.from, -1), end: addYears(days.to, -1) };
    case 'custom':
      return compare.time;
  }
}
