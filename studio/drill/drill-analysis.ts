import { CodedError } from '@millstream/core';
import type { z } from 'zod';
import { attributionCellSchema } from '../analyses/attribution/attribution-cell.ts';
import { drillAttribution } from '../analyses/attribution/drill-attribution.ts';
import { drillEvent } from '../analyses/event/drill-event.ts';
import { eventCellSchema } from '../analyses/event/event-cell.ts';
import { drillFunnel } from '../analyses/funnel/drill-funnel.ts';
import { funnelCellSchema } from '../analyses/funnel/funnel-cell.ts';
import { drillPath } from '../analyses/path/drill-path.ts';
import { pathCellSchema } from '../analyses/path/path-cell.ts';
import { drillRetention } from '../analyses/retention/drill-retention.ts';
import { retentionCellSchema } from '../analyses/retention/retention-cell.ts';
import type { AnalysisContext } from '../base/analysis-context.ts';
import { type AnalysisSpec, problemsOf } from '../spec/analysis-spec.ts';
import type { PlannedDrill } from './planned-drill.ts';

function parsed<T extends z.ZodType>(schema: T, cell: unknown): z.output<T> {
  const result = schema.safeParse(cell);
  if (result.success) return result.data;
  throw new CodedError('CELL_UNKNOWN', { reason: problemsOf(result.error) });
}

/** Plans the list behind a number of an analysis' result. @throws CodedError CELL_UNKNOWN for a cell the result does not have */
export function drillAnalysis(spec: AnalysisSpec, context: AnalysisContext, cell: unknown): PlannedDrill {
  switch (spec.kind) {
    case 'event':
      return drillEvent(spec, context, parsed(eventCellSchema, cell));
    case 'funnel':
      return drillFunnel(spec, context, parsed(funnelCellSchema, cell));
    case 'path':
      return drillPath(spec, context, parsed(pathCellSchema, cell));
    case 'retention':
      return drillRetention(spec, context, parsed(retentionCellSchema, cell));
    case 'attribution':
      return drillAttribution(spec, context, parsed(attributionCellSchema, cell));
  }
}
