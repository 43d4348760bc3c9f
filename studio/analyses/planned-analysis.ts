import type { Plan } from '../plan/relation.ts';
import type { ShapedResult } from '../result/analysis-result.ts';
import type { EngineRow } from '../result/engine-row.ts';

/** A planned analysis: what to ask the engine, and how its rows become the result. */
export interface PlannedAnalysis {
  readonly plan: Plan;
  shape(rows: readonly EngineRow[]): ShapedResult;
}
