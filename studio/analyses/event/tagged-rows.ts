import type { AnalysisContext } from '../../base/analysis-context.ts';
import type { Expression } from '../../plan/expression.ts';
import { cases, equal, integer, isNotNull, nothing, toNumber } from '../../plan/expressions.ts';
import type { PlanBuilder, Scope, StepRef } from '../../plan/plan-builder.ts';
import type { SpecOf } from '../../spec/analysis-spec.ts';
import { type MetricSource, metricSource } from './metric-source.ts';

/** Metrics in lists in which no two have the same event, so that an event belongs to at most one of each list. */
function layersOf(spec: SpecOf<'event'>): readonly (readonly number[])[] {
  const layers: { readonly events: Set<string>; readonly metrics: number[] }[] = [];
  for (const [index, { event }] of spec.event.metrics.entries()) {
    const layer = layers.find(({ events }) => !events.has(event));
    if (layer === undefined) layers.push({ events: new Set([event]), metrics: [index] });
    else {
      layer.events.add(event);
      layer.metrics.push(index);
    }
  }
  return layers.map(({ metrics }) => metrics);
}

/**
 * One row for each event and metric it belongs to: `metric` (from 0), `bucket`, `g1`…, `person`, the measured field as `amount`, or
 * as `thing` where distinct values are counted. The events are read once for all metrics of different events.
 */
export function taggedRows(builder: PlanBuilder, spec: SpecOf<'event'>, context: AnalysisContext): StepRef {
  const source = metricSource(spec, context, { builder });
  const layers = layersOf(spec).map((metrics, index) => {
    const scope = source.events.as('e');
    const branches = metrics.map((metric) => ({
      when: source.matches(metric, scope),
      result: integer(metric),
    }));
    return builder.select(`layer_${index + 1}`, {
      from: scope,
      columns: { ...scope.all(), metric: cases(branches, nothing('integer')) },
    });
  });
  return builder.union(
    'tagged',
    layers.map((layer) => {
      const scope = layer.as('l');
      return {
        from: scope,
        columns: {
          metric: scope.col('metric'),
          ...source.place(scope),
          person: source.hasPerson ? scope.col('person') : nothing('text'),
          ...measuredColumns(spec, source, scope),
        },
        where: isNotNull(scope.col('metric')),
      };
    }),
  );
}

/** The field that the row's metric measures. */
function measuredColumns(
  spec: SpecOf<'event'>,
  source: MetricSource,
  scope: Scope,
): Readonly<Record<'amount' | 'thing', Expression>> {
  const amounts: { readonly when: Expression; readonly result: Expression }[] = [];
  const things: { readonly when: Expression; readonly result: Expression }[] = [];
  for (const [metric, { measure }] of spec.event.metrics.entries()) {
    const when = equal(scope.col('metric'), integer(metric));
    const isOfThings = measure.type === 'countDistinct';
    const value = isOfThings ? source.measuredText(metric, scope) : source.measured(metric, scope);
    if (value === null) continue;
    if (isOfThings) things.push({ when, result: value });
    else amounts.push({ when, result: toNumber(value) });
  }
  return {
    amount: amounts.length === 0 ? nothing('number') : cases(amounts, nothing('number')),
    thing: things.length === 0 ? nothing('text') : cases(things, nothing('text')),
  };
}
