import type { TimeScope } from '@millstream/studio/spec';
import {
  addDays,
  dayCount,
  isLocalDate,
  type LocalDate,
  monthStart,
  weekStartOf,
  yearStart,
} from './local-date.ts';

/** First and last day of a range, both included. */
export interface DayRange {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** Ranges with a name of their own (messages `range.NAME`), by their word in the address. */
export const namedRanges: Readonly<Record<string, TimeScope>> = {
  today: { type: 'relative', lastN: 1, unit: 'day' },
  yesterday: { type: 'relative', lastN: 1, unit: 'day', complete: true },
  'last-7-day': { type: 'relative', lastN: 7, unit: 'day' },
  'last-14-day': { type: 'relative', lastN: 14, unit: 'day' },
  'last-28-day': { type: 'relative', lastN: 28, unit: 'day' },
  'last-90-day': { type: 'relative', lastN: 90, unit: 'day' },
  'this-week': { type: 'relative', lastN: 1, unit: 'week' },
  'last-week': { type: 'relative', lastN: 1, unit: 'week', complete: true },
  'this-month': { type: 'relative', lastN: 1, unit: 'month' },
  'last-month': { type: 'relative', lastN: 1, unit: 'month', complete: true },
  'last-3-month': { type: 'relative', lastN: 3, unit: 'month' },
  'last-6-month': { type: 'relative', lastN: 6, unit: 'month' },
  'last-12-month': { type: 'relative', lastN: 12, unit: 'month' },
};

function isSame(a: TimeScope, b: TimeScope): boolean {
  if (a.type === 'fixed' || b.type === 'fixed') return false;
  return a.lastN === b.lastN && a.unit === b.unit && (a.complete ?? false) === (b.complete ?? false);
}

/** Word of a range in the address: `last-7-day`, `last-30-day-complete`, `2026-03-04..2026-03-10`. */
export function rangeToText(scope: TimeScope): string {
  if (scope.type === 'fixed') return `${scope.start}..${scope.end}`;
  const named = Object.entries(namedRanges).find(([, known]) => isSame(known, scope));
  if (named !== undefined) return named[0];
  return `last-${scope.lastN}-${scope.unit}${scope.complete ? '-complete' : ''}`;
}

/** Range of a word of the address; null when it is none. */
export function rangeFromText(text: string): TimeScope | null {
  const named = Object.hasOwn(namedRanges, text) ? namedRanges[text] : undefined;
  if (named !== undefined) return named;
  const days = text.match(/^(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)$/);
  if (days !== null) {
    const [, start = '', end = ''] = days;
    return isLocalDate(start) && isLocalDate(end) && start <= end ? { type: 'fixed', start, end } : null;
  }
  const last = text.match(/^last-([1-9]\d{0,3})-(day|week|month|year)(-complete)?$/);
  if (last === null) return null;
  const unit = last[2] as 'day' | 'week' | 'month' | 'year';
  return { type: 'relative', lastN: Number(last[1]), unit, ...(last[3] ? { complete: true } : {}) };
}

/** Days of a range as of today. The running day, week, month or year counts to today, or is left out when `complete`. */
export function daysOf(scope: TimeScope, today: LocalDate, firstDay: 'monday' | 'sunday'): DayRange {
  if (scope.type === 'fixed') return { from: scope.start, to: scope.end };
  const { lastN, unit, complete = false } = scope;
  const back = complete ? lastN : lastN - 1;
  switch (unit) {
    case 'day':
      return { from: addDays(today, -back), to: complete ? addDays(today, -1) : today };
    case 'week': {
      const start = weekStartOf(today, firstDay);
      return { from: addDays(start, -7 * back), to: complete ? addDays(start, -1) : today };
    }
    case 'month':
      return { from: monthStart(today, -back), to: complete ? addDays(monthStart(today), -1) : today };
    case 'year':
      return { from: yearStart(today, -back), to: complete ? addDays(yearStart(today), -1) : today };
  }
}

/** Whether two texts are days of the calendar, the end not before the start. */
export function areDays({ from, to }: DayRange): boolean {
  return isLocalDate(from) && isLocalDate(to) && from <= to;
}

/** The days before or after, as many. */
export function movedDays(range: DayRange, periods: -1 | 1): DayRange {
  const days = dayCount(range.from, range.to) * periods;
  return { from: addDays(range.from, days), to: addDays(range.to, days) };
}

/** The range before or after, of as many days. */
export function movedRange(range: DayRange, periods: -1 | 1): TimeScope {
  const { from, to } = movedDays(range, periods);
  return { type: 'fixed', start: from, end: to };
}
