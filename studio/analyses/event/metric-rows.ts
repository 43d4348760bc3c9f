import type { AnalysisContext } from '../../base/analysis-context.ts';
import { keyNames, sameKeys, topGroups } from '../../base/top-groups.ts';
import { coalesce, integer, isNull, max, nothing, number, toNumber } from '../../plan/expressions.ts';
import type { PlanBuilder, SelectOptions, StepRef } from '../../plan/plan-builder.ts';
import { otherRank } from '../../result/shown-groups.ts';
import type { SpecOf } from '../../spec/analysis-spec.ts';
import { measureCells } from './measure-cells.ts';
import { measureValues } from './measure-values.ts';
import { type MetricSourceOptions, metricSource } from './metric-source.ts';

/** The matching events of an event analysis, each metric by itself. */
export interface MetricRows {
  /** One step a metric: `bucket`, `g1`…, `person`, `measured`, and the columns asked for besides. */
  readonly steps: readonly StepRef[];
  /** The cells of each metric by bucket and `g1`…. */
  readonly cells: readonly StepRef[];
  /** The value of each metric by `g1`…, whole range. Empty without grouping. */
  readonly totals: readonly StepRef[];
  readonly keys: readonly string[];
  /** Shown groups with `rank` and `key_count`; null without grouping. */
  readonly top: StepRef | null;
}

/** Adds the steps that give each metric its rows, and the groups that are shown. */
export function metricRows(
  spec: SpecOf<'event'>,
  context: AnalysisContext,
  options: MetricSourceOptions,
): MetricRows {
  const { builder } = options;
  const keys = keyNames(spec.groupBy?.length ?? 0);
  const steps = metricSteps(spec, context, options);
  const cells = spec.event.metrics.map(({ measure }, index) =>
    measureCells(builder, stepAt(steps, index), {
      name: `cells_${index}`,
      measure,
      approx: spec.approx,
      level: [...keys, 'bucket'],
    }),
  );
  if (keys.length === 0) return { steps, cells, totals: [], keys, top: null };
  const totals = spec.event.metrics.map(({ measure }, index) =>
    measureValues(builder, stepAt(cells, index), {
      name: `totals_${index}`,
      measure,
      approx: spec.approx,
      level: keys,
    }),
  );
  return { steps, cells, totals, keys, top: topOfTotals(builder, totals, { keys, topN: spec.topN }) };
}

/** The step of a metric. */
export function stepAt(steps: readonly StepRef[], metric: number): StepRef {
  const step = steps[metric];
  if (step === undefined) throw new Error(`metric ${metric} has no step`);
  return step;
}

function metricSteps(
  spec: SpecOf<'event'>,
  context: AnalysisContext,
  options: MetricSourceOptions,
): readonly StepRef[] {
  const source = metricSource(spec, context, options);
  return spec.event.metrics.map((_, index) => {
    const scope = source.events.as('e');
    return options.builder.select(`metric_${index}`, {
      from: scope,
      columns: {
        ...source.place(scope),
        person: source.hasPerson ? scope.col('person') : nothing('text'),
        measured: source.measured(index, scope) ?? nothing('number'),
        ...scope.cols(...source.more),
      },
      where: source.matches(index, scope),
    });
  });
}

/** The shown groups: keys of all metrics, ranked by the first metric's whole-range value. */
function topOfTotals(
  builder: PlanBuilder,
  totals: readonly StepRef[],
  { keys, topN }: { readonly keys: readonly string[]; readonly topN: number },
): StepRef {
  const inputs = totals.map((step, index): SelectOptions => {
    const total = step.as('t');
    const value = index === 0 ? toNumber(total.col('value')) : number(null);
    return { from: total, columns: { ...total.cols(...keys), value } };
  });
  const all = builder.union('rank_keys', inputs).as('k');
  const ranking = builder.select('ranking', {
    from: all,
    columns: { ...all.cols(...keys), value: max(all.col('value')) },
    groupBy: keys,
  });
  return topGroups(builder, ranking, { keys, value: 'value', topN });
}

/** Rows, cells or values by key, of shown groups only, with the rank of their group in place of its keys. */
export function shownRows(
  builder: PlanBuilder,
  rows: StepRef,
  { name, keys, top }: { readonly name: string; readonly keys: readonly string[]; readonly top: StepRef },
): StepRef {
  const scope = rows.as('m');
  const shown = top.as('t');
  return builder.select(name, {
    from: scope,
    joins: [{ type: 'inner', to: shown, on: sameKeys(scope, shown, keys) }],
    columns: { ...scope.cols(...withoutKeys(rows, keys)), rank: shown.col('rank') },
  });
}

/** Rows or cells of the groups that are not shown one by one. */
export function restRows(
  builder: PlanBuilder,
  rows: StepRef,
  options: {
    readonly name: string;
    readonly keys: readonly string[];
    readonly top: StepRef;
    readonly topN: number;
  },
): StepRef {
  const { name, keys, top, topN } = options;
  const scope = rows.as('m');
  const shown = top.as('t');
  return builder.select(name, {
    from: scope,
    joins: [{ type: 'left', to: shown, on: sameKeys(scope, shown, keys) }],
    columns: {
      ...scope.cols(...withoutKeys(rows, keys)),
      rank: coalesce(shown.col('rank'), integer(otherRank(topN))),
    },
    where: isNull(shown.col('rank')),
  });
}

function withoutKeys(rows: StepRef, keys: readonly string[]): readonly string[] {
  return [...rows.columns.keys()].filter((column) => !keys.includes(column));
}
