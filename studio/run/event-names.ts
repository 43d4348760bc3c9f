import type { AnalysisSpec } from '../spec/analysis-spec.ts';

/** Names of the events that an analysis reads; undefined when it reads all. */
export function eventNamesOf(spec: AnalysisSpec): readonly string[] | undefined {
  switch (spec.kind) {
    case 'event':
      return spec.event.metrics.map(({ event }) => event);
    case 'funnel':
      return spec.funnel.steps.map(({ event }) => event);
    case 'path':
      return undefined;
    case 'retention':
      return spec.retention.pairs.flatMap(({ start, revisit }) => [start.event, revisit.event]);
    case 'attribution':
      return [spec.attribution.goal.event, ...spec.attribution.touchpoints.map(({ event }) => event)];
  }
}
