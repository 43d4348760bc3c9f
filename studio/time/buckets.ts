import type { Granularity } from '../spec/time-scope.ts';
import { type Calendar, type TimeRange, unitStart, type WeekStart } from './time-range.ts';
import { dayStartMs, localDate, localMs } from './zone-clock.ts';

/** One bucket of a range. */
export interface Bucket {
  /** What the plan groups by: local hours or days since 1970, the first day of a week, months since 1970. */
  readonly number: number;
  /** `YYYY-MM-DD HH:00`, `YYYY-MM-DD`, or the first day of the week or month: local time. */
  readonly key: string;
  /** True when the range clips it, or when it was not over at `asOf`. */
  readonly partial: boolean;
  /** First instant and the one after the last, of the whole bucket, epoch ms. */
  readonly startMs: number;
  readonly endMs: number;
}

const dayMs = 86_400_000;
const hourMs = 3_600_000;
/** Zones shift by multiples of this, so no hour is missed. */
const stepMs = 900_000;

/** Days since 1970-01-01. */
export function epochDay(day: Temporal.PlainDate): number {
  return Date.UTC(day.year, day.month - 1, day.day) / dayMs;
}

/** The date of a day number. */
export function dateOf(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}

/** Bucket number of a local day. */
export function bucketOfDay(
  day: Temporal.PlainDate,
  granularity: Exclude<Granularity, 'hour'>,
  weekStart: WeekStart,
): number {
  if (granularity === 'month') return (day.year - 1970) * 12 + day.month - 1;
  return epochDay(unitStart(day, granularity, weekStart));
}

/** The buckets of a range in order. Hours that the zone skips are not there; hours it repeats are one. */
export function bucketsOf(
  range: TimeRange,
  granularity: Granularity,
  calendar: Calendar,
  asOfMs: number,
): readonly Bucket[] {
  if (range.toMs <= range.fromMs) return [];
  const list = granularity === 'hour' ? hours(range, calendar) : days(range, granularity, calendar);
  return list.map((bucket) => ({
    ...bucket,
    partial: bucket.startMs < range.fromMs || bucket.endMs > range.toMs || bucket.endMs > asOfMs + 1,
  }));
}

type PlainBucket = Omit<Bucket, 'partial'>;

function days(
  range: TimeRange,
  granularity: Exclude<Granularity, 'hour'>,
  { timeZone, weekStart }: Calendar,
): readonly PlainBucket[] {
  const last = localDate(range.toMs - 1, timeZone);
  const list: PlainBucket[] = [];
  let day = unitStart(localDate(range.fromMs, timeZone), granularity, weekStart);
  while (Temporal.PlainDate.compare(day, last) <= 0) {
    const next = day.add({ [`${granularity}s`]: 1 });
    list.push({
      number: bucketOfDay(day, granularity, weekStart),
      key: day.toString(),
      startMs: dayStartMs(day, timeZone),
      endMs: dayStartMs(next, timeZone),
    });
    day = next;
  }
  return list;
}

function hours(range: TimeRange, { timeZone }: Calendar): readonly PlainBucket[] {
  const byNumber = new Map<number, PlainBucket>();
  const first = Math.floor(range.fromMs / stepMs) * stepMs;
  // Two hours on either side, to see where the clipped hours begin and end.
  for (let at = first - 2 * hourMs; at < range.toMs + 2 * hourMs; at += stepMs) {
    const number = Math.floor(localMs(at, timeZone) / hourMs);
    const known = byNumber.get(number);
    const key = `${new Date(number * hourMs).toISOString().slice(0, 13).replace('T', ' ')}:00`;
    byNumber.set(number, { number, key, startMs: known?.startMs ?? at, endMs: at + stepMs });
  }
  return [...byNumber.values()].filter(({ startMs, endMs }) => endMs > range.fromMs && startMs < range.toMs);
}
