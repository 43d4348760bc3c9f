import { z } from 'zod';
import { daySchema, instantSchema } from './calendar-text.ts';
import { bodyVersionSchema, nameLimit, nameSchema, noteSchema } from './saved-text.ts';

const moment = z.union([daySchema, instantSchema], {
  error: 'is neither a day like 2026-03-09 nor a time like 2026-03-09T14:30:00Z',
});

function startsBefore(start: string, end: string): boolean {
  // A day beside an instant can only be compared by their dates; the day's own zone is not known here.
  if (isDay(start) || isDay(end)) return start.slice(0, 10) <= end.slice(0, 10);
  return Date.parse(start) <= Date.parse(end);
}

function isDay(text: string): boolean {
  return text.length === 10;
}

/** A note at a day, a time or a span, drawn on time charts. */
export const annotationSchema = z
  .strictObject({
    version: bodyVersionSchema,
    label: nameSchema,
    note: noteSchema.default(''),
    /** A day in the app's time zone, or an instant. */
    start: moment,
    /** Last day or instant of a span; null marks one moment. */
    end: moment.nullable().default(null),
    /** Only on this dashboard; null shows it on every chart of the app. */
    dashboardId: z.string().min(1).max(nameLimit).nullable().default(null),
  })
  .refine(({ start, end }) => end === null || startsBefore(start, end), {
    error: 'is before the start',
    path: ['end'],
  });

/** A validated annotation. */
export type Annotation = z.infer<typeof annotationSchema>;
