import type { AnalysisContext } from '../../base/analysis-context.ts';
import type { SpecOf } from '../../spec/analysis-spec.ts';
import type { PlannedAnalysis } from '../planned-analysis.ts';
import { planMetrics } from './plan-metrics.ts';
import { planTagged } from './plan-tagged.ts';
import { shapeEvent } from './shape-event.ts';

/** Plans an event analysis (explorations 2). */
export function planEvent(spec: SpecOf<'event'>, context: AnalysisContext): PlannedAnalysis {
  return {
    plan: Object.freeze({ ...planTagged(spec, context), keptSteps: planMetrics(spec, context) }),
    shape: (rows) => shapeEvent(spec, context, rows),
  };
}
