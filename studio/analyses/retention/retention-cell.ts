import { z } from 'zod';
import { groupKeySchema } from '../../drill/group-key.ts';

/** Address of a number of users: those of a cohort that came back in a bucket, or the cohort itself. */
export const retentionCellSchema = z.strictObject({
  /** From 0. */
  pair: z.int().min(0).max(4).default(0),
  /** Key of the cohort's bucket. @default the first */
  cohort: z.string().optional(),
  /** Key of the bucket; absent: the cohort itself. */
  bucket: z.string().optional(),
  group: groupKeySchema.optional(),
  /** Users of the cohort who did not come back in the bucket, instead of those who did. */
  lost: z.boolean().default(false),
});
/** Address of a number of users of a retention analysis. */
export type RetentionCell = Readonly<z.output<typeof retentionCellSchema>>;
