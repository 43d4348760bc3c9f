import type { AnalysisContext } from '../../base/analysis-context.ts';
import type { Cell, ResultColumn, ShapedResult } from '../../result/analysis-result.ts';
import { countIn, type EngineRow, numberIn, textIn } from '../../result/engine-row.ts';
import { groupLabel, otherLabel } from '../../result/group-label.ts';
import type { SpecOf } from '../../spec/analysis-spec.ts';
import type { Measure } from '../../spec/event-spec.ts';
import { otherRank, seriesName } from './event-series.ts';

/** One line of an event analysis. */
export interface EventSeries {
  readonly name: string;
  /** Label of the group; absent without grouping. */
  readonly group?: string;
  /** One value a bucket. */
  readonly points: readonly (number | null)[];
  /** Over the whole range, counted anew. */
  readonly total: number | null;
}

interface Group {
  readonly rank: number;
  readonly labels: readonly string[];
}

/** Value of a bucket without rows: nothing was counted, or there is nothing to measure. */
function emptyValue({ type }: Measure): number | null {
  return type === 'eventCount' || type === 'userCount' || type === 'countDistinct' || type === 'sum'
    ? 0
    : null;
}

/** The shown groups in order, the rest last. */
function groupsOf(spec: SpecOf<'event'>, rows: readonly EngineRow[]): readonly Group[] {
  const fields = spec.groupBy ?? [];
  if (fields.length === 0) return [{ rank: 0, labels: [] }];
  const groups = rows
    .filter((row) => countIn(row, 'metric') === -1)
    .map((row) => ({
      rank: countIn(row, 'rank'),
      labels: fields.map((_, index) => groupLabel(textIn(row, `g${index + 1}`))),
    }))
    .sort((a, b) => a.rank - b.rank);
  const rest = otherRank(spec.topN);
  const hasRest = rows.some((row) => countIn(row, 'metric') >= 0 && countIn(row, 'rank') === rest);
  return hasRest ? [...groups, { rank: rest, labels: fields.map(() => otherLabel) }] : groups;
}

function warningsOf(spec: SpecOf<'event'>, rows: readonly EngineRow[]): readonly string[] {
  const keyCount = rows.find((row) => countIn(row, 'metric') === -1);
  const all = keyCount === undefined ? 0 : countIn(keyCount, 'value');
  return all > spec.topN ? [`TOP_GROUPS: ${spec.topN} of ${all} groups are shown; the rest is (other).`] : [];
}

/** The dense result: every bucket of the range for every series. */
export function shapeEvent(
  spec: SpecOf<'event'>,
  { buckets }: AnalysisContext,
  rows: readonly EngineRow[],
): ShapedResult {
  const fields = spec.groupBy ?? [];
  const columns: readonly ResultColumn[] = [
    { name: 'bucket', type: spec.granularity === 'hour' ? 'datetime' : 'date' },
    { name: 'series', type: 'string' },
    ...fields.map((_, index) => ({ name: `g${index + 1}`, type: 'string' as const })),
    { name: 'value', type: 'number' },
  ];
  const values = new Map(
    rows.map((row) => [`${row.metric} ${row.rank} ${row.bucket ?? 'total'}`, numberIn(row, 'value')]),
  );
  const isEmpty = !rows.some((row) => countIn(row, 'metric') >= 0);
  const groups = isEmpty ? [] : groupsOf(spec, rows);
  const series: EventSeries[] = [];
  const cells: Cell[][] = [];
  for (const [index, { measure }] of spec.event.metrics.entries()) {
    const name = seriesName(spec, index);
    for (const { rank, labels } of groups) {
      const valueAt = (bucket: number | 'total') => {
        const value = values.get(`${index} ${rank} ${bucket}`);
        return value === undefined ? emptyValue(measure) : value;
      };
      const points = buckets.map((bucket) => valueAt(bucket.number));
      series.push({
        name,
        ...(fields.length === 0 ? {} : { group: labels.join(' / ') }),
        points,
        total: valueAt('total'),
      });
      for (const [at, bucket] of buckets.entries())
        cells.push([bucket.key, name, ...labels, points[at] ?? null]);
    }
  }
  return {
    columns,
    rows: cells,
    chart: { x: isEmpty ? [] : buckets.map(({ key }) => key), series },
    partialBuckets: buckets.filter(({ partial }) => partial).map(({ key }) => key),
    warnings: warningsOf(spec, rows),
  };
}
