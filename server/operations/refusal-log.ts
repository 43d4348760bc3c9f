import type { Clock } from '@millstream/core';
import type { Refusal, RefusalReport } from '@millstream/ingestion';

/** Refusals that are kept for each app as it was sent. */
const keptForApp = 1_000;
const keptMs = 24 * 3_600_000;
/** App ids nobody registered, all together, that are kept apart. */
const keptUnknownApps = 200;

/** Refused requests of the last day, for the people who set senders up. In memory: a restart forgets them. */
export interface RefusalLog {
  note(projectId: string, report: RefusalReport): void;
  /** Newest first: those of the app, and those of ids that are like none of the registered ones. */
  list(
    projectId: string,
    wanted: {
      readonly appIds: ReadonlySet<string>;
      readonly isUnknownWanted: boolean;
      readonly limit: number;
    },
  ): readonly Refusal[];
  /** Calls the listener after each note of the project; the answer ends that. */
  listen(projectId: string, listener: () => void): () => void;
}

/** An empty log. */
export function createRefusalLog(clock: Clock): RefusalLog {
  const projects = new Map<string, Map<string, Refusal[]>>();
  const listeners = new Map<string, Set<() => void>>();

  function keep(apps: Map<string, Refusal[]>, refusal: Refusal): void {
    const list = apps.get(refusal.appId) ?? [];
    list.push(refusal);
    if (list.length > keptForApp) list.splice(0, list.length - keptForApp);
    // The app last refused is the last of the map, so the first is the one to forget.
    apps.delete(refusal.appId);
    apps.set(refusal.appId, list);
    const [oldest] = apps.keys();
    if (apps.size > keptUnknownApps && oldest !== undefined) apps.delete(oldest);
  }

  return {
    note(projectId, { refusals }) {
      const apps = projects.get(projectId) ?? new Map<string, Refusal[]>();
      projects.set(projectId, apps);
      for (const refusal of refusals) keep(apps, refusal);
      for (const listener of listeners.get(projectId) ?? []) listener();
    },
    list(projectId, { appIds, isUnknownWanted, limit }) {
      const sinceMs = clock.now() - keptMs;
      const found: Refusal[] = [];
      for (const [appId, refusals] of projects.get(projectId) ?? []) {
        const isUnknown = refusals.some(({ code }) => code === 'APP_UNKNOWN') || appId === '';
        if (!appIds.has(appId) && !(isUnknownWanted && isUnknown)) continue;
        found.push(...refusals.filter(({ atMs }) => atMs >= sinceMs).slice(-limit));
      }
      return found.sort((a, b) => b.atMs - a.atMs).slice(0, limit);
    },
    listen(projectId, listener) {
      const known = listeners.get(projectId) ?? new Set();
      listeners.set(projectId, known.add(listener));
      return () => {
        known.delete(listener);
        if (known.size === 0) listeners.delete(projectId);
      };
    },
  };
}
