import { z } from 'zod';
import { pluginSettingSchema, quarantineFilterSchema } from './quarantine-calls.ts';

/** Records that a plug-in may be tried on at once. */
export const mostTriedRecords = 2_000;

/** What a plug-in is tried on. */
export const trySourceSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('recent'),
    count: z.coerce.number().int().min(1).max(mostTriedRecords).default(200),
    app: z.string().max(500).optional(),
  }),
  z.object({
    kind: z.literal('quarantine'),
    count: z.coerce.number().int().min(1).max(mostTriedRecords).default(200),
    groups: z.array(z.string()).max(1000).optional(),
  }),
  z.object({
    kind: z.literal('records'),
    /** Raw records, or bodies as a client sends them, one a line. */
    text: z.string().max(4_000_000),
    app: z.string().max(500).optional(),
  }),
]);

/** What a plug-in is tried on. */
export type TrySource = z.output<typeof trySourceSchema>;

/** A trial, as the engine takes it. */
export const pluginTrialSchema = z.object({
  source: trySourceSchema,
  before: z.array(pluginSettingSchema),
  after: z.array(pluginSettingSchema),
  filter: quarantineFilterSchema.optional(),
});

/** A value that a plug-in changed. */
export interface TriedChange {
  readonly column: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** An event that differs with the plug-in. */
export interface TriedDifference {
  readonly line: number;
  readonly eventIndex: number;
  readonly eventId: string | null;
  readonly eventName: string | null;
  readonly kind: 'changed' | 'added' | 'removed' | 'rejected' | 'rescued';
  readonly reason: string | null;
  readonly changes: readonly TriedChange[];
}

/** What a trial found. Nothing was stored. */
export interface PluginTrial {
  readonly records: number;
  readonly before: { readonly events: number; readonly rejected: number };
  readonly after: { readonly events: number; readonly rejected: number };
  /** Events that differ, of which `differences` shows the first 200. */
  readonly differing: number;
  readonly differences: readonly TriedDifference[];
  readonly rejectedByReason: readonly { readonly reason: string; readonly count: number }[];
  /** Wall time of all steps with and without the plug-in, ms. */
  readonly beforeMs: number;
  readonly afterMs: number;
}
