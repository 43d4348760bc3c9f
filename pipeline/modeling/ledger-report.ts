import type { RejectReason } from '@millstream/core';

/** Which hours of the ledger to read. */
export interface LedgerFilter {
  readonly app?: string;
  /** First hour, epoch ms, included (hours are those of the ingest time). */
  readonly sinceMs?: number;
  /** End, epoch ms, not included. */
  readonly untilMs?: number;
}

/** The two balances of one app and hour. */
export interface LedgerRow {
  readonly app: string;
  /** Start of the hour of the ingest time, UTC, epoch ms. */
  readonly hourMs: number;
  readonly accepted: number;
  readonly decoded: number;
  readonly undecodable: number;
  readonly empty: number;
  /** Events found in decoded requests. */
  readonly events: number;
  readonly human: number;
  readonly bot: number;
  readonly duplicate: number;
  readonly rejected: number;
  readonly rejectedByReason: Readonly<Partial<Record<RejectReason, number>>>;
  /** Both balances hold: accepted = decoded + undecodable + empty; events = human + bot + duplicate + rejected. */
  readonly balanced: boolean;
}

/** A loaded file that does not hold what its writer said. */
export interface LedgerFileProblem {
  readonly file: string;
  readonly batchId: string;
  /** Lines the writer named. */
  readonly expectedRecords: number;
  /** Lines processing saw. */
  readonly acceptedRecords: number;
}

/** The ledger of a range of hours. */
export interface LedgerReport {
  /** By app, then hour. */
  readonly rows: readonly LedgerRow[];
  readonly problems: readonly LedgerFileProblem[];
  /** All rows balanced and no problems. */
  readonly balanced: boolean;
}
