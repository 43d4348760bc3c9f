import type { RejectReason } from '@millstream/core';
import type { RejectRow } from './trace.ts';

/** A group that a person put aside: its records up to a load are not shown any longer. */
export interface DiscardedGroup {
  readonly groupId: string;
  /** Number of the last load that the decision covers. */
  readonly throughLoad: number;
}

/** Which records of the quarantine to look at. */
export interface QuarantineFilter {
  readonly app?: string;
  readonly reason?: RejectReason;
  /** Groups by id; all when absent. */
  readonly groups?: readonly string[];
  /** Ingest time from and before, epoch ms. */
  readonly sinceMs?: number;
  readonly untilMs?: number;
  readonly discarded?: readonly DiscardedGroup[];
  /** Only what `discarded` covers, instead of all but that. */
  readonly onlyDiscarded?: boolean;
}

/** Refused records and events with one cause. */
export interface QuarantineGroup {
  /** Same as long as app, reason and wording stay; numbers in the wording do not count. */
  readonly groupId: string;
  readonly appId: string;
  readonly reason: RejectReason;
  /** The newest wording. */
  readonly detail: string | null;
  readonly count: number;
  /** Raw files that hold them. */
  readonly files: number;
  /** Ingest times, epoch ms. */
  readonly firstMs: number;
  readonly lastMs: number;
  /** The newest batch that refused one. */
  readonly batchId: string;
  readonly throughLoad: number;
}

/** A record of the quarantine. */
export interface QuarantineRow extends RejectRow {
  readonly groupId: string;
  readonly batchId: string;
  /** When that batch was committed, epoch ms. */
  readonly loadedMs: number;
}

/** Place of a refused record or event in a raw file. */
export interface QuarantinePlace {
  readonly file: string;
  readonly line: number;
  /** -1 for a whole record. */
  readonly eventIndex: number;
}

/** What became of refused records after they were processed once more. */
export interface PlaceOutcomes {
  readonly asked: number;
  /** Asked places of which something is refused still. */
  readonly stillRefused: number;
  /** Events of the asked places that are stored. */
  readonly human: number;
  readonly bot: number;
  readonly duplicate: number;
  readonly refusedByReason: readonly { readonly reason: RejectReason; readonly count: number }[];
}
