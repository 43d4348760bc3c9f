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
