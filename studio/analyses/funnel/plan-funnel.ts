import type { AnalysisContext } from '../../base/analysis-context.ts';
import { keyNames } from '../../base/top-groups.ts';
import type { Expression } from '../../plan/expression.ts';
import { integer, lessOrEqual, nothing, toNumber } from '../../plan/expressions.ts';
import { PlanBuilder, type SelectOptions, type StepRef } from '../../plan/plan-builder.ts';
import type { SpecOf } from '../../spec/analysis-spec.ts';
import type { PlannedAnalysis } from '../planned-analysis.ts';
import { countEvents } from './count-events.ts';
import { countUsers, type FunnelLevels } from './count-users.ts';
import { funnelRows, stepValue } from './funnel-rows.ts';
import { reachedStarts } from './reached-starts.ts';
import { shapeFunnel } from './shape-funnel.ts';
import { startArrivals } from './start-arrivals.ts';
import { stepMedians } from './step-medians.ts';
import { stepRows } from './step-rows.ts';

/**
 * Plans a funnel (explorations 3). The rows are `kind`, `bucket` (null = whole range), `rank` and `v1` … `vn`: counts, median
 * seconds, or for each shown group its keys and the number of all groups as `v1`.
 */
export function planFunnel(spec: SpecOf<'funnel'>, context: AnalysisContext): PlannedAnalysis {
  const builder = new PlanBuilder();
  const keys = keyNames(spec.groupBy?.length ?? 0);
  const levels: FunnelLevels = {
    hasBuckets: spec.chart !== 'funnel' && context.buckets.length > 1,
    stepCount: spec.funnel.steps.length,
  };
  const source = stepRows(builder, { spec, context });
  const answers: SelectOptions[] = [];
  const isOfUsers = spec.funnel.metric === 'userCount';
  if (isOfUsers || spec.funnel.medians) {
    const starts = startArrivals(builder, source, levels.stepCount);
    const reached = reachedStarts(builder, starts, { spec, context });
    if (isOfUsers) {
      for (const step of countUsers(builder, reached, levels)) answers.push(valueRow(step, 'counts', keys));
    }
    if (spec.funnel.medians) {
      for (const step of stepMedians(builder, reached, levels)) answers.push(valueRow(step, 'medians', keys));
    }
  }
  if (!isOfUsers) {
    for (const step of countEvents(builder, source, { spec, context, levels })) {
      answers.push(valueRow(step, 'counts', keys));
    }
  }
  if (source.groups !== null) answers.push(groupRow(source.groups, { spec, keys }));
  builder.union('answer', answers);
  return { plan: builder.build('exploration funnel'), shape: (rows) => shapeFunnel(spec, context, rows) };
}

function valueRow(step: StepRef, kind: 'counts' | 'medians', keys: readonly string[]): SelectOptions {
  const scope = step.as('s');
  const values = [...step.columns.keys()].filter((name) => /^v\d+$/.test(name));
  return {
    from: scope,
    columns: {
      kind: integer(funnelRows[kind]),
      ...scope.cols('bucket', 'rank'),
      ...Object.fromEntries(values.map((name) => [name, toNumber(scope.col(name))])),
      ...Object.fromEntries(keys.map((key) => [key, nothing('text')])),
    },
  };
}

function groupRow(
  groups: StepRef,
  { spec, keys }: { readonly spec: SpecOf<'funnel'>; readonly keys: readonly string[] },
): SelectOptions {
  const scope = groups.as('g');
  const value = (step: number): Expression =>
    step === 1 ? toNumber(scope.col('key_count')) : nothing('number');
  return {
    from: scope,
    columns: {
      kind: integer(funnelRows.groups),
      bucket: nothing('integer'),
      rank: scope.col('rank'),
      ...Object.fromEntries(spec.funnel.steps.map((_, index) => [stepValue(index + 1), value(index + 1)])),
      ...scope.cols(...keys),
    },
    where: lessOrEqual(scope.col('rank'), integer(spec.topN)),
  };
}
