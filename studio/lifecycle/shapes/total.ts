import type { MetricId } from '@millstream/reporting';
import { localDate } from '../../time/zone-clock.ts';
import type { BlockRow } from '../blocks/block.ts';
import { measuresOf } from '../blocks/measure.ts';
import { summaryBlock } from '../blocks/summary-block.ts';
import { type LifecycleContext, windowRange } from '../lifecycle-context.ts';
import { measured, metricValue } from './metric-values.ts';
import type { PlannedVisual } from './planned-visual.ts';

/** The row of a summary's whole window. */
export function wholeOf(rows: readonly BlockRow[]): BlockRow | undefined {
  return rows.find((row) => row.integers[0] === 0);
}

/** Metrics of the range, and of the equally long one before it. */
export function planTotal(ids: readonly MetricId[], context: LifecycleContext): PlannedVisual {
  const metrics = measured(ids);
  const measures = measuresOf(metrics);
  const now = summaryBlock({ window: 'range', measures });
  const before = summaryBlock({ window: 'previous', measures });
  const { fromMs, toMs } = windowRange('previous', context);
  const dateOf = (ms: number) => localDate(ms, context.calendar.timeZone).toString();
  return {
    blocks: [now, before],
    shape(rowsOf) {
      const [current, previous] = [wholeOf(rowsOf(now)), wholeOf(rowsOf(before))];
      const values = metrics.map((metric) => ({
        metric,
        value: metricValue(metric, current),
        previous: metricValue(metric, previous),
      }));
      return {
        columns: [
          { name: 'metric', type: 'string' },
          { name: 'value', type: 'number' },
          { name: 'previous', type: 'number' },
        ],
        rows: values.map((entry) => [entry.metric, entry.value, entry.previous]),
        chart: { values, previous: { from: dateOf(fromMs), to: dateOf(toMs - 1) } },
        totals: Object.fromEntries(values.map(({ metric, value }) => [metric, value])),
        partialBuckets: [],
        warnings: [],
      };
    },
  };
}
