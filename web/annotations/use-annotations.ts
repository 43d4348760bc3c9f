import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { callApi } from '../api/call-api.ts';
import type { SavedSummary } from '../pages/dashboards/dashboard-body.ts';
import { useScope } from '../scope/scope.ts';
import { todayIn } from '../time-range/local-date.ts';
import type { SavedAnnotation, ShownAnnotation } from './annotation.ts';

/** Notes of an app that are read at most; more would hide the charts. */
const mostNotes = 100;

/** Path of an app's notes below the API. */
export function annotationsPath(appId: string): string {
  return `/apps/${encodeURIComponent(appId)}/annotations`;
}

async function readAll(path: string, signal: AbortSignal): Promise<readonly SavedAnnotation[]> {
  const list = await callApi<readonly SavedSummary[]>({ path, signal });
  const newest = [...list].sort((a, b) => b.updatedAtMs - a.updatedAtMs).slice(0, mostNotes);
  return Promise.all(
    newest.map(({ id }) => callApi<SavedAnnotation>({ path: `${path}/${encodeURIComponent(id)}`, signal })),
  );
}

/** Notes of the app and of one dashboard by their day, numbered. */
export function useAnnotations(
  dashboardId: string | null,
  timeZone: string,
): {
  readonly shown: readonly ShownAnnotation[];
  readonly saved: readonly SavedAnnotation[];
  readonly error: Error | null;
} {
  const { appId } = useScope();
  const path = annotationsPath(appId);
  const { data, error } = useQuery<readonly SavedAnnotation[], Error>({
    queryKey: [path, 'all'],
    queryFn: ({ signal }) => readAll(path, signal),
    staleTime: 60_000,
    retry: false,
  });
  const saved = useMemo(
    () => (data ?? []).filter(({ body }) => body.dashboardId === null || body.dashboardId === dashboardId),
    [dashboardId, data],
  );
  const shown = useMemo(
    () =>
      saved
        .map(({ id, body, updatedBy }) => ({
          id,
          body,
          author: updatedBy,
          day: body.start.length === 10 ? body.start : todayIn(timeZone, Date.parse(body.start)),
        }))
        .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
        .map((note, at) => ({ ...note, number: at + 1 })),
    [saved, timeZone],
  );
  return { shown, saved, error };
}
