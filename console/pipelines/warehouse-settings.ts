import { z } from 'zod';

/** Settings of the embedded warehouse and its lake; `parse({})` gives the defaults. */
export const warehouseSettingsSchema = z.strictObject({
  /** Days kept in the hot tables; older ones are read from the lake by the same views (docs/decisions/0006-activity-layout.md). */
  hotDays: z.number().positive().default(4),
  /** Pause between exports of changed partitions to the lake. */
  lakeFlushMinutes: z.number().positive().default(60),
  /** Default limits of `millstream query`. */
  queryTimeoutMs: z.number().int().positive().default(60_000),
});
