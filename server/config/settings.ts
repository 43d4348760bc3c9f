import { availableParallelism, totalmem } from 'node:os';
import { ingestionSettingsSchema } from '@millstream/ingestion';
import { z } from 'zod';
import { byteSize } from './byte-size.ts';

const port = z.number().int().min(0).max(65535);
const days = z.number().positive();

const pipelineSchema = z.strictObject({
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

const warehouseSchema = z.strictObject({
  /** Days kept in the hot tables; older ones are read from the lake by the same views (docs/decisions/0006-activity-layout.md). */
  hotDays: days.default(4),
  /** Pause between exports of changed partitions to the lake. */
  lakeFlushMinutes: z.number().positive().default(60),
  /** Default limits of `millstream query`. */
  queryTimeoutMs: z.number().int().positive().default(60_000),
});

const studioSchema = z.strictObject({
  /** Analyses that run at the same time; others wait in line. */
  querySlots: z.number().int().min(1).default(2),
  /** Wall time of one analysis. */
  queryTimeoutMs: z.number().int().positive().default(60_000),
  /** A Trino server that reads the lake, for `--engine trino`; null = none. */
  trino: z
    .strictObject({
      url: z.url(),
      user: z.string().default('millstream'),
      /** Authorization header, over https only. */
      authorization: z.string().nullable().default(null),
      /** A catalog of the Hive connector. */
      catalog: z.string().default('hive'),
      schema: z.string().default('millstream'),
      /** The lake's folder as that server sees it. */
      lakeUri: z.string(),
    })
    .nullable()
    .default(null),
});

/** Every setting of the embedded profile, with its default. */
export const settingsSchema = z.strictObject({
  dataDir: z.string().default('./data'),
  /** Address both ports are opened on. */
  host: z.string().default('127.0.0.1'),
  /** Console, Studio and API. 0 = any free port. */
  port: port.default(8686),
  /** Collector. 0 = any free port. */
  collectPort: port.default(8080),
  /** Memory of the warehouse and its queries. */
  memory: byteSize.default(Math.round(totalmem() * 0.4)),
  logLevel: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  /** Address and port are `host` and `collectPort` above. */
  ingestion: ingestionSettingsSchema.omit({ host: true, port: true }).prefault({}),
  processing: pipelineSchema.prefault({}),
  modeling: warehouseSchema.prefault({}),
  studio: studioSchema.prefault({}),
  raw: z.strictObject({ keepDays: days.default(90) }).prefault({}),
});

/** The validated settings. */
export type Settings = z.output<typeof settingsSchema>;
