import type { Rights, SavedObject } from '@millstream/console';
import type { DashboardSpec } from '@millstream/studio';
import type { Caller } from './caller.ts';

type ViewerRole = DashboardSpec['sharing']['roles'][number];

/** The viewer's role of a dashboard, as rights in its project tell it. */
function viewerRoleOf(rights: Rights, projectId: string): ViewerRole {
  if (rights.may('setting.write', projectId)) return 'administrator';
  return rights.may('dashboard.write', projectId) ? 'analyst' : 'analyst_reader';
}

/**
 * How somebody who may see an app's dashboards sees one of them: in lists, by its link only, or not at all. Its author and
 * administrators always see it in lists.
 */
export function sightOf(
  { rights, name }: Pick<Caller, 'rights' | 'name'>,
  dashboard: Pick<SavedObject<unknown>, 'projectId' | 'createdBy' | 'body'>,
): 'listed' | 'linked' | 'hidden' {
  const role = viewerRoleOf(rights, dashboard.projectId);
  // A dashboard of a later version is no secret of its author; whoever may see the app sees that it is there.
  const sharing = (dashboard.body as Partial<DashboardSpec> | null)?.sharing;
  if (sharing === undefined || role === 'administrator' || dashboard.createdBy === name) return 'listed';
  if (sharing.roles.includes(role)) return 'listed';
  return sharing.byLink ? 'linked' : 'hidden';
}
