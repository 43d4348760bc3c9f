import { z } from 'zod';

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'a day is written YYYY-MM-DD')
  .refine(isDay, 'there is no such day');

function isDay(text: string): boolean {
  const ms = Date.parse(`${text}T00:00:00Z`);
  return Number.isFinite(ms) && new Date(ms).toISOString().startsWith(text);
}

/** Days of a unit, for the longest range. */
const unitDays = { day: 1, week: 7, month: 30, year: 365 } as const;
/** Longest range of an analysis, days. */
const mostDays = 3650;
/** Ten years of calendar days have up to three leap days. */
const mostCalendarDays = mostDays + 3;

const fixed = z
  .strictObject({ type: z.literal('fixed'), start: day, end: day })
  .superRefine(({ start, end }, context) => {
    const days = (Date.parse(end) - Date.parse(start)) / 86_400_000 + 1;
    if (days < 1) context.addIssue({ code: 'custom', path: ['end'], message: 'the end is before the start' });
    if (days > mostCalendarDays) {
      context.addIssue({ code: 'custom', path: ['end'], message: 'a range is at most ten years long' });
    }
  });

const relative = z
  .strictObject({
    type: z.literal('relative'),
    lastN: z.int().min(1),
    unit: z.enum(['day', 'week', 'month', 'year']),
    /** Leaves the running unit out: the last N whole ones. @default false */
    complete: z.boolean().optional(),
  })
  .superRefine(({ lastN, unit }, context) => {
    if (lastN * unitDays[unit] > mostDays) {
      context.addIssue({ code: 'custom', path: ['lastN'], message: 'a range is at most ten years long' });
    }
  });

/** Days of an analysis in the app's zone: local dates, both included, or the last N units up to now. */
export const timeScopeSchema = z.discriminatedUnion('type', [fixed, relative]);
/** A range of an analysis. */
export type TimeScope = Readonly<z.output<typeof timeScopeSchema>>;

/** Sizes of a bucket. */
export const granularities = ['hour', 'day', 'week', 'month'] as const;
/** Size of a bucket. */
export type Granularity = (typeof granularities)[number];
