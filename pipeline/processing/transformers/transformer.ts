import type { RejectReason } from '@millstream/core';
import type { SourceRecord } from '../clean/source-record.ts';
import type { EventRow } from '../rows/event-row.ts';
import type { ItemRow } from '../rows/item-row.ts';

/** Texts of a record's events, for quarantine; asked for only when something goes wrong. */
export interface EventTexts {
  /** Original text of the event at `index`. */
  at(index: number): string;
}

/** Facts of a rejected event, as far as they are known. */
export interface RejectedEvent {
  readonly reason: RejectReason;
  /** For people: which field. */
  readonly detail?: string | undefined;
  readonly eventId?: unknown;
  readonly eventName?: unknown;
  /** The event's own app; it counts only when registered. */
  readonly appId?: unknown;
}

/**
 * Where a transformer puts what it makes of one record. A record that is neither rejected nor decoded counts as decoded
 * with the events kept and rejected so far; (record, event index) must be unique.
 */
export interface RecordOutput {
  /** The whole record cannot be read; nothing else may be put for it. */
  rejectRecord(reason: RejectReason, detail?: string): void;
  /** One event became a row, with its items in their order. */
  keep(row: EventRow, items: readonly ItemRow[], texts: EventTexts): void;
  /** One event did not become a row. */
  rejectEvent(index: number, event: RejectedEvent, texts: EventTexts): void;
}

/** What holds for the whole run. */
export interface TransformRun {
  /** Processing clock, epoch ms. */
  readonly now: number;
  /** Too old events pass; for imports. */
  readonly anyAge: boolean;
}

/** Makes rows from one record. Must not throw for any input: what it cannot read is rejected with a reason. */
export type Transformer = (record: SourceRecord, output: RecordOutput, run: TransformRun) => void;
