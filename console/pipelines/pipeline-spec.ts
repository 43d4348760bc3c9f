import { z } from 'zod';
import { ingestionSpecSchema } from './ingestion-spec.ts';
import { jobSettingsSchema } from './job-settings.ts';
import { wholeNumber } from './spec-ranges.ts';
import { warehouseSettingsSchema } from './warehouse-settings.ts';

const job = jobSettingsSchema.parse({});
const warehouse = warehouseSettingsSchema.parse({});

const processing = z.strictObject({
  /** Off: requests are collected and wait; what was processed before can still be analysed. */
  enabled: z.boolean().default(true),
  /** `continuous`, `rate(N minutes|hours|days)` or a cron line in UTC. */
  schedule: z.string().min(1).max(255).default(job.schedule),
  /** Events older than this at their arrival are rejected, save first opens and profile sets. */
  freshnessHours: wholeNumber('processing.freshnessHours').default(job.freshnessHours),
  futureToleranceMs: wholeNumber('processing.futureToleranceMs').default(job.futureToleranceMs),
  timeShift: z.boolean().default(job.timeShift),
  correctBeforeFreshness: z.boolean().default(job.correctBeforeFreshness),
  trafficSource: z.boolean().default(job.trafficSource),
  botDetection: z.boolean().default(job.botDetection),
  /** `clickstream`, `gtm`, `sensors`, or the name of a transformer plug-in. */
  transformer: z.string().min(1).max(255).default(job.transformer),
  /** In this order: `ua`, `ip`, or names of enrichment plug-ins. */
  enrichments: z.array(z.string().min(1).max(255)).max(50).default(job.enrichments),
  /** Plug-ins in use, each in one version. */
  plugins: z
    .array(
      z.strictObject({
        name: z.string().min(1).max(255),
        version: z.string().min(1).max(64),
        config: z.record(z.string(), z.unknown()).default({}),
      }),
    )
    .max(50)
    .default([]),
});

const modeling = z.strictObject({
  /** Days kept in the fast tables; older ones are read from the lake. */
  hotDays: wholeNumber('modeling.hotDays').default(warehouse.hotDays),
  lakeFlushMinutes: wholeNumber('modeling.lakeFlushMinutes').default(warehouse.lakeFlushMinutes),
  /** Raw records are kept this long, so that days can be processed anew. */
  rawKeepDays: wholeNumber('modeling.rawKeepDays').default(90),
  /** Bytes for the warehouse and its queries; null takes the share of the installation. */
  memory: wholeNumber('modeling.memory').nullable().default(null),
  /** Threads of the job and of queries; null takes all cores but one. */
  threads: wholeNumber('modeling.threads').nullable().default(null),
});

const label = z.strictObject({ key: z.string().min(1).max(128), value: z.string().min(1).max(256) });

/** Everything that can be chosen about a pipeline; `parse({})` gives the defaults. The same object in wizard, file and API. */
export const pipelineSpecSchema = z
  .strictObject({
    /** Form of this object; raised when an older server could not read it. */
    specVersion: z.literal(1).default(1),
    /** Where it runs. Only `embedded` is deployed by this server. */
    profile: z.enum(['embedded', 'cluster', 'aws']).default('embedded'),
    labels: z.array(label).max(47).default([]),
    ingestion: ingestionSpecSchema.prefault({}),
    processing: processing.prefault({}),
    modeling: modeling.prefault({}),
    reporting: z
      .strictObject({
        /** Analytics Studio over this project. */
        studio: z.boolean().default(true),
      })
      .prefault({}),
  })
  .superRefine((spec, context) => {
    const keys = spec.labels.map(({ key }) => key);
    const twice = keys.findIndex((key, index) => keys.indexOf(key) !== index);
    if (twice >= 0)
      context.addIssue({ code: 'custom', path: ['labels', twice, 'key'], message: 'is used twice' });
    if (spec.reporting.studio && !spec.processing.enabled)
      context.addIssue({ code: 'custom', path: ['reporting', 'studio'], message: 'needs processing' });
    for (const { path, text } of textsOf(spec)) {
      if (text.length > 1024)
        context.addIssue({ code: 'custom', path, message: 'is longer than 1024 characters' });
      if (/<[a-z/!][^>]*>/i.test(text))
        context.addIssue({ code: 'custom', path, message: 'must not hold HTML' });
    }
  });

/** A checked pipeline. */
export type PipelineSpec = z.output<typeof pipelineSpecSchema>;

interface TextAt {
  readonly path: (string | number)[];
  readonly text: string;
}

/** Every text of the tree with its place. */
function textsOf(value: unknown, path: (string | number)[] = []): TextAt[] {
  if (typeof value === 'string') return [{ path, text: value }];
  if (Array.isArray(value)) return value.flatMap((entry, index) => textsOf(entry, [...path, index]));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, entry]) => textsOf(entry, [...path, name]));
}
