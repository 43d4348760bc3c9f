import type { RejectReason } from '@millstream/core';
import type { ModelledTable } from './warehouse.ts';

/** A raw file and the batch that loaded it. */
export interface FileTrace {
  readonly file: string;
  readonly path: string;
  readonly batchId: string;
  readonly jobName: string;
  /** Epoch ms. */
  readonly loadedMs: number;
}

/** What became of one event. */
export interface EventTrace {
  readonly appId: string;
  readonly eventId: string | null;
  readonly eventName: string | null;
  readonly rid: string;
  readonly ingestMs: number;
  /** Line in the file and index in the request, from 0. */
  readonly line: number | null;
  readonly eventIndex: number;
  readonly outcome: 'human' | 'bot' | 'duplicate' | 'rejected';
  /** Why it was rejected. */
  readonly reason?: RejectReason;
  readonly detail?: string;
  /** Request whose event stays, for a duplicate. */
  readonly keptRid?: string;
  /** Tables that hold rows of it, with their number. */
  readonly tables: readonly { readonly table: ModelledTable; readonly rows: number }[];
  /** Absent when the file was loaded by another warehouse. */
  readonly source?: FileTrace;
}

/** What became of one request. */
export interface RequestTrace {
  readonly rid: string;
  /** Its body could be decoded. */
  readonly outcome: 'decoded' | 'undecodable';
  readonly reason?: RejectReason;
  readonly detail?: string;
  readonly events: readonly EventTrace[];
  readonly sources: readonly FileTrace[];
}

/** Which refused or duplicate rows to list. */
export interface RejectFilter {
  readonly app?: string;
  readonly reason?: RejectReason;
  /** Ingest time from, epoch ms. */
  readonly sinceMs?: number;
  /** Ingest time before, epoch ms. */
  readonly untilMs?: number;
  /** @default 100 */
  readonly limit?: number;
}

/** A refused record or event. */
export interface RejectRow {
  readonly appId: string;
  readonly reason: RejectReason;
  readonly detail: string | null;
  readonly rid: string;
  readonly ingestMs: number;
  readonly file: string;
  readonly line: number;
  /** -1 for a whole record. */
  readonly eventIndex: number;
  readonly eventId: string | null;
  readonly eventName: string | null;
  /** The original text, cut at 65,536 characters; the kept raw file holds the rest. */
  readonly text: string;
}

/** An event that was left out because another with its id stays. */
export interface DuplicateRow {
  readonly appId: string;
  readonly eventId: string;
  readonly rid: string;
  readonly keptRid: string;
  readonly ingestMs: number;
  readonly file: string;
  readonly line: number;
  readonly eventIndex: number;
}
