import { z } from 'zod';
import { groupKeySchema } from '../../drill/group-key.ts';

/** Address of a number of an event analysis: a metric's value in a bucket (absent: whole range) of a group (absent: no grouping). */
export const eventCellSchema = z.strictObject({
  /** From 0. */
  metric: z.int().min(0).max(9),
  /** Key of the bucket. */
  bucket: z.string().optional(),
  group: groupKeySchema.optional(),
});
/** Address of a number of an event analysis. */
export type EventCell = Readonly<z.output<typeof eventCellSchema>>;
