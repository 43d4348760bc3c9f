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
import type { PlanBuilder, SelectOptions, StepRef } from '../../plan/plan-builder.ts';
import { otherRank } from '../../result/shown-groups.ts';
import type { SpecOf } from '../../spec/analysis-spec.ts';
import { fieldOf } from '../../spec/event-spec.ts';
import { bucketNumber } from '../../time/local-time.ts';
import { measureSteps } from './measure-steps.ts';

/** The matching events of an event analysis. */
export interface MetricRows {
  /** One step a metric: `bucket`, `g1`…, `person`, `measured`, and the columns asked for besides. */
  readonly steps: readonly StepRef[];
  readonly keys: readonly string[];
  /** Shown groups with `rank` and `key_count`; null without grouping. */
  readonly top: StepRef | null;
}

/** How the rows are read. */
export interface MetricRowsOptions {
  readonly builder: PlanBuilder;
  /** Asks the base for columns beyond those that the measures need; answers with their names. */
  readonly more?: (base: BaseEvents) => readonly string[];
}

/** Adds the steps that give each metric its rows, and the groups that are shown. */
export function metricRows(
  spec: SpecOf<'event'>,
  context: AnalysisContext,
  options: MetricRowsOptions,
): MetricRows {
  const keys = keyNames(spec.groupBy?.length ?? 0);
  const steps = metricSteps(spec, context, options);
  const top = keys.length === 0 ? null : topOfMetrics(options.builder, steps, { spec, keys });
  return { steps, keys, top };
}

function metricSteps(
  spec: SpecOf<'event'>,
  context: AnalysisContext,
  { builder, more = () => [] }: MetricRowsOptions,
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
  const added = more(base);
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
        ...scope.cols(...added),
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

/** Rows of one metric with the rank of their group in place of its keys. */
export function rankRows(
  builder: PlanBuilder,
  rows: StepRef,
  options: {
    readonly name: string;
    readonly keys: readonly string[];
    readonly top: StepRef | null;
    readonly topN: number;
  },
): StepRef {
  const { name, keys, top, topN } = options;
  const scope = rows.as('m');
  const others = [...rows.columns.keys()].filter((column) => !keys.includes(column));
  const kept = scope.cols(...others);
  if (top === null) return builder.select(name, { from: scope, columns: { ...kept, rank: integer(0) } });
  const shown = top.as('t');
  return builder.select(name, {
    from: scope,
    joins: [{ type: 'left', to: shown, on: sameKeys(scope, shown, keys) }],
    columns: { ...kept, rank: coalesce(shown.col('rank'), integer(otherRank(topN))) },
  });
}
