import { z } from 'zod';
import type { Calendar, TimeRange } from '../time/time-range.ts';
import { dayStartMs, localDate } from '../time/zone-clock.ts';

/** Longest range, days: ten years with their leap days. */
const mostDays = 3653;
const dayMs = 86_400_000;

const unitMs = { second: 1000, minute: 60_000, hour: 3_600_000 } as const;
/** Days of a unit, for the longest range. */
const unitDays = { day: 1, week: 7, month: 30, year: 365 } as const;

/** A local date, a local wall-clock time, or an instant with its offset. */
const momentPattern = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})?)?$/;

type MomentForm = 'date' | 'local' | 'instant';

function formOf(text: string): MomentForm {
  if (!text.includes('T')) return 'date';
  return /(Z|[+-]\d{2}:\d{2})$/.test(text) ? 'instant' : 'local';
}

/** Epoch ms of a moment. A date as an end is the start of the day after it. */
function momentMs(text: string, timeZone: string, side: 'start' | 'end'): number {
  switch (formOf(text)) {
    case 'date': {
      const day = Temporal.PlainDate.from(text);
      return dayStartMs(side === 'start' ? day : day.add({ days: 1 }), timeZone);
    }
    case 'local':
      return Temporal.PlainDateTime.from(text).toZonedDateTime(timeZone).epochMilliseconds;
    case 'instant':
      return Temporal.Instant.from(text).epochMilliseconds;
  }
}

function exists(text: string): boolean {
  try {
    return momentPattern.test(text) && Number.isFinite(momentMs(text, 'UTC', 'start'));
  } catch {
    return false;
  }
}

/** A moment in the app's zone: `YYYY-MM-DD`, `YYYY-MM-DDTHH:MM[:SS[.sss]]`, or the latter with `Z` or an offset. */
export const momentSchema = z
  .string()
  .refine(
    exists,
    'write a day as YYYY-MM-DD or a time as YYYY-MM-DDTHH:MM, with Z or an offset if not local',
  );

/** Epoch ms of a valid moment, when a date means its last instant: the start of the next day. */
export function endOfMoment(text: string, timeZone: string): number {
  return momentMs(text, timeZone, 'end');
}

const fixed = z
  .strictObject({ type: z.literal('fixed'), start: momentSchema, end: momentSchema })
  .superRefine(({ start, end }, context) => {
    if (!exists(start) || !exists(end)) return;
    const problem = (message: string) => context.addIssue({ code: 'custom', path: ['end'], message });
    const length = momentMs(end, 'UTC', 'end') - momentMs(start, 'UTC', 'start');
    // Zones differ by up to a day; a mixture of local and exact times is judged when the zone is known.
    const slack = formOf(start) === formOf(end) ? 0 : dayMs;
    if (length <= -slack) problem('the end is not after the start');
    if (length > mostDays * dayMs) problem('a range is at most ten years long');
  });

const relative = z
  .strictObject({
    type: z.literal('relative'),
    lastN: z.int().min(1),
    unit: z.enum(['second', 'minute', 'hour', 'day', 'week', 'month', 'year']),
  })
  .superRefine(({ lastN, unit }, context) => {
    const days = isClockUnit(unit) ? (lastN * unitMs[unit]) / dayMs : lastN * unitDays[unit];
    if (days <= mostDays) return;
    context.addIssue({ code: 'custom', path: ['lastN'], message: 'a range is at most ten years long' });
  });

/** Time that a group's events lie in: dates or exact times, or the last N units. */
export const segmentRangeSchema = z.discriminatedUnion('type', [fixed, relative]);
/** Time that a group's events lie in. */
export type SegmentRange = Readonly<z.output<typeof segmentRangeSchema>>;

/** The range of a group that names none. */
export const defaultSegmentRange: SegmentRange = { type: 'relative', lastN: 7, unit: 'day' };

type Unit = Extract<SegmentRange, { type: 'relative' }>['unit'];

function isClockUnit(unit: Unit): unit is keyof typeof unitMs {
  return Object.hasOwn(unitMs, unit);
}

/**
 * The instants of a range. Days and larger units are whole local days that end with the day of `asOf`; seconds, minutes and
 * hours roll back from `asOf`. `asOf` is included; the end of a fixed range in exact times is not.
 */
export function resolveSegmentRange(range: SegmentRange, calendar: Calendar, asOfMs: number): TimeRange {
  const { timeZone } = calendar;
  if (range.type === 'fixed') {
    return { fromMs: momentMs(range.start, timeZone, 'start'), toMs: momentMs(range.end, timeZone, 'end') };
  }
  const { lastN, unit } = range;
  const toMs = asOfMs + 1;
  if (isClockUnit(unit)) return { fromMs: asOfMs - lastN * unitMs[unit], toMs };
  const first = localDate(asOfMs, timeZone)
    .subtract({ [`${unit}s`]: lastN })
    .add({ days: 1 });
  return { fromMs: dayStartMs(first, timeZone), toMs };
}

/** Number of local dates that a range touches; 0 for an empty one. */
export function daysTouched({ fromMs, toMs }: TimeRange, { timeZone }: Calendar): number {
  if (toMs <= fromMs) return 0;
  return localDate(fromMs, timeZone).until(localDate(toMs - 1, timeZone)).days + 1;
}
