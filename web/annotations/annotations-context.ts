import { createContext, useContext } from 'react';
import type { ShownAnnotation } from './annotation.ts';

const AnnotationsContext = createContext<readonly ShownAnnotation[]>([]);

/** Gives notes to the time charts of a page. */
export const AnnotationsProvider = AnnotationsContext.Provider;

/** Notes that time charts draw; none outside of pages that have them. */
export function useChartAnnotations(): readonly ShownAnnotation[] {
  return useContext(AnnotationsContext);
}

/** Place of a note among buckets named by their first day; null when it lies outside or buckets are no days. */
export function bucketOfDay(keys: readonly string[], day: string): number | null {
  const days = keys.map((key) => key.slice(0, 10));
  if (!days.every((key) => /^\d{4}-\d{2}-\d{2}$/.test(key))) return null;
  const at = days.findLastIndex((key) => key <= day);
  if (at < 0) return null;
  if (at < days.length - 1) return at;
  // The last bucket is as long as the one before it.
  const [before, last] = [days[at - 1] ?? days[at], days[at]].map((key) => Date.parse(`${key}T00:00:00Z`));
  const length = Math.max(86_400_000, (last ?? 0) - (before ?? 0));
  return Date.parse(`${day}T00:00:00Z`) < (last ?? 0) + length ? at : null;
}
