import { totalmem } from 'node:os';
import { byteSize, jobSettingsSchema, warehouseSettingsSchema } from '@millstream/console';
import { ingestionSettingsSchema } from '@millstream/ingestion';
import { z } from 'zod';

const port = z.number().int().min(0).max(65535);
const days = z.number().positive();

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
  processing: jobSettingsSchema.prefault({}),
  modeling: warehouseSettingsSchema.prefault({}),
  studio: studioSchema.prefault({}),
  raw: z.strictObject({ keepDays: days.default(90) }).prefault({}),
});

/** The validated settings. */
export type Settings = z.output<typeof settingsSchema>;
