import { CodedError } from '@millstream/core';
import { platforms } from '@millstream/reporting';
import { z } from 'zod';
import { problemsOf } from '../spec/analysis-spec.ts';
import { filterNodeSchema } from '../spec/filter-node.ts';

/** Windows of realtime, minutes before now. */
export const realtimeWindows = [5, 30, 60] as const;

/** What is asked of realtime. */
export const realtimeRequestSchema = z.strictObject({
  projectId: z.string().min(1),
  appId: z.string().min(1),
  /** Window of the visuals; the figures tell all three. @default 60 */
  minutes: z.literal(realtimeWindows).default(60),
  platforms: z.array(z.enum(platforms)).min(1).optional(),
  filter: filterNodeSchema.optional(),
  /** The moment it is made for, an ISO instant. @default now */
  asOf: z.iso.datetime({ offset: true }).optional(),
});
/** A validated request. */
export type RealtimeRequest = Readonly<z.output<typeof realtimeRequestSchema>>;

/** Place in the stream of loaded events: what follows it was loaded later, or in the same batch after it. */
const cursor = z
  .string()
  .regex(/^\d{1,15}:\d{1,15}:.{0,255}$/s, 'a cursor is one that an earlier answer gave');

/** What is asked of the live feed: the newest events, or those loaded since an answer's cursor. */
export const feedRequestSchema = realtimeRequestSchema.omit({ minutes: true }).extend({
  since: cursor.optional(),
  limit: z.int().min(1).max(500).default(50),
});
/** A validated request of the feed. */
export type FeedRequest = Readonly<z.output<typeof feedRequestSchema>>;

function parsed<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new CodedError('SPEC_INVALID', { problems: problemsOf(result.error) });
}

/** Parses a request. @throws CodedError SPEC_INVALID */
export const parseRealtimeRequest = (value: unknown): RealtimeRequest => parsed(realtimeRequestSchema, value);
/** Parses a request of the feed. @throws CodedError SPEC_INVALID */
export const parseFeedRequest = (value: unknown): FeedRequest => parsed(feedRequestSchema, value);
