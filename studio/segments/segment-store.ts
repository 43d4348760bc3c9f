import type { SegmentRun, SegmentRunOutcome, SegmentRunTrigger } from './segment-run.ts';

/** A segment as it is kept. */
export interface SavedSegment {
  readonly segmentId: string;
  readonly projectId: string;
  readonly appId: string;
  /** The `SegmentSpec` as JSON; whoever computes it parses it. */
  readonly spec: unknown;
  /** Name in the spec. */
  readonly name: string;
  /** Counts the writes of the definition from 1; runs do not count. */
  readonly version: number;
  readonly createdBy: string;
  /** Epoch ms. */
  readonly createdAtMs: number;
  /** Who wrote this version. */
  readonly updatedBy: string;
  /** Epoch ms. */
  readonly updatedAtMs: number;
}

/** A run to begin. */
export interface SegmentRunStart {
  readonly appId: string;
  readonly segmentId: string;
  readonly trigger: SegmentRunTrigger;
  /** Null for a schedule. */
  readonly startedBy: string | null;
}

/**
 * Keeps segment definitions and the history of their runs; members live in the warehouse. Implemented by the console's
 * store, which also validates definitions when they are saved.
 */
export interface SegmentStore {
  /**
   * Segments of the app, or of all apps without one, oldest first; deleted ones are left out. Definitions are unchecked, so that
   * one that this version cannot read does not hide the others.
   */
  list(appId?: string): Promise<readonly SavedSegment[]>;
  /** Null when there is none, or it is deleted. */
  read(appId: string, segmentId: string): Promise<SavedSegment | null>;
  /** Keeps a new definition as version 1. Throws the coded error of a definition that is not valid. */
  create(segment: NewSegment): Promise<SavedSegment>;
  /** Begins a run as `Pending`. Throws SEGMENT_RUN_ACTIVE while one of the segment is not over, NOT_FOUND. */
  beginRun(start: SegmentRunStart): Promise<SegmentRun>;
  /** `Pending` to `In Progress`. */
  runStarted(runId: string): Promise<SegmentRun>;
  /** To `Completed`, with what it found. */
  runCompleted(runId: string, outcome: SegmentRunOutcome): Promise<SegmentRun>;
  /** To `Failed`; the members of the run before stay in use. */
  runFailed(runId: string, failure: { readonly code: string; readonly message: string }): Promise<SegmentRun>;
  /** Fails every run that is not over, because the process that computed it is gone. Answers with their number. */
  failAbandonedRuns(): Promise<number>;
  /** Newest first, their samples left out (empty). @param limit default 30 */
  runs(appId: string, segmentId: string, limit?: number): Promise<readonly SegmentRun[]>;
  /** Null when there is no such run. */
  run(runId: string): Promise<SegmentRun | null>;
  /** The newest completed run, whose members are in use; null when there is none. */
  lastCompleted(appId: string, segmentId: string): Promise<SegmentRun | null>;
}

/** A definition to keep. */
export interface NewSegment {
  readonly projectId: string;
  readonly appId: string;
  readonly spec: unknown;
  readonly author: string;
}
