import type { AnalysisContext } from '../../base/analysis-context.ts';
import { integer } from '../../plan/expressions.ts';
import { PlanBuilder, type StepRef } from '../../plan/plan-builder.ts';
import type { Plan } from '../../plan/relation.ts';
import type { SpecOf } from '../../spec/analysis-spec.ts';
import { answerOf, type MetricValues } from './event-answer.ts';
import type { CellLevel } from './measure-cells.ts';
import { measureValues } from './measure-values.ts';
import { metricRows, restRows, shownRows, stepAt } from './metric-rows.ts';

/**
 * The plan for engines that keep the rows of steps: each metric is made into cells, once, and whatever the result shows of it
 * is counted from these; only the groups that are not shown one by one are put together anew.
 */
export function planMetrics(spec: SpecOf<'event'>, context: AnalysisContext): Plan {
  const builder = new PlanBuilder();
  const { cells, totals, keys, top } = metricRows(spec, context, { builder });
  const values = spec.event.metrics.flatMap(({ measure }, metric): readonly MetricValues[] => {
    const own = stepAt(cells, metric);
    const valuesOf = (from: StepRef, name: string, more: Pick<CellLevel, 'level' | 'areExact'>) =>
      measureValues(builder, from, { ...more, name: `${name}_${metric}`, measure, approx: spec.approx });
    if (top === null) {
      const scope = own.as('c');
      const rows = builder.select(`all_${metric}`, {
        from: scope,
        columns: { ...scope.all(), rank: integer(0) },
      });
      const byBucket = valuesOf(rows, 'by_bucket', { level: ['rank', 'bucket'], areExact: true });
      return [byBucket, valuesOf(rows, 'in_all', { level: ['rank'] })].map((step) => ({ metric, step }));
    }
    const byKey = valuesOf(own, 'by_key', { level: [...keys, 'bucket'], areExact: true });
    const rest = restRows(builder, own, { name: `rest_${metric}`, keys, top, topN: spec.topN });
    const steps = [
      shownRows(builder, byKey, { name: `shown_${metric}`, keys, top }),
      shownRows(builder, stepAt(totals, metric), { name: `shown_totals_${metric}`, keys, top }),
      valuesOf(rest, 'rest_by_bucket', { level: ['rank', 'bucket'] }),
      valuesOf(rest, 'rest_in_all', { level: ['rank'] }),
    ];
    return steps.map((step) => ({ metric, step }));
  });
  return answerOf(builder, values, { keys, top });
}
