import type { AnalysisContext } from '../../base/analysis-context.ts';
import { max, min } from '../../plan/expressions.ts';
import type { PlanBuilder, StepRef } from '../../plan/plan-builder.ts';

/** One row: the first and last event of the app, and the last arrival, whatever the filters. */
export function spanFact(
  builder: PlanBuilder,
  { appId, asOfMs }: Pick<AnalysisContext, 'appId' | 'asOfMs'>,
): StepRef {
  const source = builder.source('span_events', {
    kind: 'events',
    appId,
    fromMs: 0,
    toMs: asOfMs + 1,
    columns: [
      { as: 'event_ms', field: { kind: 'derived', name: 'event_ms' }, type: 'integer' },
      { as: 'arrived', field: { kind: 'event', name: 'ingest_time_msec' }, type: 'integer' },
    ],
  });
  const events = source.as('e');
  const eventMs = events.col('event_ms');
  return builder.select('span', {
    from: events,
    columns: { first_ms: min(eventMs), last_ms: max(eventMs), arrived_ms: max(events.col('arrived')) },
    groupBy: [],
  });
}
