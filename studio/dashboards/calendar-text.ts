import { z } from 'zod';

const dayPattern = /^\d{4}-\d{2}-\d{2}$/;

function isDay(text: string): boolean {
  if (!dayPattern.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return Number.isFinite(ms) && new Date(ms).toISOString().startsWith(text);
}

/** A day of the calendar, `YYYY-MM-DD`, in the app's time zone. */
export const daySchema = z.string().refine(isDay, { error: 'is no day like 2026-03-09' });

/** An instant in ISO 8601 with its offset. */
export const instantSchema = z.iso.datetime({ offset: true, error: 'is no time like 2026-03-09T14:30:00Z' });
