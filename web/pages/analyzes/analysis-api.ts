import type { IChart } from '@kanaries/graphic-walker';
import { useApi } from '../../api/use-api.ts';
import type { WalkerDataset } from '../../graphic-walker/use-walker-computation.ts';
import { useScope } from '../../scope/scope.ts';

/** A drag-and-drop analysis as it is kept. */
export interface AnalysisBody {
  readonly version: 1;
  readonly title: string;
  readonly description: string;
  readonly dataset: WalkerDataset;
  /** One for each sheet of the editor. */
  readonly charts: readonly IChart[];
}

/** What lists show of a saved object. */
export interface SavedSummary {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly updatedBy: string;
  readonly updatedAtMs: number;
}

/** A saved analysis. */
export interface SavedAnalysis extends SavedSummary {
  readonly body: AnalysisBody;
}

/** A kept write of an analysis. */
export interface AnalysisVersion {
  readonly version: number;
  readonly author: string;
  readonly savedAtMs: number;
  readonly restoredFrom: number | null;
}

/** Path of an app's analyses below `/api`. */
export function analysesPath(appId: string): string {
  return `/apps/${encodeURIComponent(appId)}/analyses`;
}

/** Path of one analysis below `/api`. */
export function analysisPath(appId: string, id: string): string {
  return `${analysesPath(appId)}/${encodeURIComponent(id)}`;
}

/** Analyses of the page's app. */
export function useAnalyses() {
  const { appId } = useScope();
  return useApi<readonly SavedSummary[]>({ path: analysesPath(appId) });
}

/** One analysis. */
export function useAnalysis(id: string | null) {
  const { appId } = useScope();
  return useApi<SavedAnalysis>(id === null ? null : { path: analysisPath(appId, id) }, { staleMs: 0 });
}
