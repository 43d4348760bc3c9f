import type { Expression } from '../plan/expression.ts';
import {
  add,
  cases,
  floorDivide,
  integer,
  less,
  modulo,
  monthNumber,
  subtract,
} from '../plan/expressions.ts';
import type { Granularity } from '../spec/time-scope.ts';
import type { Calendar, TimeRange, WeekStart } from './time-range.ts';
import { zoneSpans } from './zone-clock.ts';

const dayMs = 86_400_000;
const hourMs = 3_600_000;
/** 1970-01-01 was a Thursday: days since the first Monday or Sunday on or before it. */
const daysIntoWeek: Readonly<Record<WeekStart, number>> = { monday: 3, sunday: 4 };

/** Local wall-clock ms of an instant within the range, as an expression. */
export function localTime(epochMs: Expression, range: TimeRange, timeZone: string): Expression {
  const spans = zoneSpans(timeZone, range.fromMs, range.toMs);
  const last = spans.at(-1)?.offsetMs ?? 0;
  const offset =
    spans.length === 1
      ? integer(last)
      : cases(
          spans.slice(0, -1).map(({ offsetMs }, index) => ({
            when: less(epochMs, integer(spans[index + 1]?.fromMs ?? 0)),
            result: integer(offsetMs),
          })),
          integer(last),
        );
  return add(epochMs, offset);
}

/** Local day number of an instant within the range. */
export function localDay(epochMs: Expression, range: TimeRange, timeZone: string): Expression {
  return floorDivide(localTime(epochMs, range, timeZone), integer(dayMs));
}

/** Bucket number (see `Bucket.number`) of an instant within the range. */
export function bucketNumber(
  epochMs: Expression,
  granularity: Granularity,
  place: { readonly range: TimeRange; readonly calendar: Calendar },
): Expression {
  const { range, calendar } = place;
  if (granularity === 'hour')
    return floorDivide(localTime(epochMs, range, calendar.timeZone), integer(hourMs));
  const day = localDay(epochMs, range, calendar.timeZone);
  switch (granularity) {
    case 'day':
      return day;
    case 'week':
      return subtract(day, modulo(add(day, integer(daysIntoWeek[calendar.weekStart])), integer(7)));
    case 'month':
      return monthNumber(day);
  }
}
