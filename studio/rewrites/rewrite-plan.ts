import type { Dialect } from '../dialects/dialect.ts';
import type { Plan } from '../plan/relation.ts';
import { interpolatePercentiles } from './interpolate-percentiles.ts';
import { preferKeptSteps } from './prefer-kept-steps.ts';

/** Rewrites that an engine needs, each for a reason its file tells; the answer stays the same. */
export function rewritePlan(plan: Plan, { capabilities }: Dialect): Plan {
  const preferred = capabilities.keepsSteps.supported ? preferKeptSteps(plan) : plan;
  return capabilities.percentileAggregate.supported ? preferred : interpolatePercentiles(preferred);
}
