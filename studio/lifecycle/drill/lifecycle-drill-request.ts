import { CodedError } from '@millstream/core';
import { lifeCycleDashboard, type Visual, visualsOf } from '@millstream/reporting';
import { z } from 'zod';
import { problemsOf } from '../../spec/analysis-spec.ts';
import { type LifecycleRequest, parseLifecycleRequest } from '../lifecycle-request.ts';
import { parseVisualCell, type VisualCell } from './visual-cell.ts';

const envelopeSchema = z.looseObject({
  /** Id of the visual. */
  visual: z.string().min(1).max(100),
  /** Address of the number. */
  cell: z.unknown(),
  limit: z.int().min(1).max(10_000).default(100),
  offset: z.int().min(0).default(0),
});

/** A request for the users or events behind a number of a visual: a dashboard request with `visual`, `cell` and the page. */
export interface LifecycleDrillRequest extends LifecycleRequest {
  readonly visual: Visual;
  readonly cell: VisualCell;
  readonly limit: number;
  readonly offset: number;
}

/** Parses a request. @throws CodedError SPEC_INVALID, SPEC_TOO_NEW, CELL_UNKNOWN */
export function parseLifecycleDrillRequest(value: unknown): LifecycleDrillRequest {
  const envelope = envelopeSchema.safeParse(value);
  if (!envelope.success) throw new CodedError('SPEC_INVALID', { problems: problemsOf(envelope.error) });
  const { visual: visualId, cell, limit, offset, ...request } = envelope.data;
  const visual = lifeCycleDashboard.sheets.flatMap(visualsOf).find(({ id }) => id === visualId);
  if (visual === undefined) throw new CodedError('CELL_UNKNOWN', { reason: `no visual ${visualId}` });
  return { ...parseLifecycleRequest(request), visual, cell: parseVisualCell(cell), limit, offset };
}
