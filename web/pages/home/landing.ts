import { useApps, useProjects } from '../../scope/scope.ts';
import type { Me } from '../../session/me.ts';
import { mayIn } from '../../session/me.ts';
import { useSession } from '../../session/session-context.tsx';
import type { CurrentPlace } from '../../shell/navigation.ts';
import { useCurrentPlace } from '../../shell/navigation.ts';

const landedName = 'millstream.landed';

/** Whether this window was led to its first page already. */
export function hasLanded(): boolean {
  return sessionStorage.getItem(landedName) !== null;
}

/** Notes that the window was led to its first page. */
export function noteLanding(): void {
  sessionStorage.setItem(landedName, '1');
}

/** Where a person begins: administrators at the project, operators at the pipeline, analysts at the dashboards. */
function beginningOf(me: Me, { projectId, appId }: CurrentPlace): string | null {
  if (projectId === null) return null;
  const project = encodeURIComponent(projectId);
  if (mayIn(me, 'user.write', null)) return `/project/detail/${project}`;
  if (mayIn(me, 'operation.read', projectId)) return `/project/${project}/pipeline/main`;
  if (appId === null) return null;
  return `/analytics/${project}/app/${encodeURIComponent(appId)}/dashboards`;
}

/** The first page of the person; undefined until projects and apps are known, null when there is none to go to. */
export function useBeginning(): string | null | undefined {
  const me = useSession();
  const place = useCurrentPlace();
  const [projects, apps] = [useProjects(), useApps()];
  if (projects.isLoading || apps.isLoading) return undefined;
  return beginningOf(me, place);
}
