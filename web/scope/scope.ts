import { useParams } from 'react-router';
import { useApi } from '../api/use-api.ts';

/** An app as the API lists it (`GET /api/apps`). */
export interface AppEntry {
  readonly appId: string;
  readonly projectId: string;
  readonly name: string;
  readonly timeZone: string;
  readonly weekStart: 'monday' | 'sunday';
  readonly enabled: boolean;
}

/** A project as the API lists it (`GET /api/projects`). */
export interface ProjectEntry {
  readonly id: string;
  readonly name: string;
  readonly environment: string;
}

/** All apps the person may see. */
export function useApps() {
  return useApi<readonly AppEntry[]>({ path: '/apps' }, { staleMs: 30_000 });
}

/** All projects the person may see. */
export function useProjects() {
  return useApi<{ readonly items: readonly ProjectEntry[] }>({ path: '/projects' }, { staleMs: 30_000 });
}

/** Project and app that the address names. */
export interface Scope {
  readonly projectId: string;
  readonly appId: string;
}

/** Project and app of a Studio page's address. */
export function useScope(): Scope {
  const { projectId = '', appId = '' } = useParams();
  return { projectId, appId };
}

/** The app of a Studio page; undefined until the list is there or when it is unknown. */
export function useScopeApp(): AppEntry | undefined {
  const { appId } = useScope();
  const { data } = useApps();
  return data?.find((app) => app.appId === appId);
}

/** Address of a Studio page. */
export function studioPath({ projectId, appId }: Scope, page: string): string {
  return `/analytics/${encodeURIComponent(projectId)}/app/${encodeURIComponent(appId)}/${page}`;
}
