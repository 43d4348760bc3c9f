import type { AnalysisContext } from '../../base/analysis-context.ts';
import type { Cell, ResultColumn, ShapedResult } from '../../result/analysis-result.ts';
import { countIn, type EngineRow, numberIn } from '../../result/engine-row.ts';
import {
  groupWarnings,
  otherRank,
  type ShownGroup,
  seriesGroup,
  shownGroups,
} from '../../result/shown-groups.ts';
import type { SpecOf } from '../../spec/analysis-spec.ts';
import type { Measure } from '../../spec/event-spec.ts';
import { type EventSeries, seriesName } from './event-series.ts';

/** Value of a bucket without rows: nothing was counted, or there is nothing to measure. */
function emptyValue({ type }: Measure): number | null {
  return type === 'eventCount' || type === 'userCount' || type === 'countDistinct' || type === 'sum'
    ? 0
    : null;
}

function columnsOf(spec: SpecOf<'event'>): readonly ResultColumn[] {
  return [
    { name: 'bucket', type: spec.granularity === 'hour' ? 'datetime' : 'date' },
    { name: 'series', type: 'string' },
    ...(spec.groupBy ?? []).map((_, index) => ({ name: `g${index + 1}`, type: 'string' as const })),
    { name: 'value', type: 'number' },
  ];
}

/** The series of each metric and group, every bucket of the range in each. */
function seriesOf(
  spec: SpecOf<'event'>,
  { buckets }: AnalysisContext,
  answer: { readonly rows: readonly EngineRow[]; readonly groups: readonly ShownGroup[] },
): readonly { readonly series: EventSeries; readonly group: ShownGroup }[] {
  const values = new Map(
    answer.rows.map((row) => [`${row.metric} ${row.rank} ${row.bucket ?? 'total'}`, numberIn(row, 'value')]),
  );
  return spec.event.metrics.flatMap(({ measure }, index) =>
    answer.groups.map((group) => {
      const valueAt = (bucket: number | 'total') => {
        const value = values.get(`${index} ${group.rank} ${bucket}`);
        return value === undefined ? emptyValue(measure) : value;
      };
      const points = buckets.map((bucket) => valueAt(bucket.number));
      const name = seriesName(spec, index);
      return { series: { name, ...seriesGroup(group), points, total: valueAt('total') }, group };
    }),
  );
}

/** The dense result: every bucket of the range for every series. */
export function shapeEvent(
  spec: SpecOf<'event'>,
  context: AnalysisContext,
  rows: readonly EngineRow[],
): ShapedResult {
  const { buckets } = context;
  const values = rows.filter((row) => countIn(row, 'metric') >= 0);
  const keys = rows.filter((row) => countIn(row, 'metric') === -1);
  const hasRest = values.some((row) => countIn(row, 'rank') === otherRank(spec.topN));
  const fieldCount = spec.groupBy?.length ?? 0;
  const groups = values.length === 0 ? [] : shownGroups(keys, { fieldCount, topN: spec.topN, hasRest });
  const list = seriesOf(spec, context, { rows: values, groups });
  const [firstKey] = keys;
  return {
    columns: columnsOf(spec),
    rows: list.flatMap(({ series, group }) =>
      buckets.map(({ key }, at): Cell[] => [key, series.name, ...group.labels, series.points[at] ?? null]),
    ),
    chart: {
      x: list.length === 0 ? [] : buckets.map(({ key }) => key),
      series: list.map(({ series }) => series),
    },
    partialBuckets: buckets.filter(({ partial }) => partial).map(({ key }) => key),
    warnings: groupWarnings(firstKey === undefined ? 0 : countIn(firstKey, 'value'), spec.topN),
  };
}
