import { useQueries } from '@tanstack/react-query';
import { callApi } from '../../api/call-api.ts';
import { keyOf } from '../../api/use-api.ts';
import { useSay } from '../../i18n/language.tsx';
import { type OpenedWork, type WorkKind, workKey, workOf } from '../../recent/opened-work.ts';
import { useRecent } from '../../recent/use-recent.ts';
import { useApps } from '../../scope/scope.ts';
import { mayIn } from '../../session/me.ts';
import { useSession } from '../../session/session-context.tsx';

/** Something to go on with, by the name it has now. */
export interface ContinueEntry extends OpenedWork {
  readonly key: string;
  readonly name: string;
}

interface Named {
  readonly id: string;
  readonly name: string;
}

const shownEntries = 5;
const lists: Readonly<Record<WorkKind, { readonly path: string; readonly permission: string }>> = {
  dashboard: { path: 'dashboards', permission: 'dashboard.read' },
  exploration: { path: 'explorations', permission: 'exploration.read' },
  analysis: { path: 'analyses', permission: 'analysis.write' },
  segment: { path: 'segments', permission: 'segment.read' },
};
const staleMs = 60_000;

/**
 * What the person opened last in a project and may still open. Names come from the lists, one call for each kind of an
 * app: what was renamed shows its new name, what was deleted is left out.
 */
export function useContinue(projectId: string) {
  const say = useSay();
  const me = useSession();
  const { data: apps, isLoading: areAppsLoading } = useApps();
  const works = useRecent('recentWork')
    .flatMap((key) => workOf(key) ?? [])
    .filter((work) => work.projectId === projectId && mayIn(me, lists[work.kind].permission, projectId))
    .filter(({ appId }) => apps?.some((app) => app.appId === appId && app.projectId === projectId));
  const isDefault = ({ kind, id }: OpenedWork) => kind === 'dashboard' && id === 'lifecycle';
  const listOf = ({ kind, appId }: OpenedWork) => `/apps/${encodeURIComponent(appId)}/${lists[kind].path}`;
  const paths = [...new Set(works.filter((work) => !isDefault(work)).map(listOf))];
  const answers = useQueries({
    queries: paths.map((path) => ({
      queryKey: keyOf({ path }),
      queryFn: ({ signal }: { readonly signal: AbortSignal }) => callApi<readonly Named[]>({ path, signal }),
      staleTime: staleMs,
      retry: false,
    })),
  });
  const nameOf = (work: OpenedWork) =>
    isDefault(work)
      ? say('dashboards.lifecycle')
      : answers[paths.indexOf(listOf(work))]?.data?.find(({ id }) => id === work.id)?.name;
  const entries = works.flatMap((work): readonly ContinueEntry[] => {
    const name = nameOf(work);
    return name === undefined ? [] : [{ ...work, key: workKey(work), name }];
  });
  const failed = answers.find(({ isError }) => isError);
  return {
    entries: entries.slice(0, shownEntries),
    isLoading: areAppsLoading || answers.some(({ isLoading }) => isLoading),
    error: failed?.error ?? null,
    retry: () => {
      for (const answer of answers) if (answer.isError) void answer.refetch();
    },
  };
}
