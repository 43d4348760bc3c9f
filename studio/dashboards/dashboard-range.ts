import { z } from 'zod';
import { daySchema } from './calendar-text.ts';

const fixedRange = z
  .strictObject({ type: z.literal('fixed'), start: daySchema, end: daySchema })
  .refine(({ start, end }) => start <= end, { error: 'ends before it starts', path: ['end'] });

const relativeRange = z.strictObject({
  type: z.literal('relative'),
  lastN: z.int().min(1).max(3660),
  unit: z.enum(['day', 'week', 'month', 'year']),
  /** Whole units only: the unfinished one of today is left out. */
  complete: z.boolean().optional(),
});

/**
 * Days that a dashboard or a pinned tile shows, in the app's time zone. A relative range stays relative: it moves on with
 * every day.
 */
export const dashboardRangeSchema = z.discriminatedUnion('type', [fixedRange, relativeRange]);

/** A validated range. */
export type DashboardRange = z.infer<typeof dashboardRangeSchema>;
