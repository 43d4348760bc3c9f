import { CodedError } from '@millstream/core';
import { platforms } from '@millstream/reporting';
import { z } from 'zod';
import { problemsOf } from '../../spec/analysis-spec.ts';
import { filterNodeSchema } from '../../spec/filter-node.ts';
import { timeScopeSchema } from '../../spec/time-scope.ts';

/** Rows that can be paged through, at most. */
export const mostDetailRows = 10_000;

/** What is asked of a table of single rows. */
export const detailsRequestSchema = z
  .strictObject({
    projectId: z.string().min(1),
    appId: z.string().min(1),
    table: z.enum(['users', 'events', 'parameters']),
    /** @default the 30 complete days before today */
    time: timeScopeSchema.default({ type: 'relative', lastN: 30, unit: 'day', complete: true }),
    /** ISO instants within the range's days, to the minute or finer: `from` is included, `to` is not. */
    from: z.iso.datetime({ offset: true }).optional(),
    to: z.iso.datetime({ offset: true }).optional(),
    asOf: z.iso.datetime({ offset: true }).optional(),
    platforms: z.array(z.enum(platforms)).min(1).optional(),
    filter: filterNodeSchema.optional(),
    /** A selected row: what belongs to this event's user, or this event, only. */
    eventId: z.string().min(1).max(255).optional(),
    userPseudoId: z.string().min(1).max(255).optional(),
    limit: z.int().min(1).max(1_000).default(100),
    offset: z.int().min(0).default(0),
  })
  .refine(({ limit, offset }) => limit + offset <= mostDetailRows, {
    message: `the first ${mostDetailRows} rows can be read; narrow the filter for others`,
    path: ['offset'],
  });
/** A validated request. */
export type DetailsRequest = Readonly<z.output<typeof detailsRequestSchema>>;

/** Parses a request. @throws CodedError SPEC_INVALID */
export function parseDetailsRequest(value: unknown): DetailsRequest {
  const result = detailsRequestSchema.safeParse(value);
  if (result.success) return result.data;
  throw new CodedError('SPEC_INVALID', { problems: problemsOf(result.error) });
}
