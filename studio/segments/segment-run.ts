import type { JsonValue } from '@millstream/modeling';

/** What started a run. */
export type SegmentRunTrigger = 'manual' | 'scheduled' | 'import';

/** Where a run is; the last two are final. */
export type SegmentRunStatus = 'Pending' | 'In Progress' | 'Completed' | 'Failed';

/** Most users of a sample. */
export const segmentSampleLimit = 50;

/** What a completed run found. */
export interface SegmentRunOutcome {
  /** Members: distinct `user_pseudo_id`. */
  readonly segmentUsers: number;
  /** All users of the app at the time of the run: the universe of its conditions. */
  readonly totalUsers: number;
  /** Distinct `user_key` of the members: people instead of devices. */
  readonly segmentUserKeys: number;
  /** Rows of at most 50 members, by column of the user table; more are cut. */
  readonly sample: readonly Readonly<Record<string, JsonValue>>[];
}

/** One computation of a segment's members. */
export interface SegmentRun {
  readonly runId: string;
  readonly appId: string;
  readonly segmentId: string;
  /** Version of the definition that it computes. */
  readonly segmentVersion: number;
  readonly trigger: SegmentRunTrigger;
  readonly status: SegmentRunStatus;
  /** Who asked for it; null when a schedule did. */
  readonly startedBy: string | null;
  /** Epoch ms; also the `asOf` of its conditions. */
  readonly startedAtMs: number;
  /** Epoch ms; null until it is over. */
  readonly endedAtMs: number | null;
  /** Null unless it is completed. */
  readonly outcome: SegmentRunOutcome | null;
  /** Code and text of what stopped it; null unless it failed. */
  readonly failure: { readonly code: string; readonly message: string } | null;
}
