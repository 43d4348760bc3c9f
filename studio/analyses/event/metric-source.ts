import type { AnalysisContext } from '../../base/analysis-context.ts';
import { BaseEvents } from '../../base/base-events.ts';
import type { Expression } from '../../plan/expression.ts';
import { and, equal, text } from '../../plan/expressions.ts';
import type { PlanBuilder, Scope, StepRef } from '../../plan/plan-builder.ts';
import type { SpecOf } from '../../spec/analysis-spec.ts';
import { fieldOf } from '../../spec/event-spec.ts';
import { bucketNumber } from '../../time/local-time.ts';

/** The events of an event analysis before they are told apart by metric. */
export interface MetricSource {
  readonly events: StepRef;
  /** Whether an event belongs to a metric (from 0). */
  matches(metric: number, scope: Scope): Expression;
  /** The field that a metric measures; null where it measures none. */
  measured(metric: number, scope: Scope): Expression | null;
  /** The same as text, equal for equal values. */
  measuredText(metric: number, scope: Scope): Expression | null;
  /** Bucket number and group columns `g1`, `g2`, …. */
  place(scope: Scope): Readonly<Record<string, Expression>>;
  readonly hasPerson: boolean;
  readonly more: readonly string[];
}

/** How the events are read. */
export interface MetricSourceOptions {
  readonly builder: PlanBuilder;
  /** Asks the base for columns beyond those that the measures need; answers with their names. */
  readonly more?: (base: BaseEvents) => readonly string[];
}

/** Adds the events of all metrics. @throws CodedError EVENT_UNKNOWN, FIELD_UNKNOWN */
export function metricSource(
  spec: SpecOf<'event'>,
  context: AnalysisContext,
  { builder, more = () => [] }: MetricSourceOptions,
): MetricSource {
  const { metrics } = spec.event;
  const groupBy = spec.groupBy ?? [];
  const base = new BaseEvents(context);
  const name = base.event('event_name');
  const time = base.derived('event_ms');
  for (const [index, { event, filter, measure }] of metrics.entries()) {
    base.eventName(event, `/event/metrics/${index}/event`);
    base.use(filter, `/event/metrics/${index}/filter`);
    const field = fieldOf(measure);
    if (field !== undefined) base.field(field, `/event/metrics/${index}/measure/field`);
  }
  const hasPerson = metrics.some(({ measure }) => /user/i.test(measure.type));
  if (hasPerson) base.derived('person');
  for (const [index, field] of groupBy.entries()) base.field(field, `/groupBy/${index}`);
  const added = more(base);
  const events = base.build(builder, { names: metrics.map(({ event }) => event), filter: spec.filter });
  builder.inlineSoFar();
  const metricAt = (index: number) => {
    const metric = metrics[index];
    if (metric === undefined) throw new Error(`there is no metric ${index}`);
    return metric;
  };
  return {
    events,
    hasPerson,
    more: added,
    matches(index, scope) {
      const { event, filter } = metricAt(index);
      return and(equal(scope.col(name), text(event)), base.condition(filter, scope));
    },
    measured(index, scope) {
      const field = fieldOf(metricAt(index).measure);
      return field === undefined ? null : scope.col(base.field(field, ''));
    },
    measuredText(index, scope) {
      const field = fieldOf(metricAt(index).measure);
      return field === undefined ? null : base.groupText(field, scope);
    },
    place: (scope) => ({
      bucket: bucketNumber(scope.col(time), spec.granularity, context),
      ...Object.fromEntries(groupBy.map((ref, at) => [`g${at + 1}`, base.groupText(ref, scope)])),
    }),
  };
}
