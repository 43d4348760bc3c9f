import { assertNever } from '@millstream/core';
import type { AnalysisContext } from '../base/analysis-context.ts';
import type { AnalysisSpec } from '../spec/analysis-spec.ts';
import { planAttribution } from './attribution/plan-attribution.ts';
import { planEvent } from './event/plan-event.ts';
import { planFunnel } from './funnel/plan-funnel.ts';
import { planPath } from './path/plan-path.ts';
import type { PlannedAnalysis } from './planned-analysis.ts';
import { planRetention } from './retention/plan-retention.ts';

/** Plans an analysis of any kind. @throws CodedError EVENT_UNKNOWN, FIELD_UNKNOWN */
export function planAnalysis(spec: AnalysisSpec, context: AnalysisContext): PlannedAnalysis {
  switch (spec.kind) {
    case 'event':
      return planEvent(spec, context);
    case 'funnel':
      return planFunnel(spec, context);
    case 'attribution':
      return planAttribution(spec, context);
    case 'path':
      return planPath(spec, context);
    case 'retention':
      return planRetention(spec, context);
    default:
      return assertNever(spec);
  }
}
