import type { ConsoleStore, Permission, SavedKindName, SavedSummary } from '@millstream/console';
import { CodedError } from '@millstream/core';
import type { Caller } from '../api/caller.ts';
import { sightOf } from '../api/dashboard-sharing.ts';

/** What uses an object, as one caller may know it. */
export interface SeenUses {
  /** What the caller's own lists show. */
  readonly items: readonly SavedSummary[];
  /** How many more there are: the object cannot go while they name it, but their names are not the caller's to read. */
  readonly hiddenCount: number;
}

/** Rights by which people read the kinds that may name others. */
const readRights: Readonly<Partial<Record<SavedKindName, Permission>>> = {
  dashboard: 'dashboard.read',
  exploration: 'exploration.read',
  analysis: 'dashboard.read',
  segment: 'segment.read',
  annotation: 'dashboard.read',
};

/** Parts users of an object into those that a caller's lists show and a count of the others. */
export async function usesSeenBy(
  caller: Caller,
  users: readonly SavedSummary[],
  { saved }: Pick<ConsoleStore, 'saved'>,
): Promise<SeenUses> {
  const [first] = users;
  const isWithDashboard = users.some(({ kind }) => kind === 'dashboard');
  // Users of an object belong to its app.
  const kept = first !== undefined && isWithDashboard ? await saved.dashboard.readAllKept(first.appId) : [];
  const dashboards = new Map(kept.map((dashboard) => [dashboard.id, dashboard]));
  const isSeen = ({ kind, id, projectId }: SavedSummary): boolean => {
    const right = readRights[kind];
    if (right !== undefined && !caller.rights.may(right, projectId)) return false;
    const dashboard = kind === 'dashboard' ? dashboards.get(id) : undefined;
    return dashboard === undefined || sightOf(caller, dashboard) === 'listed';
  };
  const items = users.filter(isSeen);
  return { items, hiddenCount: users.length - items.length };
}

/** The refusal of a removal, naming only what the caller may know. */
export function inUseError(what: string, { items, hiddenCount }: SeenUses): CodedError {
  const names = items.map(({ kind, name }) => `${kind} "${name}"`);
  const users = [...names, ...(hiddenCount === 0 ? [] : [`${hiddenCount} that you do not see`])].join(', ');
  return new CodedError('SAVED_OBJECT_IN_USE', { what, users });
}
