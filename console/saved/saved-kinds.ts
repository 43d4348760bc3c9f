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
import { checkAnalysisSpec, checkTiles } from './analysis-specs.ts';
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
  checkWrite: async (_database, key, body) => checkTiles(key, body),
};

/** Explorations that somebody kept. */
export const explorationKind: SavedKind<SavedExploration> = {
  kind: 'exploration',
  label: 'Exploration',
  schema: savedExplorationSchema,
  nameOf: ({ title }) => title,
  referencesOf: segmentsOf,
  async checkWrite(_database, key, body) {
    checkAnalysisSpec(key, body.spec, '/spec');
  },
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
