import { CodedError } from '@millstream/core';
import { z } from 'zod';
import { problemsOf } from '../spec/analysis-spec.ts';

const id = z.string().min(1).max(255);

/** What is asked of a user's timeline: the user, or the user of a device, and which sessions from the newest on. */
export const timelineRequestSchema = z
  .strictObject({
    projectId: z.string().min(1),
    appId: z.string().min(1),
    userKey: id.optional(),
    userPseudoId: id.optional(),
    limit: z.int().min(1).max(100).default(20),
    offset: z.int().min(0).default(0),
  })
  .refine(({ userKey, userPseudoId }) => (userKey === undefined) !== (userPseudoId === undefined), {
    message: 'name either a user or a device',
    path: ['userKey'],
  });
/** A validated request. */
export type TimelineRequest = Readonly<z.output<typeof timelineRequestSchema>>;

/** Parses a request. @throws CodedError SPEC_INVALID */
export function parseTimelineRequest(value: unknown): TimelineRequest {
  const result = timelineRequestSchema.safeParse(value);
  if (result.success) return result.data;
  throw new CodedError('SPEC_INVALID', { problems: problemsOf(result.error) });
}
