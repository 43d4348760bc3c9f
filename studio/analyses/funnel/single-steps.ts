import type { AnalysisContext } from '../../base/analysis-context.ts';
import { nothing } from '../../plan/expressions.ts';
import type { PlanBuilder, StepRef } from '../../plan/plan-builder.ts';
import type { SpecOf } from '../../spec/analysis-spec.ts';
import { bucketNumber } from '../../time/local-time.ts';
import type { FunnelLevels } from './count-users.ts';
import { funnelEvents } from './funnel-events.ts';
import { firstStepGroups, withRank } from './funnel-groups.ts';

/** How users are counted. */
export interface JoinUsersOptions {
  readonly spec: SpecOf<'funnel'>;
  readonly context: AnalysisContext;
  readonly levels: FunnelLevels;
}

/** The events of each step: `person`, `ms`, `day` (same day only), `rank` where the step has a group, `bucket` of first steps. */
export function singleSteps(
  builder: PlanBuilder,
  { spec, context, levels }: JoinUsersOptions,
): { readonly steps: readonly StepRef[]; readonly groups: StepRef | null } {
  const source = funnelEvents(builder, { spec, context });
  const { keys } = source;
  const isLinked = spec.funnel.groupApply === 'all';
  const steps = spec.funnel.steps.map((_, index) => {
    const scope = source.events.as('e');
    const columns = source.columns(scope);
    const isFirst = index === 0;
    const wanted = Object.entries(columns).filter(([name]) => isFirst || isLinked || !keys.includes(name));
    const bucket = bucketNumber(columns.ms ?? nothing('integer'), spec.granularity, context);
    return builder.select(`step_${index + 1}`, {
      from: scope,
      columns: { ...Object.fromEntries(wanted), ...(isFirst && levels.hasBuckets ? { bucket } : {}) },
      where: source.isStep(index + 1, scope),
    });
  });
  const [first] = steps;
  if (keys.length === 0 || first === undefined) return { steps, groups: null };
  const groups = firstStepGroups(builder, first, { spec, keys, hasStep: false });
  const ranked = steps.map((step, index) =>
    isLinked || index === 0
      ? withRank(builder, step, { name: `ranked_${index + 1}`, groups, keys, linked: true })
      : step,
  );
  return { steps: ranked, groups };
}
