import {
  type Annotation,
  annotationSchema,
  type DashboardSpec,
  dashboardSpecSchema,
  type SavedAnalysis,
  type SavedExploration,
  savedAnalysisSchema,
  savedExplorationSchema,
} from '@millstream/studio';
import type { SavedKind, SavedReference } from './saved-kind.ts';
import { segmentIdsIn } from './segment-ids-in.ts';

function segmentsOf(body: unknown): readonly SavedReference[] {
  return [...segmentIdsIn(body)].map((id) => ({ kind: 'segment', id }));
}

/** Custom dashboards. */
export const dashboardKind: SavedKind<DashboardSpec> = {
  kind: 'dashboard',
  label: 'Dashboard',
  schema: dashboardSpecSchema,
  nameOf: ({ name }) => name,
  referencesOf: segmentsOf,
};

/** Explorations that somebody kept. */
export const explorationKind: SavedKind<SavedExploration> = {
  kind: 'exploration',
  label: 'Exploration',
  schema: savedExplorationSchema,
  nameOf: ({ title }) => title,
  referencesOf: segmentsOf,
};

/** Drag-and-drop analyses. */
export const analysisKind: SavedKind<SavedAnalysis> = {
  kind: 'analysis',
  label: 'Analysis',
  schema: savedAnalysisSchema,
  nameOf: ({ title }) => title,
  referencesOf: segmentsOf,
};

/** Notes on time charts. */
export const annotationKind: SavedKind<Annotation> = {
  kind: 'annotation',
  label: 'Annotation',
  schema: annotationSchema,
  nameOf: ({ label }) => label,
};
