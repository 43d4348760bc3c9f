import { printPlan } from '../dialects/print-plan.ts';
import type { AnalysisEngine } from '../engines/analysis-engine.ts';
import type { Plan } from '../plan/relation.ts';
import type { EngineRow } from '../result/engine-row.ts';
import { rewritePlan } from '../rewrites/rewrite-plan.ts';

/** Rows of a plan as an engine answers. */
export function runPlan(plan: Plan, engine: AnalysisEngine): Promise<readonly EngineRow[]> {
  return engine.run(printPlan(rewritePlan(plan, engine.dialect), engine.dialect));
}
