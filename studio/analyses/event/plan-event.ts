import type { AnalysisContext } from '../../base/analysis-context.ts';
import { BaseEvents } from '../../base/base-events.ts';
import { keyNames, sameKeys, topGroups } from '../../base/top-groups.ts';
import {
  and,
  coalesce,
  equal,
  integer,
  max,
  nothing,
  number,
  text,
  toNumber,
} from '../../plan/expressions.ts';
import { PlanBuilder, type Scope, type SelectOptions, type StepRef } from '../../plan/plan-builder.ts';
import type { SpecOf } from '../../spec/analysis-spec.ts';
import { fieldOf } from '../../spec/event-spec.ts';
import { bucketNumber } from '../../time/local-time.ts';
import type { PlannedAnalysis } from '../planned-analysis.ts';
import { otherRank } from './event-series.ts';
import { measureSteps } from './measure-steps.ts';
import { shapeEvent } from './shape-event.ts';

/**
 * Plans an event analysis (explorations 2). The rows are `metric` (from 0), `bucket` (null = whole range), `rank`, `value`; with
 * grouping also one row a shown group with `metric` -1, its keys, and the number of all groups as `value`.
 */
export function planEvent(spec: SpecOf<'event'>, context: AnalysisContext): PlannedAnalysis {
  const builder = new PlanBuilder();
  const metrics = metricSteps(builder, spec, context);
  const keys = keyNames(spec.groupBy?.length ?? 0);
  const top = keys.length === 0 ? null : topOfMetrics(builder, metrics, { spec, keys });
  const answers: SelectOptions[] = spec.event.metrics.flatMap((metric, index) => {
    const matched = metrics[index];
    if (matched === undefined) return [];
    const ranked = rankRows(builder, matched, { name: `ranked_${index}`, keys, top, topN: spec.topN });
    const steps = measureSteps(builder, ranked, {
      name: `m${index}`,
      measure: metric.measure,
      approx: spec.approx,
    });
    return steps.map((step) => answerRow(step, index, keys));
  });
  if (top !== null) answers.push(groupRow(top, keys));
  builder.union('answer', answers);
  return { plan: builder.build('exploration event'), shape: (rows) => shapeEvent(spec, context, rows) };
}

/** Rows of each metric: bucket, keys, person, measured value. */
function metricSteps(
  builder: PlanBuilder,
  spec: SpecOf<'event'>,
  context: AnalysisContext,
): readonly StepRef[] {
  const base = new BaseEvents(context);
  const name = base.event('event_name');
  const time = base.derived('event_ms');
  const fields = spec.event.metrics.map((metric, index) => {
    const place = `/event/metrics/${index}`;
    base.eventName(metric.event, `${place}/event`);
    base.use(metric.filter, `${place}/filter`);
    const field = fieldOf(metric.measure);
    if (/user/i.test(metric.measure.type)) base.derived('person');
    return field === undefined ? null : base.field(field, `${place}/measure/field`);
  });
  for (const [index, field] of (spec.groupBy ?? []).entries()) base.field(field, `/groupBy/${index}`);
  const events = base.build(builder, {
    names: spec.event.metrics.map(({ event }) => event),
    filter: spec.filter,
  });
  return spec.event.metrics.map((metric, index) => {
    const scope = events.as('e');
    const field = fields[index] ?? null;
    const groups = (spec.groupBy ?? []).map((ref, at) => [`g${at + 1}`, base.groupText(ref, scope)] as const);
    return builder.select(`metric_${index}`, {
      from: scope,
      columns: {
        bucket: bucketNumber(scope.col(time), spec.granularity, context),
        ...Object.fromEntries(groups),
        person: events.columns.has('person') ? scope.col('person') : nothing('text'),
        measured: field === null ? nothing('number') : scope.col(field),
      },
      where: and(equal(scope.col(name), text(metric.event)), base.condition(metric.filter, scope)),
    });
  });
}

/** The shown groups: keys of all metrics, ranked by the first metric's whole-range value. */
function topOfMetrics(
  builder: PlanBuilder,
  metrics: readonly StepRef[],
  { spec, keys }: { readonly spec: SpecOf<'event'>; readonly keys: readonly string[] },
): StepRef {
  const [first] = metrics;
  const [metric] = spec.event.metrics;
  if (first === undefined || metric === undefined) throw new Error('an event analysis has a metric');
  const totals = measureSteps(builder, first, {
    name: 'rank',
    measure: metric.measure,
    approx: spec.approx,
    keys,
    onlyTotals: true,
  });
  const inputs: SelectOptions[] = totals.map((step) => {
    const scope = step.as('t');
    return { from: scope, columns: { ...scope.cols(...keys), value: toNumber(scope.col('value')) } };
  });
  for (const other of metrics.slice(1)) {
    const scope = other.as('o');
    inputs.push({ from: scope, columns: { ...scope.cols(...keys), value: number(null) }, distinct: true });
  }
  const all = builder.union('rank_keys', inputs).as('k');
  const ranking = builder.select('ranking', {
    from: all,
    columns: { ...all.cols(...keys), value: max(all.col('value')) },
    groupBy: keys,
  });
  return topGroups(builder, ranking, { keys, value: 'value', topN: spec.topN });
}

/** Rows of a metric with the rank of their group in place of its keys. */
function rankRows(
  builder: PlanBuilder,
  matched: StepRef,
  options: {
    readonly name: string;
    readonly keys: readonly string[];
    readonly top: StepRef | null;
    readonly topN: number;
  },
): StepRef {
  const { name, keys, top, topN } = options;
  const scope = matched.as('m');
  const rows = scope.cols('bucket', 'person', 'measured');
  if (top === null) return builder.select(name, { from: scope, columns: { ...rows, rank: integer(0) } });
  const shown = top.as('t');
  return builder.select(name, {
    from: scope,
    joins: [{ type: 'left', to: shown, on: sameKeys(scope, shown, keys) }],
    columns: { ...rows, rank: coalesce(shown.col('rank'), integer(otherRank(topN))) },
  });
}

function emptyKeys(keys: readonly string[]) {
  return Object.fromEntries(keys.map((key) => [key, nothing('text')]));
}

function answerRow(step: StepRef, metric: number, keys: readonly string[]): SelectOptions {
  const scope: Scope = step.as('s');
  return {
    from: scope,
    columns: {
      metric: integer(metric),
      bucket: scope.col('bucket'),
      rank: scope.col('rank'),
      value: toNumber(scope.col('value')),
      ...emptyKeys(keys),
    },
  };
}

function groupRow(top: StepRef, keys: readonly string[]): SelectOptions {
  const scope = top.as('t');
  return {
    from: scope,
    columns: {
      metric: integer(-1),
      bucket: nothing('integer'),
      rank: scope.col('rank'),
      value: toNumber(scope.col('key_count')),
      ...scope.cols(...keys),
    },
  };
}
