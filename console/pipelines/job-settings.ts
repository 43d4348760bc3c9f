import { availableParallelism } from 'node:os';
import { z } from 'zod';
import { byteSize } from './byte-size.ts';

/** Settings of the job that turns raw records into rows; `parse({})` gives the defaults. */
export const jobSettingsSchema = z.strictObject({
  /** `continuous`, `rate(N minutes|hours|days)` or a cron line of five fields (UTC). */
  schedule: z.string().default('continuous'),
  /** Worker threads of the job. */
  threads: z
    .number()
    .int()
    .min(1)
    .default(Math.max(1, availableParallelism() - 1)),
  /** Segments of one batch, together, uncompressed. */
  batchBytes: byteSize.default(64_000_000),
  batchSegments: z.number().int().min(1).default(500),
  /** Pauses after the first, second, … failure of a batch; then it is split in halves. */
  retryDelaysMs: z.array(z.number().int().nonnegative()).default([1_000, 5_000, 15_000]),
  /** Pause before a segment that failed alone is tried once more. */
  parkedRetryMs: z
    .number()
    .int()
    .positive()
    .default(15 * 60_000),
  /** Events older than this at their arrival are rejected, save first opens and profile sets. */
  freshnessHours: z.number().positive().default(72),
  /** How far ahead of the server's clock an event may be stamped; its time is then corrected. */
  futureToleranceMs: z.number().int().nonnegative().default(600_000),
  /** Correct the time of every event by the client's clock error when that passes 10 minutes. */
  timeShift: z.boolean().default(false),
  correctBeforeFreshness: z.boolean().default(false),
  trafficSource: z.boolean().default(true),
  lengthCheck: z.boolean().default(true),
  botDetection: z.boolean().default(true),
  /** `clickstream`, `gtm`, `sensors`, or the name of a transformer plug-in; an installed one replaces `clickstream`. */
  transformer: z.string().default('clickstream'),
  /** In order: `ua`, `ip`, names of enrichment plug-ins; installed ones that are not named follow. */
  enrichments: z.array(z.string()).default(['ua', 'ip']),
  /** Installed plug-ins: the file and its configuration. */
  plugins: z
    .array(z.strictObject({ path: z.string(), config: z.record(z.string(), z.unknown()).default({}) }))
    .default([]),
  /** A MaxMind-format city database of the user's own. */
  geoip: z.string().nullable().default(null),
});
