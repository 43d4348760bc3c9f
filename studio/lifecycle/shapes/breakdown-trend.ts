import type { DimensionId, MetricId, PlatformRule } from '@millstream/reporting';
import { groupLabel } from '../../result/group-label.ts';
import { groupWarnings } from '../../result/shown-groups.ts';
import { breakdownBlock } from '../blocks/breakdown-block.ts';
import { measuresOf } from '../blocks/measure.ts';
import type { LifecycleContext } from '../lifecycle-context.ts';
import { rankOf } from './breakdown.ts';
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
  const block = breakdownBlock({
    by: [by],
    measures: measuresOf([metric]),
    rank: rankOf(rank),
    top,
    overTime: true,
    platforms,
  });
  return {
    blocks: [block],
    shape(rowsOf) {
      const rows = rowsOf(block);
      const cells = new Map(rows.map((row) => [row.integers.slice(0, 3).join(' '), row]));
      const named = rows.filter(({ integers }) => integers[0] === 0);
      const series = named
        .sort((a, b) => (a.integers[1] ?? 0) - (b.integers[1] ?? 0))
        .map(({ integers, texts }) => ({
          name: metric,
          group: groupLabel(texts[0] ?? null),
          key: [texts[0] ?? null],
          points: buckets.map(({ number }) => metricValue(metric, cells.get(`2 ${integers[1]} ${number}`))),
          total: metricValue(
            metric,
            rows.find((row) => row.integers[0] === 1 && row.integers[1] === integers[1]),
          ),
        }));
      return {
        columns: [{ name: 'date', type: 'date' }, { name: by, type: 'string' }, metricColumn(metric)],
        rows: series.flatMap(({ group, points }) =>
          buckets.map(({ key }, at) => [key, group, points[at] ?? null]),
        ),
        chart: { x: buckets.map(({ key }) => key), series },
        partialBuckets: buckets.filter(({ partial }) => partial).map(({ key }) => key),
        warnings: groupWarnings(named[0]?.integers[2] ?? 0, top).map((text) =>
          text.replace('the rest is (other)', 'the rest is left out'),
        ),
      };
    },
  };
}
