import type { DimensionId, MetricId, PlatformRule } from '@millstream/reporting';
import type { GroupKey } from '../../drill/group-key.ts';
import type { ShapedResult } from '../../result/analysis-result.ts';
import { groupLabel, otherLabel } from '../../result/group-label.ts';
import { groupWarnings } from '../../result/shown-groups.ts';
import type { BlockRow } from '../blocks/block.ts';
import { breakdownBlock } from '../blocks/breakdown-block.ts';
import { listBlock, mostListed } from '../blocks/list-block.ts';
import { formulas, type Measure, type MeasuredMetric, measuresOf } from '../blocks/measure.ts';
import { measured, metricColumn, metricValue } from './metric-values.ts';
import type { PlannedVisual } from './planned-visual.ts';

/** A value of a breakdown with its metrics. */
export interface VisualValue {
  readonly key: GroupKey;
  readonly labels: readonly string[];
  readonly values: Readonly<Record<string, number | null>>;
}

/** What a breakdown shows. */
export interface BreakdownVisual {
  readonly metrics: readonly MetricId[];
  readonly by: readonly DimensionId[];
  /** Absent = all values. */
  readonly top: number | undefined;
  readonly platforms: PlatformRule;
}

/** The one measure of a metric that ranks. */
export function rankOf(metric: MeasuredMetric): Measure {
  const [measure] = formulas[metric].measures;
  if (measure === undefined) throw new Error(`${metric} has no measure`);
  return measure;
}

/** Values with their rows, in order of rank; the rest last, where it has any. */
function rankedValues(
  rows: readonly BlockRow[],
  { top, by }: { readonly top: number; readonly by: readonly DimensionId[] },
): readonly { readonly key: GroupKey; readonly row: BlockRow | undefined }[] {
  const whole = new Map(
    rows.filter(({ integers }) => integers[0] === 1).map((row) => [row.integers[1], row]),
  );
  const shown = rows
    .filter(({ integers }) => integers[0] === 0)
    .sort((a, b) => (a.integers[1] ?? 0) - (b.integers[1] ?? 0))
    .map((row) => ({ key: row.texts.slice(0, by.length), row: whole.get(row.integers[1] ?? null) }));
  return [...shown, { key: 'other', row: whole.get(top + 1) }];
}

/** Metrics by value. */
export function planBreakdown({ metrics: ids, by, top, platforms }: BreakdownVisual): PlannedVisual {
  const metrics = measured(ids);
  const [first] = metrics;
  if (first === undefined) throw new Error('a breakdown has a metric');
  const asked = { by, measures: measuresOf(metrics), rank: rankOf(first), platforms };
  const block = top === undefined ? listBlock(asked) : breakdownBlock({ ...asked, top, overTime: false });
  return {
    blocks: [block],
    shape(rowsOf) {
      const rows = rowsOf(block);
      const values = (top === undefined ? listed(rows, by) : rankedValues(rows, { top, by })).map(
        ({ key, row }) => ({
          key,
          labels: key === 'other' ? by.map(() => otherLabel) : key.map(groupLabel),
          values: Object.fromEntries(metrics.map((metric) => [metric, metricValue(metric, row)])),
        }),
      );
      // What is left over and has nothing to show is no value.
      const shown = values.filter(({ key, values: found }) => key !== 'other' || (found[first] ?? 0) > 0);
      return valuesResult(shown, { by, metrics, warnings: cutWarning(rows, top) });
    },
  };
}

/** Sessions by the value of their last view. */
export function planExits(by: DimensionId, top: number): PlannedVisual {
  const block = breakdownBlock({
    by: [by],
    measures: ['sessions'],
    rank: 'sessions',
    top,
    overTime: false,
    platforms: 'all',
    grain: 'exit',
  });
  return {
    blocks: [block],
    shape(rowsOf) {
      const rows = rowsOf(block);
      const values = rankedValues(rows, { top, by: [by] })
        .map(({ key, row }) => ({
          key,
          labels: key === 'other' ? [otherLabel] : key.map(groupLabel),
          values: { exits: row?.value('sessions') ?? 0 },
        }))
        .filter(({ values: { exits } }) => exits > 0);
      return valuesResult(values, { by: [by], metrics: ['exits'], warnings: cutWarning(rows, top) });
    },
  };
}

function listed(rows: readonly BlockRow[], by: readonly DimensionId[]) {
  return [...rows]
    .sort((a, b) => (a.integers[0] ?? 0) - (b.integers[0] ?? 0))
    .map((row) => ({ key: row.texts.slice(0, by.length), row }));
}

function cutWarning(rows: readonly BlockRow[], top: number | undefined): readonly string[] {
  if (top !== undefined) {
    const named = rows.find(({ integers }) => integers[0] === 0);
    return groupWarnings(named?.integers[2] ?? 0, top);
  }
  const all = rows[0]?.integers[1] ?? 0;
  return all > mostListed ? [`ROWS_CUT: the first ${mostListed} of ${all} rows are shown.`] : [];
}

function valuesResult(
  values: readonly VisualValue[],
  {
    by,
    metrics,
    warnings,
  }: { by: readonly DimensionId[]; metrics: readonly MetricId[]; warnings: readonly string[] },
): ShapedResult {
  return {
    columns: [...by.map((id) => ({ name: id, type: 'string' as const })), ...metrics.map(metricColumn)],
    rows: values.map(({ labels, values: found }) => [
      ...labels,
      ...metrics.map((metric) => found[metric] ?? null),
    ]),
    chart: { values },
    partialBuckets: [],
    warnings,
  };
}
