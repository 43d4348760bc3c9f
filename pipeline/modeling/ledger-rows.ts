import type { RejectReason } from '@millstream/core';
import type { LedgerFilter } from './ledger-report.ts';

/** Numbers of the ledger that count events. */
export const eventCounts = ['events', 'human', 'bot', 'duplicate', 'rejected'] as const;
/** Numbers of the ledger that count requests. */
export const requestCounts = ['accepted', 'decoded', 'undecodable', 'empty'] as const;

/** A number of the ledger that counts events. */
export type EventCount = (typeof eventCounts)[number];
/** A number of the ledger that counts requests. */
export type RequestCount = (typeof requestCounts)[number];

/** Which part of a long list to read. */
export interface PageOf {
  /** Rows to leave out from the front. */
  readonly offset: number;
  readonly limit: number;
}

/** Which events to list: those behind one number of the ledger. */
export interface LedgerEventFilter extends LedgerFilter {
  readonly count: EventCount;
  /** One reason only, for `rejected`. */
  readonly reason?: RejectReason;
}

/** An event behind a number of the ledger. */
export interface LedgerEvent {
  readonly appId: string;
  readonly outcome: 'human' | 'bot' | 'duplicate' | 'rejected';
  readonly eventId: string | null;
  readonly eventName: string | null;
  /** The event's own time, epoch ms; null where it was not kept. */
  readonly eventMs: number | null;
  readonly ingestMs: number;
  readonly rid: string;
  /** Raw file, line and index in the request: its original text. */
  readonly file: string | null;
  readonly line: number;
  readonly eventIndex: number;
  /** Rule of the bot verdict, reason of the rejection, or request whose event stays. */
  readonly why: string | null;
  readonly detail: string | null;
}

/** Part of a list, with the length of all of it. */
export interface Page<Row> {
  readonly totalCount: number;
  readonly items: readonly Row[];
}

/** A raw file that holds requests behind a number of the ledger. */
export interface LedgerFile {
  readonly file: string;
  /** Requests of the number in this file. */
  readonly count: number;
  /** Lines of this file whose body could not be decoded, with the reason. */
  readonly undecodable: readonly { readonly line: number; readonly reason: RejectReason }[];
}
