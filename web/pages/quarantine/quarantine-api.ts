/** Refused records with one cause. */
export interface QuarantineGroup {
  readonly groupId: string;
  readonly appId: string;
  readonly reason: string;
  readonly detail: string | null;
  readonly count: number;
  readonly files: number;
  readonly firstMs: number;
  readonly lastMs: number;
  readonly batchId: string;
  readonly throughLoad: number;
}

/** A decision that a group is of no use. */
export interface Discard {
  readonly discardId: string;
  readonly about: { readonly appId: string; readonly reason: string; readonly detail: string | null };
  readonly recordCount: number;
  readonly reason: string;
  readonly person: string;
  readonly discardedAtMs: number;
  readonly canUndoUntilMs: number;
}

/** `GET /api/projects/:p/quarantine` */
export interface Quarantine {
  readonly groups: readonly QuarantineGroup[];
  readonly discards: readonly Discard[];
}

/** A refused record or event. */
export interface QuarantineRow {
  readonly groupId: string;
  readonly appId: string;
  readonly reason: string;
  readonly detail: string | null;
  readonly rid: string;
  readonly ingestMs: number;
  readonly file: string;
  readonly line: number;
  readonly eventIndex: number;
  readonly eventId: string | null;
  readonly eventName: string | null;
  readonly text: string;
  readonly batchId: string;
  readonly loadedMs: number;
}

/** What a dry run found. */
export interface DryRunCounts {
  readonly asked: number;
  readonly notKept: number;
  readonly stored: number;
  readonly duplicate: number;
  readonly failing: readonly {
    readonly reason: string;
    readonly detail: string | null;
    readonly count: number;
  }[];
}

/** Receipt of a replay. */
export interface ReplayReceipt {
  readonly files: number;
  readonly notKept: number;
  readonly asked: number;
  readonly stillRefused: number;
  readonly human: number;
  readonly bot: number;
  readonly duplicate: number;
  readonly refusedByReason: readonly { readonly reason: string; readonly count: number }[];
}

/** A dry run or replay. */
export interface Replay {
  readonly replayId: string;
  readonly mode: 'dry' | 'replay';
  readonly state: 'Running' | 'Succeeded' | 'Failed' | 'Cancelled';
  readonly asked: number;
  readonly done: number;
  readonly result: DryRunCounts | ReplayReceipt | null;
  readonly failure: { readonly code: string; readonly message: string } | null;
  readonly person: string;
  readonly startedAtMs: number;
  readonly endedAtMs: number | null;
}

/** Path of a project's quarantine. */
export function quarantinePath(projectId: string): string {
  return `/projects/${encodeURIComponent(projectId)}/quarantine`;
}
