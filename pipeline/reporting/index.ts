export { type Dimension, type DimensionId, type DimensionLevel, dimensions } from './dimension.ts';
export {
  type CountryFacts,
  type EngagementFacts,
  type InsightFacts,
  insightSentence,
  type UserFacts,
} from './insight.ts';
export { type Dashboard, lifeCycleDashboard, visualsOf } from './life-cycle-dashboard.ts';
export { type Metric, type MetricId, type MetricUnit, metrics } from './metric.ts';
export {
  type DimensionParameter,
  type DimensionParameterId,
  dimensionParameters,
  mostTop,
  type Platform,
  platforms,
  type TopParameterId,
  topParameters,
} from './parameter.ts';
export { type Texts, texts } from './texts.ts';
export type {
  ChartType,
  DimensionChoice,
  InsightSubject,
  PlatformRule,
  Section,
  Sheet,
  TopChoice,
  Visual,
  VisualQuery,
} from './visual.ts';
