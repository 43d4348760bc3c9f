import type { LoadResult } from '@millstream/modeling';

/** What a run did. */
export const runKinds = ['load', 'rebuild', 'replay', 'import', 'lake flush'] as const;

/** One kind. */
export type RunKind = (typeof runKinds)[number];

/** Where a run stands; `Retrying` = failed, nothing of it was stored, and it is tried again by itself. */
export const runStates = ['Running', 'Succeeded', 'Failed', 'Retrying', 'Cancelled'] as const;

/** One state. */
export type RunState = (typeof runStates)[number];

/** Counts of a run that add up: accepted = decoded + undecodable + empty; events = human + bot + duplicate + rejected. */
export interface RunCounters {
  readonly requests: LoadResult['requests'];
  readonly events: LoadResult['events'];
  /** Rows stored, by table. */
  readonly rows: Readonly<Record<string, number>>;
  readonly rejectedByReason: Readonly<Record<string, number>>;
}

/** One run of a pipeline. */
export interface Run {
  readonly runId: string;
  readonly projectId: string;
  readonly kind: RunKind;
  readonly state: RunState;
  /** Null = the schedule or an arrival. */
  readonly startedBy: string | null;
  readonly startedAtMs: number;
  readonly endedAtMs: number | null;
  /** First names of its raw files, at most {@link keptFileNames}. */
  readonly files: readonly string[];
  readonly fileCount: number;
  readonly fileBytes: number;
  /** Earlier tries with the same files. */
  readonly retries: number;
  /** Null while it runs, when it failed, and for kinds that load nothing. */
  readonly counters: RunCounters | null;
  readonly failure: { readonly code: string; readonly message: string } | null;
  /** What else is worth knowing, by name: days, partitions, times of stages. */
  readonly detail: Readonly<Record<string, string | number>>;
}

/**
 * What a run spends its time on, in the order it happens: `wait` for its turn at the warehouse, `process` raw files,
 * `store` rows; of an export to the lake `export`, `copy`, `expire`.
 */
export type RunStageName = 'wait' | 'process' | 'store' | 'export' | 'copy' | 'expire';

/** Name in {@link Run.detail} of the whole milliseconds that a stage took, added up over the batches of the run. */
export function stageDetailName(stage: RunStageName): `stage.${RunStageName}` {
  return `stage.${stage}`;
}

/** Names of files that a run keeps. */
export const keptFileNames = 1000;
