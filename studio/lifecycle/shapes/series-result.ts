import type { GroupKey } from '../../drill/group-key.ts';
import type { Cell, ResultColumn, ShapedResult } from '../../result/analysis-result.ts';

/** One line of a chart over time: a value a bucket, and one for all of them where that means something. */
export interface VisualSeries {
  readonly name: string;
  /** Label of the value it stands for, and the value itself. */
  readonly group?: string;
  readonly key?: GroupKey;
  readonly points: readonly (number | null)[];
  readonly total?: number | null;
}

/** A chart over time as a table with a column a series. */
export function seriesResult(
  buckets: readonly { readonly key: string; readonly partial: boolean }[],
  series: readonly VisualSeries[],
  columns: { readonly bucket: ResultColumn; readonly of: (series: VisualSeries) => ResultColumn },
): ShapedResult {
  const rows = buckets.map(({ key }, at): readonly Cell[] => [
    key,
    ...series.map(({ points }) => points[at] ?? null),
  ]);
  const totals = series.flatMap(({ name, total }) => (total === undefined ? [] : [[name, total] as const]));
  return {
    columns: [columns.bucket, ...series.map(columns.of)],
    rows,
    chart: { x: buckets.map(({ key }) => key), series },
    ...(totals.length === 0 ? {} : { totals: Object.fromEntries(totals) }),
    partialBuckets: buckets.filter(({ partial }) => partial).map(({ key }) => key),
    warnings: [],
  };
}
