export { type Annotation, annotationSchema } from './dashboards/annotation.ts';
export { type DashboardRange, dashboardRangeSchema } from './dashboards/dashboard-range.ts';
export { type DashboardSpec, dashboardSpecSchema, viewerRoles } from './dashboards/dashboard-spec.ts';
export {
  type DashboardTile,
  dashboardTileSchema,
  defaultTileSize,
  gridColumns,
} from './dashboards/dashboard-tile.ts';
export { type SavedAnalysis, savedAnalysisSchema } from './dashboards/saved-analysis.ts';
export { type SavedExploration, savedExplorationSchema } from './dashboards/saved-exploration.ts';
export { bodyVersionSchema, nameSchema, noteSchema } from './dashboards/saved-text.ts';
export { firstOverlap, placeBelow, type TilePlace } from './dashboards/sheet-layout.ts';
export type { TimelineRequest } from './drill/timeline-request.ts';
export type { UserTimeline } from './drill/user-timeline.ts';
export type { AnalysisEngine } from './engines/analysis-engine.ts';
export { openTrinoLake, type TrinoLake, type TrinoLakeOptions } from './engines/trino/open-trino-lake.ts';
export { createTrinoAnalysisEngine } from './engines/trino/trino-analysis-engine.ts';
export { createWarehouseEngine } from './engines/warehouse-engine.ts';
export { anyName, type KnownNames } from './fields/known-names.ts';
export type { DetailsPage } from './lifecycle/details/read-details.ts';
export { drillShapes, drillUnits } from './lifecycle/drill/drillable.ts';
export { type LifecycleRequest, parseLifecycleRequest } from './lifecycle/lifecycle-request.ts';
export type { LifecycleResult, ReadSheet, ReadVisual, VisualOutcome } from './lifecycle/lifecycle-result.ts';
export { type LifecycleOptions, readLifecycle } from './lifecycle/read-lifecycle.ts';
export { createKnownFields, knownFields } from './metadata/known-fields.ts';
export {
  descriptionLimit,
  displayNameLimit,
  emptyMetadataEdit,
  type MetadataEdit,
  metadataEditSchema,
} from './metadata/metadata-edit.ts';
export type {
  MetadataEditChange,
  MetadataEditStore,
  SavedMetadataEdit,
} from './metadata/metadata-edit-store.ts';
export { mergeMetadata, type ReadMetadataOptions, readMetadata } from './metadata/read-metadata.ts';
export type {
  Described,
  EditStamp,
  MetadataEvent,
  MetadataField,
  MetadataValue,
  OtherType,
  StudioMetadata,
} from './metadata/studio-metadata.ts';
export type { FeedAnswer, FeedEvent } from './realtime/live-feed.ts';
export { readRealtime } from './realtime/read-realtime.ts';
export { parseRealtimeRequest, type RealtimeRequest } from './realtime/realtime-request.ts';
export type { RealtimeResult } from './realtime/realtime-result.ts';
export type { AnalysisResult, ResultColumn } from './result/analysis-result.ts';
export { csvText } from './result/csv-lines.ts';
export { type AnalyzeOptions, analyze } from './run/analyze.ts';
export { checkSegment, type SegmentCheck } from './segments/check-segment.ts';
export { memberUserColumns } from './segments/plan/plan-members.ts';
export {
  createSegmentDesk,
  type SegmentComputation,
  type SegmentDesk,
  type SegmentDeskOptions,
  type SegmentImport,
} from './segments/segment-desk.ts';
export {
  type BegunRun,
  type ComputeRun,
  createSegmentJobs,
  type SegmentJobs,
  type SegmentJobsParts,
} from './segments/segment-jobs.ts';
export { createSegmentLake, type SegmentLake } from './segments/segment-lake.ts';
export { type SegmentNames, withSegmentNames } from './segments/segment-names.ts';
export { type NextRunsOptions, nextSegmentRuns, type SegmentRefresh } from './segments/segment-refresh.ts';
export {
  type SegmentRun,
  type SegmentRunOutcome,
  type SegmentRunStatus,
  type SegmentRunTrigger,
  segmentSampleLimit,
} from './segments/segment-run.ts';
export { type SegmentSchedule, segmentScheduleSchema } from './segments/segment-schedule.ts';
export {
  runsOfSchedule,
  type SegmentScheduler,
  type SegmentSchedulerParts,
  startSegmentScheduler,
  upcomingRuns,
} from './segments/segment-scheduler.ts';
export { parseSegmentSpec, type SegmentSpec, segmentSpecSchema } from './segments/segment-spec.ts';
export type { NewSegment, SavedSegment, SegmentRunStart, SegmentStore } from './segments/segment-store.ts';
export type { Boards } from './service/boards.ts';
export { createStudio, type Studio, type StudioOptions } from './service/create-studio.ts';
export type { Explorations, ExploreAnswer } from './service/explorations.ts';
export type { StudioApp } from './service/studio-app.ts';
export {
  type AnalysisKind,
  type AnalysisSpec,
  parseAnalysisSpec,
  type SpecOf,
} from './spec/analysis-spec.ts';
export { type WalkerPresetField, walkerFieldList } from './walker/walker-field-list.ts';
