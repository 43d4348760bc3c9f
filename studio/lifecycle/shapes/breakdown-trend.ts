import type { DimensionId, MetricId, PlatformRule } from '@millstream/reporting';
import { groupLabel } from '../../result/group-label.ts';
import { measuresOf } from '../blocks/measure.ts';
import { valueRows, valuesBlock } from '../blocks/values-block.ts';
import type { LifecycleContext } from '../lifecycle-context.ts';
import { cutWarning, rankOf, shownValues } from './breakdown.ts';
import { measured, metricColumn, metricValue } from './metric-values.ts';
import type { PlannedVisual } from './planned-visual.ts';

/** What a breakdown over time shows. */
export interface BreakdownTrendVisual {
  readonly metric: MetricId;
  /** Chooses the shown values. */
  readonly rank: MetricId;
  readonly by: DimensionId;
  readonly top: number;
  readonly platforms: PlatformRule;
}

/** One metric by day, a line for each of the largest values. */
export function planBreakdownTrend(
  { metric: id, rank: rankId, by, top, platforms }: BreakdownTrendVisual,
  { buckets }: LifecycleContext,
): PlannedVisual {
  const [metric] = measured([id]);
  const [rank] = measured([rankId]);
  if (metric === undefined || rank === undefined) throw new Error(`${id} is not counted by day`);
  const measures = measuresOf([metric]);
  const ranking = rankOf(rank);
  const block = valuesBlock({
    by: [by],
    measures: [...new Set([...measures, ranking])],
    rank: ranking,
    isListed: false,
    tops: [],
    overTime: { measures, top },
    platforms,
  });
  return {
    blocks: [block],
    shape(rowsOf) {
      const rows = rowsOf(block);
      const cells = new Map(rows.map((row) => [row.integers.slice(0, 3).join(' '), row]));
      const series = shownValues(rows, { top, rank: ranking }).map((row) => ({
        name: metric,
        group: groupLabel(row.texts[0] ?? null),
        key: [row.texts[0] ?? null],
        points: buckets.map(({ number }) =>
          metricValue(metric, cells.get(`${valueRows.cell} ${row.integers[1]} ${number}`)),
        ),
        total: metricValue(metric, row),
      }));
      return {
        columns: [{ name: 'date', type: 'date' }, { name: by, type: 'string' }, metricColumn(metric)],
        rows: series.flatMap(({ group, points }) =>
          buckets.map(({ key }, at) => [key, group, points[at] ?? null]),
        ),
        chart: { x: buckets.map(({ key }) => key), series },
        partialBuckets: buckets.filter(({ partial }) => partial).map(({ key }) => key),
        warnings: cutWarning(rows, top).map((text) =>
          text.replace('the rest is (other)', 'the rest is left out'),
        ),
      };
    },
  };
}
