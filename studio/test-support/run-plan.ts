import type { AnalysisEngine } from '../engines/analysis-engine.ts';
import type { Plan } from '../plan/relation.ts';
import type { EngineRow } from '../result/engine-row.ts';
import { runPlan as askPlan } from '../run/run-plan.ts';

/** Rows of a plan as an engine answers. */
export async function runPlan(plan: Plan, engine: AnalysisEngine): Promise<readonly EngineRow[]> {
  return (await askPlan(plan, engine)).rows;
}
