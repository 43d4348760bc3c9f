import { CodedError } from '@millstream/core';
import type { AnalysisContext } from '../base/analysis-context.ts';
import type { AnalysisSpec } from '../spec/analysis-spec.ts';
import { planEvent } from './event/plan-event.ts';
import type { PlannedAnalysis } from './planned-analysis.ts';

/** Plans an analysis of any kind. @throws CodedError EVENT_UNKNOWN, FIELD_UNKNOWN */
export function planAnalysis(spec: AnalysisSpec, context: AnalysisContext): PlannedAnalysis {
  switch (spec.kind) {
    case 'event':
      return planEvent(spec, context);
    default:
      throw new CodedError('SPEC_INVALID', { problems: `/kind: ${spec.kind} is not planned yet` });
  }
}
