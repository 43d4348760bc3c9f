import type { MetricId } from '@millstream/reporting';
import { measuresOf } from '../blocks/measure.ts';
import { summaryBlock } from '../blocks/summary-block.ts';
import type { LifecycleContext } from '../lifecycle-context.ts';
import { measured, metricColumn, metricValue } from './metric-values.ts';
import type { PlannedVisual } from './planned-visual.ts';
import { seriesResult } from './series-result.ts';

/** Metrics by day, with their values over the whole range as totals. */
export function planTrend(ids: readonly MetricId[], { buckets }: LifecycleContext): PlannedVisual {
  const metrics = measured(ids);
  const block = summaryBlock({ window: 'range', measures: measuresOf(metrics) });
  return {
    blocks: [block],
    shape(rowsOf) {
      const rows = rowsOf(block);
      const byDay = new Map(rows.map((row) => [row.integers[0] === 1 ? row.integers[1] : 'total', row]));
      const series = metrics.map((metric) => ({
        name: metric,
        points: buckets.map(({ number }) => metricValue(metric, byDay.get(number))),
        total: metricValue(metric, byDay.get('total')),
      }));
      const columnOf = new Map(metrics.map((metric) => [metric as string, metricColumn(metric)]));
      return seriesResult(buckets, series, {
        bucket: { name: 'date', type: 'date' },
        of: ({ name }) => columnOf.get(name) ?? { name, type: 'number' },
      });
    },
  };
}
