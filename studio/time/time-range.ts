import type { TimeScope } from '../spec/time-scope.ts';
import { dayStartMs, localDate } from './zone-clock.ts';

/** First day of an app's week. */
export type WeekStart = 'monday' | 'sunday';

/** Where an app's days and weeks begin. */
export interface Calendar {
  /** IANA name. */
  readonly timeZone: string;
  readonly weekStart: WeekStart;
}

/** A range of event time. */
export interface TimeRange {
  /** Epoch ms, included. */
  readonly fromMs: number;
  /** Epoch ms, not included. */
  readonly toMs: number;
}

/** First day of the unit that a day lies in. */
export function unitStart(
  day: Temporal.PlainDate,
  unit: 'day' | 'week' | 'month' | 'year',
  weekStart: WeekStart,
): Temporal.PlainDate {
  switch (unit) {
    case 'day':
      return day;
    case 'week':
      return day.subtract({ days: weekStart === 'monday' ? day.dayOfWeek - 1 : day.dayOfWeek % 7 });
    case 'month':
      return day.with({ day: 1 });
    case 'year':
      return day.with({ month: 1, day: 1 });
  }
}

/**
 * The instants of a scope. Fixed: from the first day's local start to the day after the last one. Relative: from the
 * start of the unit N - 1 units back to `asOf`, included; `complete` ends before the running unit instead.
 */
export function resolveRange(scope: TimeScope, calendar: Calendar, asOfMs: number): TimeRange {
  const { timeZone, weekStart } = calendar;
  if (scope.type === 'fixed') {
    const end = Temporal.PlainDate.from(scope.end).add({ days: 1 });
    return {
      fromMs: dayStartMs(Temporal.PlainDate.from(scope.start), timeZone),
      toMs: dayStartMs(end, timeZone),
    };
  }
  const running = unitStart(localDate(asOfMs, timeZone), scope.unit, weekStart);
  const back = (units: number) => dayStartMs(running.subtract({ [`${scope.unit}s`]: units }), timeZone);
  if (scope.complete === true) return { fromMs: back(scope.lastN), toMs: dayStartMs(running, timeZone) };
  return { fromMs: back(scope.lastN - 1), toMs: asOfMs + 1 };
}
