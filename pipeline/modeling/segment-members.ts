import type { QueryRow } from './warehouse.ts';

/** A segment of an app. */
export interface SegmentKey {
  readonly appId: string;
  readonly segmentId: string;
}

/** Ids (`user_pseudo_id`) in any order; repeats count once. */
export type SegmentIds = Iterable<string> | AsyncIterable<string>;

/** What a list of ids amounts to. Only users of the user table are members. */
export interface SegmentCount {
  readonly memberCount: number;
  /** Distinct `user_key` of the members: people instead of devices. */
  readonly userKeyCount: number;
  /** All users of the app. */
  readonly userCount: number;
  /** Rows of the user table of the first 50 members by id. */
  readonly sample: readonly QueryRow[];
  /** Distinct ids that no user has, and the first 100 of them in order. */
  readonly unmatchedCount: number;
  readonly unmatched: readonly string[];
}
