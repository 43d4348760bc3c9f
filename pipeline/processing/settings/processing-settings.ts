import { z } from 'zod';

const plugin = z.strictObject({
  /** Path of the plug-in's module or bundle. */
  path: z.string().min(1),
  /** Configuration checked by the plug-in's own schema. */
  config: z.record(z.string(), z.unknown()).default({}),
});

/** Schema of what a processing run needs to know; parse fills the defaults. */
export const processingConfigSchema = z.strictObject({
  projectId: z.string().min(1),
  /** Registered apps, an empty list is an error of the job; null takes events of every app. */
  apps: z.array(z.string().min(1)).min(1).nullable(),
  /** Events older than this at ingest are rejected, except first opens and profile sets. */
  freshnessHours: z.number().positive().default(72),
  /** How far an event's clock may be ahead of ours before it is rejected, ms. */
  futureToleranceMs: z.number().int().nonnegative().default(0),
  /** Correct event times by the client's clock offset when it exceeds ten minutes. */
  timeShift: z.boolean().default(false),
  /** Judge freshness by the corrected instead of the client's time. */
  correctBeforeFreshness: z.boolean().default(false),
  /** Derive traffic sources from URLs; otherwise client values are stored as sent. */
  trafficSourceEnrichment: z.boolean().default(true),
  /** Cut text to its column's length. */
  lengthCheck: z.boolean().default(true),
  /** `clickstream`, `gtm`, `sensors`, or the name of a transformer plug-in. */
  transformer: z.string().min(1).default('clickstream'),
  /** In this order: `ua`, `ip`, or names of enrichment plug-ins. */
  enrichments: z.array(z.string().min(1)).default(['ua', 'ip']),
  /** Mark known bots; their rows are kept with the verdict. */
  botDetection: z.boolean().default(true),
  /** Folder of per-app traffic-source rules; apps without a folder use the default rules. */
  rulesDir: z.string().optional(),
  /** IP database of the user; the bundled one when absent. */
  geoipPath: z.string().optional(),
  plugins: z.array(plugin).default([]),
});

/** Settings as a user writes them. */
export type ProcessingSettings = z.input<typeof processingConfigSchema>;

/** Settings with defaults filled: plain data that can be handed to a thread. */
export type ProcessingConfig = z.output<typeof processingConfigSchema>;
