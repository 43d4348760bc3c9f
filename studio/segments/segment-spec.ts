import { CodedError } from '@millstream/core';
import { z } from 'zod';
import { problemsOf } from '../spec/analysis-spec.ts';
import { segmentConditionSchema } from './segment-condition.ts';
import { momentSchema, segmentRangeSchema } from './segment-range.ts';
import { segmentRefreshSchema } from './segment-refresh.ts';

/** Version of the format that this build reads. */
export const segmentSpecVersion = 1;
/** Conditions of one segment, at most. */
export const mostSegmentConditions = 100;

const op = z.enum(['and', 'or']);
const description = z.string().max(1024);

const filterSchema = z.strictObject({ op, conditions: z.array(segmentConditionSchema).min(1).max(50) });
const groupSchema = z.strictObject({
  description: description.optional(),
  /** @default the last 7 days */
  range: segmentRangeSchema.optional(),
  op,
  filters: z.array(filterSchema).min(1).max(50),
});
const criteriaSchema = z
  .strictObject({ op, groups: z.array(groupSchema).min(1).max(50) })
  .superRefine(({ groups }, context) => {
    const count = groups.flatMap(({ filters }) => filters.flatMap(({ conditions }) => conditions)).length;
    if (count <= mostSegmentConditions) return;
    const message = `a segment has at most ${mostSegmentConditions} conditions`;
    context.addIssue({ code: 'custom', path: ['groups'], message });
  });
/** Conditions of a segment: a tree of three levels, each of which is all of (`and`) or any of (`or`) the next. */
export type SegmentCriteria = Readonly<z.output<typeof criteriaSchema>>;

/**
 * A segment: a named set of users (`user_pseudo_id`). It has criteria and is computed from them, or it is `imported` and its
 * members come from a file. A segment that is refreshed by itself has an end, `expireAt`.
 */
export const segmentSpecSchema = z
  .strictObject({
    version: z.literal(segmentSpecVersion),
    name: z.string().trim().min(1).max(255),
    description: description.optional(),
    projectId: z.string().min(1).max(127),
    appId: z.string().min(1).max(127),
    criteria: criteriaSchema.optional(),
    refresh: segmentRefreshSchema.default({ type: 'manual' }),
    /** A date lasts until its local end. Afterwards it is refreshed by hand only. */
    expireAt: momentSchema.optional(),
    imported: z.boolean().default(false),
  })
  .superRefine(({ criteria, refresh, expireAt, imported }, context) => {
    const problem = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    const isManual = refresh.type === 'manual';
    if (imported && criteria !== undefined) problem('criteria', 'an imported segment has no criteria');
    if (!imported && criteria === undefined) problem('criteria', 'a segment needs at least one condition');
    if (imported && !isManual) problem('refresh', 'an imported segment is not refreshed');
    if (!isManual && expireAt === undefined) problem('expireAt', 'an automatic refresh needs an end');
  });
/** A validated segment, defaults filled in. */
export type SegmentSpec = Readonly<z.output<typeof segmentSpecSchema>>;

/** Parses a segment. @throws CodedError SEGMENT_INVALID with a JSON pointer to each problem, SPEC_TOO_NEW */
export function parseSegmentSpec(value: unknown): SegmentSpec {
  const known = z.object({ version: z.number() }).safeParse(value);
  if (known.success && known.data.version > segmentSpecVersion) {
    throw new CodedError('SPEC_TOO_NEW', { version: known.data.version, known: segmentSpecVersion });
  }
  const result = segmentSpecSchema.safeParse(value);
  if (!result.success) throw new CodedError('SEGMENT_INVALID', { problems: problemsOf(result.error) });
  return result.data;
}
