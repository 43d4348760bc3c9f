import type { Dialect } from '../dialects/dialect.ts';
import type { Plan } from '../plan/relation.ts';
import { interpolatePercentiles } from './interpolate-percentiles.ts';

/** Rewrites that an engine needs, each for a reason its file tells; the answer stays the same. */
export function rewritePlan(plan: Plan, dialect: Dialect): Plan {
  return dialect.capabilities.percentileAggregate.supported ? plan : interpolatePercentiles(plan);
}
