// Shapes of answers, as types alone: whoever draws them runs no query.
export type { AttributionBar, AttributionChart } from '../analyses/attribution/shape-attribution.ts';
export type { EventSeries } from '../analyses/event/event-series.ts';
export type { FunnelBar, FunnelBarChart, FunnelSeries } from '../analyses/funnel/funnel-chart.ts';
export type { PathChart, PathChartLink, PathChartNode, TopPath } from '../analyses/path/shape-path.ts';
export type { RetentionChart, RetentionSeries } from '../analyses/retention/retention-series.ts';
export type { GroupKey } from '../drill/group-key.ts';
export type { TimelineDevice, TimelineEvent, TimelineSession, UserTimeline } from '../drill/user-timeline.ts';
export type {
  MetadataEvent,
  MetadataField,
  MetadataValue,
  StudioMetadata,
} from '../metadata/studio-metadata.ts';
export type { AnalysisResult, Cell, ResultColumn } from '../result/analysis-result.ts';
export type {
  SegmentCondition as SegmentRule,
  SegmentMetric,
} from '../segments/segment-condition.ts';
export type { SegmentRange } from '../segments/segment-range.ts';
export type { SegmentRefresh } from '../segments/segment-refresh.ts';
export type { SegmentCriteria, SegmentSpec } from '../segments/segment-spec.ts';
export {
  type AnalysisKind,
  type AnalysisSpec,
  analysisSpecSchemas,
  parseAnalysisSpec,
  type SpecOf,
  specVersion,
} from './analysis-spec.ts';
export type { AttributionSpec } from './attribution-spec.ts';
export type { CompareScope } from './compare-scope.ts';
export type { EventRef, EventSpec, Measure } from './event-spec.ts';
export {
  type FieldRef,
  fieldCategories,
  type GroupField,
  isNumeric,
  type SegmentField,
  type ValueType,
  valueTypes,
} from './field-ref.ts';
export {
  type FieldCondition,
  type FilterGroup,
  type FilterNode,
  filterNodeSchema,
  leavesOf,
  mostLeaves,
  mostLevels,
  type Operator,
  operatorsOf,
  type SegmentCondition,
} from './filter-node.ts';
export type { FunnelSpec } from './funnel-spec.ts';
export type { PathSpec } from './path-spec.ts';
export type { RetentionSpec } from './retention-spec.ts';
export { type Granularity, granularities, type TimeScope } from './time-scope.ts';
