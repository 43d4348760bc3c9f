import { z } from 'zod';
import { groupKeySchema } from '../../drill/group-key.ts';

/** Address of a count of a funnel: a step in a bucket (absent: whole range) of a group (absent: no grouping). */
export const funnelCellSchema = z.strictObject({
  /** From 1. */
  step: z.int().min(1).max(10),
  /** Key of the bucket. */
  bucket: z.string().optional(),
  group: groupKeySchema.optional(),
  /** Users who came to the step before but not to this one, instead of those who did. */
  lost: z.boolean().default(false),
});
/** Address of a count of a funnel. */
export type FunnelCell = Readonly<z.output<typeof funnelCellSchema>>;
