import { z } from 'zod';
import { rejectReasons } from './ledger-calls.ts';

/** A plug-in with its configuration, as the job takes it. */
export const pluginSettingSchema = z.object({
  path: z.string().min(1),
  config: z.record(z.string(), z.unknown()).default({}),
});

/** Which records of the quarantine. */
export const quarantineFilterSchema = z.object({
  app: z.string().max(500).optional(),
  reason: z.enum(rejectReasons).optional(),
  groups: z.array(z.string().max(64)).max(1000).optional(),
  sinceMs: z.coerce.number().int().min(0).optional(),
  untilMs: z.coerce.number().int().min(0).optional(),
  discarded: z.array(z.object({ groupId: z.string(), throughLoad: z.number().int() })).optional(),
  onlyDiscarded: z.boolean().optional(),
});

/** Records of one raw file. */
export const quarantinePlacesSchema = z.array(
  z.object({ file: z.string(), line: z.number().int().min(0), eventIndex: z.number().int().min(-1) }),
);

/** Records to try with other plug-ins than those in use. */
export const dryRunSchema = z.object({
  places: quarantinePlacesSchema,
  plugins: z.array(pluginSettingSchema).optional(),
});

/** What a dry run of some records found. */
export interface DryRunCounts {
  /** Records and events that were tried. */
  readonly asked: number;
  /** Those of them whose raw file is not kept any longer. */
  readonly notKept: number;
  /** Events that would be stored. */
  readonly stored: number;
  /** Events that are stored already under the same id. */
  readonly duplicate: number;
  readonly failing: readonly {
    readonly reason: string;
    readonly detail: string | null;
    readonly count: number;
  }[];
}

/** Adds what two parts of a dry run found. */
export function addDryRuns(a: DryRunCounts, b: DryRunCounts): DryRunCounts {
  const failing = new Map<string, { reason: string; detail: string | null; count: number }>();
  for (const entry of [...a.failing, ...b.failing]) {
    const key = `${entry.reason} ${(entry.detail ?? '').replaceAll(/\d+/g, '#')}`;
    const sum = failing.get(key);
    failing.set(key, sum === undefined ? { ...entry } : { ...sum, count: sum.count + entry.count });
  }
  return {
    asked: a.asked + b.asked,
    notKept: a.notKept + b.notKept,
    stored: a.stored + b.stored,
    duplicate: a.duplicate + b.duplicate,
    failing: [...failing.values()].sort((x, y) => y.count - x.count).slice(0, 50),
  };
}

/** Nothing tried yet. */
export const noDryRun: DryRunCounts = { asked: 0, notKept: 0, stored: 0, duplicate: 0, failing: [] };
