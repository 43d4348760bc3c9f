import { useApi } from '../../../api/use-api.ts';

/** What the list of saved explorations shows. */
export interface SavedExplorationSummary {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly createdBy: string;
  readonly updatedBy: string;
  /** Epoch ms. */
  readonly updatedAtMs: number;
}

/** A saved exploration. */
export interface SavedExploration extends SavedExplorationSummary {
  readonly body: {
    readonly title: string;
    readonly description: string;
    /** An `AnalysisSpec`. */
    readonly spec: Readonly<Record<string, unknown>>;
  };
}

/** One kept version. */
export interface SavedExplorationVersion {
  readonly version: number;
  readonly author: string;
  readonly savedAtMs: number;
  readonly body: SavedExploration['body'];
}

/** Path of an app's explorations. */
export function explorationsPath(appId: string): string {
  return `/apps/${encodeURIComponent(appId)}/explorations`;
}

/** Path of one exploration. */
export function explorationPath(appId: string, id: string): string {
  return `${explorationsPath(appId)}/${encodeURIComponent(id)}`;
}

/** Saved explorations of the app, by name. */
export function useSavedExplorations(appId: string) {
  return useApi<readonly SavedExplorationSummary[]>(appId === '' ? null : { path: explorationsPath(appId) });
}
