import { z } from 'zod';
import { momentSchema } from './segment-range.ts';
import { segmentRefreshSchema } from './segment-refresh.ts';

/** When a segment is computed, and until when: a date lasts until its local end. */
export const segmentScheduleSchema = z.strictObject({
  refresh: segmentRefreshSchema,
  expireAt: momentSchema.optional(),
});
/** When a segment is computed, and until when. */
export type SegmentSchedule = Pick<z.output<typeof segmentScheduleSchema>, 'refresh' | 'expireAt'>;
