import type { AnalysisContext } from '../../base/analysis-context.ts';
import { integer, nothing, toNumber } from '../../plan/expressions.ts';
import { PlanBuilder, type SelectOptions, type StepRef } from '../../plan/plan-builder.ts';
import type { SpecOf } from '../../spec/analysis-spec.ts';
import type { PlannedAnalysis } from '../planned-analysis.ts';
import { measureSteps } from './measure-steps.ts';
import { metricRows, rankRows } from './metric-rows.ts';
import { shapeEvent } from './shape-event.ts';

/**
 * Plans an event analysis (explorations 2). The rows are `metric` (from 0), `bucket` (null = whole range), `rank`, `value`; with
 * grouping also one row a shown group with `metric` -1, its keys, and the number of all groups as `value`.
 */
export function planEvent(spec: SpecOf<'event'>, context: AnalysisContext): PlannedAnalysis {
  const builder = new PlanBuilder();
  const { steps, keys, top } = metricRows(spec, context, { builder });
  const answers: SelectOptions[] = spec.event.metrics.flatMap((metric, index) => {
    const matched = steps[index];
    if (matched === undefined) return [];
    const ranked = rankRows(builder, matched, { name: `ranked_${index}`, keys, top, topN: spec.topN });
    const measured = measureSteps(builder, ranked, {
      name: `m${index}`,
      measure: metric.measure,
      approx: spec.approx,
    });
    return measured.map((step) => answerRow(step, index, keys));
  });
  if (top !== null) answers.push(groupRow(top, keys));
  builder.union('answer', answers);
  return { plan: builder.build('exploration event'), shape: (rows) => shapeEvent(spec, context, rows) };
}

function answerRow(step: StepRef, metric: number, keys: readonly string[]): SelectOptions {
  const scope = step.as('s');
  return {
    from: scope,
    columns: {
      metric: integer(metric),
      bucket: scope.col('bucket'),
      rank: scope.col('rank'),
      value: toNumber(scope.col('value')),
      ...Object.fromEntries(keys.map((key) => [key, nothing('text')])),
    },
  };
}

function groupRow(top: StepRef, keys: readonly string[]): SelectOptions {
  const scope = top.as('t');
  return {
    from: scope,
    columns: {
      metric: integer(-1),
      bucket: nothing('integer'),
      rank: scope.col('rank'),
      value: toNumber(scope.col('key_count')),
      ...scope.cols(...keys),
    },
  };
}
