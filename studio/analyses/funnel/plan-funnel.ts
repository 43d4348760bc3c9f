import type { AnalysisContext } from '../../base/analysis-context.ts';
import { keyNames } from '../../base/top-groups.ts';
import type { Expression } from '../../plan/expression.ts';
import { integer, lessOrEqual, nothing, toNumber } from '../../plan/expressions.ts';
import { PlanBuilder, type SelectOptions, type StepRef } from '../../plan/plan-builder.ts';
import type { Plan } from '../../plan/relation.ts';
import type { SpecOf } from '../../spec/analysis-spec.ts';
import type { PlannedAnalysis } from '../planned-analysis.ts';
import { countEvents } from './count-events.ts';
import { countUsers, type FunnelLevels } from './count-users.ts';
import { funnelRows, stepValue } from './funnel-rows.ts';
import { joinUsers } from './join-users.ts';
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
  const hasBuckets = spec.chart !== 'funnel' && context.buckets.length > 1;
  const levels: FunnelLevels = { hasBuckets, stepCount: spec.funnel.steps.length };
  const options = { spec, context, levels };
  const plan = planPasses(options);
  const canJoin = spec.funnel.metric === 'userCount' && !spec.funnel.medians;
  return {
    plan: canJoin ? Object.freeze({ ...plan, keptSteps: planJoins(options) }) : plan,
    shape: (rows) => shapeFunnel(spec, context, rows),
  };
}

const purpose = 'exploration funnel';

interface FunnelOptions {
  readonly spec: SpecOf<'funnel'>;
  readonly context: AnalysisContext;
  readonly levels: FunnelLevels;
}

/** The plan for every engine: passes over the rows, which are read once. */
function planPasses({ spec, context, levels }: FunnelOptions): Plan {
  const builder = new PlanBuilder();
  const source = stepRows(builder, { spec, context });
  const counts: StepRef[] = [];
  const medians: StepRef[] = [];
  const isOfUsers = spec.funnel.metric === 'userCount';
  if (isOfUsers || spec.funnel.medians) {
    const starts = startArrivals(builder, source, levels.stepCount);
    const reached = reachedStarts(builder, starts, { spec, context });
    if (isOfUsers) counts.push(...countUsers(builder, reached, levels));
    if (spec.funnel.medians) medians.push(...stepMedians(builder, reached, levels));
  }
  if (!isOfUsers) counts.push(...countEvents(builder, source, { spec, context, levels }));
  return answer(builder, spec, { counts, medians, groups: source.groups });
}

/** The plan for engines that keep the rows of steps. */
function planJoins(options: FunnelOptions): Plan {
  const builder = new PlanBuilder();
  const { counts, groups } = joinUsers(builder, options);
  return answer(builder, options.spec, { counts: [counts], medians: [], groups });
}

function answer(
  builder: PlanBuilder,
  spec: SpecOf<'funnel'>,
  parts: {
    readonly counts: readonly StepRef[];
    readonly medians: readonly StepRef[];
    readonly groups: StepRef | null;
  },
): Plan {
  const keys = keyNames(spec.groupBy?.length ?? 0);
  builder.union('answer', [
    ...parts.counts.map((step) => valueRow(step, 'counts', keys)),
    ...parts.medians.map((step) => valueRow(step, 'medians', keys)),
    ...(parts.groups === null ? [] : [groupRow(parts.groups, { spec, keys })]),
  ]);
  return builder.build(purpose);
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
