import type { RejectReason, StagedReject } from '@millstream/core';
import type { SourceRecord } from '../clean/source-record.ts';
import { cutText } from '../custom-values/cut-text.ts';
import type { EventRow } from '../rows/event-row.ts';
import type { ItemRow } from '../rows/item-row.ts';
import type { RegisteredApps } from '../settings/registered-apps.ts';
import type { EventTexts, RecordOutput, RejectedEvent } from '../transformers/transformer.ts';
import { type ChunkCounts, createChunkCounts } from './chunk-counts.ts';

/** A row on its way through limits, enrichments and verdict. */
export interface PendingEvent {
  readonly row: EventRow;
  readonly items: readonly ItemRow[];
  readonly texts: EventTexts;
  readonly record: SourceRecord;
  /** The user agent before any cut, for the bot verdict. */
  readonly userAgent: string | undefined;
}

/** Stored lengths of a reject's facts, bytes. */
const factBytes = 255;
const detailBytes = 1000;

function factText(fact: unknown): string | undefined {
  if (typeof fact === 'string') return cutText(fact.toWellFormed(), factBytes);
  return typeof fact === 'number' ? String(fact) : undefined;
}

/** Collects what one chunk gives, record by record, and keeps the counts. */
export class ChunkOutput implements RecordOutput {
  readonly pending: PendingEvent[] = [];
  readonly rejects: StagedReject[] = [];
  readonly counts: ChunkCounts = createChunkCounts();
  readonly #apps: RegisteredApps;
  #record: SourceRecord | undefined;
  #isRejected = false;
  #firstPending = 0;
  #firstReject = 0;

  constructor(apps: RegisteredApps) {
    this.#apps = apps;
  }

  /** Counts an accepted line without a body. */
  addEmpty(record: SourceRecord): void {
    const count = this.#countOf(record, record.appId);
    count.accepted += 1;
    count.empty += 1;
  }

  /** Everything until `endRecord` belongs to this record. */
  beginRecord(record: SourceRecord): void {
    this.#record = record;
    this.#isRejected = false;
    this.#firstPending = this.pending.length;
    this.#firstReject = this.rejects.length;
  }

  rejectRecord(reason: RejectReason, detail?: string): void {
    const record = this.#current();
    this.pending.length = this.#firstPending;
    this.rejects.length = this.#firstReject;
    this.#isRejected = true;
    this.rejects.push(
      this.#reject(record, { event_index: -1, app_id: record.appId, text: record.text }, { reason, detail }),
    );
  }

  keep(row: EventRow, items: readonly ItemRow[], texts: EventTexts): void {
    this.pending.push({ row, items, texts, record: this.#current(), userAgent: row.ua });
  }

  rejectEvent(index: number, event: RejectedEvent, texts: EventTexts): void {
    this.#rejectEventOf(this.#current(), index, event, texts);
  }

  /** Closes the record: what was put for it is counted. */
  endRecord(): void {
    const record = this.#current();
    const count = this.#countOf(record, record.appId);
    count.accepted += 1;
    if (this.#isRejected) {
      count.undecodable += 1;
      return;
    }
    count.decoded += 1;
    for (let at = this.#firstPending; at < this.pending.length; at++) {
      this.#countOf(record, this.pending[at]?.row.app_id ?? '').events += 1;
    }
    for (let at = this.#firstReject; at < this.rejects.length; at++) {
      this.#countOf(record, this.rejects[at]?.app_id ?? '').events += 1;
    }
  }

  /** Turns a row that was kept and counted into a reject. */
  rejectPending({ row, texts, record }: PendingEvent, reason: RejectReason, detail: string): void {
    const event = { reason, detail, eventId: row.event_id, eventName: row.event_name, appId: row.app_id };
    this.#rejectEventOf(record, row.event_index, event, texts);
  }

  #rejectEventOf(record: SourceRecord, index: number, event: RejectedEvent, texts: EventTexts): void {
    const { appId } = event;
    const place = {
      event_index: index,
      app_id: typeof appId === 'string' && this.#apps.has(appId) ? appId : record.appId,
      text: texts.at(index),
    };
    this.rejects.push(this.#reject(record, place, event));
  }

  #reject(
    record: SourceRecord,
    place: Pick<StagedReject, 'event_index' | 'app_id' | 'text'>,
    { reason, detail, eventId, eventName }: RejectedEvent,
  ): StagedReject {
    const id = factText(eventId);
    const name = factText(eventName);
    return {
      file: record.file,
      line: record.line,
      event_index: place.event_index,
      reason,
      ...(detail === undefined ? {} : { detail: cutText(detail.toWellFormed(), detailBytes) }),
      app_id: place.app_id,
      rid: record.rid,
      ingest_time_msec: record.ingestMs,
      ...(id === undefined ? {} : { event_id: id }),
      ...(name === undefined ? {} : { event_name: name }),
      text: place.text.toWellFormed(),
    };
  }

  #countOf(record: SourceRecord, appId: string) {
    return this.counts.of(record.file, appId, record.ingestMs);
  }

  #current(): SourceRecord {
    if (this.#record === undefined) throw new Error('no record is open');
    return this.#record;
  }
}
