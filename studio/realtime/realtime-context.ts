import type { AnalysisContext } from '../base/analysis-context.ts';
import { BaseEvents } from '../base/base-events.ts';
import { isChosenPlatform } from '../lifecycle/facts/platform-condition.ts';
import type { LifecycleOptions } from '../lifecycle/read-lifecycle.ts';
import type { PlanBuilder, Scope, StepRef } from '../plan/plan-builder.ts';
import type { RealtimeRequest } from './realtime-request.ts';

/** Minutes that realtime looks back at, by time of arrival. */
export const realtimeMinutes = 60;
/** Milliseconds of a minute. */
export const minuteMs = 60_000;

/** What realtime planners know: the range is one of arrival, and has no buckets. */
export interface RealtimeContext extends AnalysisContext {
  readonly request: Pick<RealtimeRequest, 'platforms' | 'filter'>;
}

/** The hour of arrival that ends with the moment of the request, that moment included. */
export function realtimeContext(
  request: Pick<RealtimeRequest, 'appId' | 'asOf' | 'platforms' | 'filter'>,
  { calendar, known, nowMs }: Pick<LifecycleOptions, 'calendar' | 'known' | 'nowMs'>,
): RealtimeContext {
  const asOfMs = request.asOf === undefined ? nowMs : Date.parse(request.asOf);
  const range = { fromMs: asOfMs - realtimeMinutes * minuteMs + 1, toMs: asOfMs + 1 };
  return { appId: request.appId, calendar, asOfMs, known, range, buckets: [], request };
}

/** Events that arrived in the context's range, as the filters leave them; `ask` asks for columns first. */
export function arrivedEvents(
  builder: PlanBuilder,
  context: RealtimeContext,
  ask: (base: BaseEvents) => void,
): StepRef {
  const { platforms, filter } = context.request;
  const base = new BaseEvents(context);
  base.event('ingest_time_msec', 'integer');
  if (platforms !== undefined) base.event('platform');
  ask(base);
  return base.build(builder, {
    name: 'arrived',
    rangeOf: 'arrival',
    filter,
    ...(platforms === undefined
      ? {}
      : { where: (scope: Scope) => isChosenPlatform(scope.col('platform'), platforms) }),
  });
}
