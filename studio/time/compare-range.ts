import { assertNever } from '@millstream/core';
import type { CompareScope } from '../spec/compare-scope.ts';
import { type Calendar, resolveRange, type TimeRange } from './time-range.ts';
import { localDate } from './zone-clock.ts';

/** A range to compare with, and the moment up to which its last bucket is filled. */
export interface ComparedRange {
  readonly range: TimeRange;
  /** Epoch ms; the same local time of day as the compared moment. */
  readonly asOfMs: number;
}

/** The same wall-clock time some days earlier. */
function daysBefore(epochMs: number, days: Temporal.DurationLike, timeZone: string): number {
  return Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(timeZone).subtract(days)
    .epochMilliseconds;
}

/**
 * The range an analysis is compared with. Days keep their local length and clock times, so an unfinished last day is
 * compared with the same part of the earlier one.
 */
export function compareRange(
  scope: CompareScope,
  current: { readonly range: TimeRange; readonly asOfMs: number },
  calendar: Calendar,
): ComparedRange {
  const { range, asOfMs } = current;
  if (scope.type === 'custom') return { range: resolveRange(scope.time, calendar, asOfMs), asOfMs };
  const back = distance(scope, range, calendar);
  const move = (epochMs: number) => daysBefore(epochMs, back, calendar.timeZone);
  return {
    // The end is one past the last instant: move that instant, so that a day's end stays a day's end.
    range: { fromMs: move(range.fromMs), toMs: endOf(range.toMs, move) },
    asOfMs: move(asOfMs),
  };
}

function endOf(toMs: number, move: (epochMs: number) => number): number {
  return move(toMs - 1) + 1;
}

function distance(
  scope: Exclude<CompareScope, { type: 'custom' }>,
  { fromMs, toMs }: TimeRange,
  { timeZone }: Calendar,
): Temporal.DurationLike {
  switch (scope.type) {
    case 'previous': {
      const [first, last] = [localDate(fromMs, timeZone), localDate(toMs - 1, timeZone)];
      return { days: first.until(last, { largestUnit: 'days' }).days + 1 };
    }
    case 'week':
      return { days: 7 };
    case 'year':
      return scope.matchWeekdays ? { days: 364 } : { years: 1 };
    default:
      return assertNever(scope);
  }
}
