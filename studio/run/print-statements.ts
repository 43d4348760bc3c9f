import type { Dialect, PrintedStatement } from '../dialects/dialect.ts';
import { printPlan } from '../dialects/print-plan.ts';
import type { Plan } from '../plan/relation.ts';
import { rewritePlan } from '../rewrites/rewrite-plan.ts';
import { splitAnswer } from '../rewrites/split-answer.ts';

/** Prints a plan as one statement, also where an engine would be asked several. */
export function printWhole(plan: Plan, dialect: Dialect): PrintedStatement {
  return printPlan(rewritePlan(plan, dialect), dialect);
}

/** Prints a plan as the statements that the engine is asked; their rows together are the answer. */
export function printStatements(plan: Plan, dialect: Dialect): readonly PrintedStatement[] {
  const rewritten = rewritePlan(plan, dialect);
  const parts = dialect.capabilities.keepsSteps.supported ? [rewritten] : splitAnswer(rewritten);
  return parts.map((part) => printPlan(part, dialect));
}
