import type { Plan } from '../plan/relation.ts';

/**
 * For engines that keep the rows of a step which several steps read: takes the planner's other plan where it has one. Such a plan
 * reads its few later rows often instead of passing over all rows again and again; elsewhere every reading would begin
 * at the tables.
 */
export function preferKeptSteps(plan: Plan): Plan {
  return plan.keptSteps ?? plan;
}
