import { type MetricId, metrics } from '@millstream/reporting';
import type { ResultColumn } from '../../result/analysis-result.ts';
import { roundRate } from '../../result/round-rate.ts';
import type { BlockRow } from '../blocks/block.ts';
import { formulas, type MeasuredMetric } from '../blocks/measure.ts';

/** Column types by unit. */
const columnTypes = { count: 'integer', rate: 'rate', seconds: 'number', number: 'number' } as const;

/** Column of a metric. */
export function metricColumn(metric: MetricId): ResultColumn {
  return { name: metric, type: columnTypes[metrics[metric].unit] };
}

/** Value of a metric from the measures of one set of events; without a row nothing was there to count. */
export function metricValue(metric: MeasuredMetric, row: BlockRow | undefined): number | null {
  const value = formulas[metric].value((measure) => row?.value(measure) ?? 0);
  return value === null || metrics[metric].unit !== 'rate' ? value : roundRate(value);
}

/** Metrics that measures give. `exits` is counted by a fact of its own. */
export function measured(ids: readonly MetricId[]): readonly MeasuredMetric[] {
  return ids.filter((id): id is MeasuredMetric => id !== 'exits');
}
