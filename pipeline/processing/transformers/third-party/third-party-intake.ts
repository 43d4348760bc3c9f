import type { DecodedBody } from '../../clean/decode-body.ts';
import { isJsonObject, type JsonObject } from '../../clean/json-object.ts';
import type { SourceRecord } from '../../clean/source-record.ts';
import { createEventRow, type EventRow } from '../../rows/event-row.ts';
import type { ItemRow } from '../../rows/item-row.ts';
import type { ProcessingConfig } from '../../settings/processing-settings.ts';
import { registeredApps } from '../../settings/registered-apps.ts';
import { FieldFaults } from '../clickstream/field-kinds.ts';
import type { EventTexts, RecordOutput, RejectedEvent, Transformer } from '../transformer.ts';
import { type ExtraEvent, extraEventRow } from './extra-event.ts';

/** The settings that third-party transformers follow. */
export type ThirdPartySettings = Pick<ProcessingConfig, 'projectId' | 'apps' | 'trafficSourceEnrichment'>;

/** One element of a body and the row to fill; the row has the record's columns already. */
export interface ThirdPartyElement {
  readonly event: JsonObject;
  readonly row: EventRow;
  readonly record: SourceRecord;
  /** Position in the bundle, from 0. */
  readonly index: number;
  /** Fields marked here reject the element. */
  readonly faults: FieldFaults;
}

/** What an element gives besides its row. */
export interface ElementYield {
  readonly items: readonly ItemRow[];
  readonly extraEvents: readonly ExtraEvent[];
}

/** How a foreign format is read. */
export interface ThirdPartyFormat {
  decode(data: string): DecodedBody;
  /** Fills the element's row. May throw; that rejects the element alone. */
  readElement(element: ThirdPartyElement): ElementYield;
}

/**
 * Makes a transformer of a foreign format. Times are the server's, so there is no freshness; the record's app decides
 * the app of all its rows and must be registered. Each element stands or falls alone; extra events follow it with
 * indexes after the last element. Every event may supply either half of its user.
 */
export function createThirdPartyTransformer(
  settings: ThirdPartySettings,
  format: ThirdPartyFormat,
): Transformer {
  const apps = registeredApps(settings.apps);

  function takeElement(element: unknown, place: Place, output: RecordOutput): void {
    const { record, index, texts } = place;
    if (!isJsonObject(element)) {
      output.rejectEvent(index, { reason: 'event_not_object' }, texts);
      return;
    }
    const row = recordRow(record, index, settings.projectId);
    const faults = new FieldFaults();
    const { items, extraEvents } = format.readElement({ event: element, row, record, index, faults });
    const problem = problemOf(row, faults) ?? (apps.has(record.appId) ? null : notRegistered(row));
    if (problem !== null) {
      output.rejectEvent(index, problem, texts);
      return;
    }
    const extraRows = extraEvents.map((extra) => extraEventRow(row, extra, texts.takeExtraIndex(index)));
    output.keep(row, items, texts);
    for (const extraRow of extraRows) output.keep(extraRow, [], texts);
  }

  return function transformThirdParty(record, output) {
    const body = format.decode(record.data);
    if (body.kind === 'undecodable') {
      output.rejectRecord(body.reason, body.detail);
      return;
    }
    const texts = createElementTexts(body.texts, body.events.length);
    for (let index = 0; index < body.events.length; index++) {
      try {
        takeElement(body.events[index], { record, index, texts }, output);
      } catch (error) {
        const detail = error instanceof Error ? error.message : String(error);
        output.rejectEvent(index, { reason: 'transform_failed', detail }, texts);
      }
    }
  };
}

interface Place {
  readonly record: SourceRecord;
  readonly index: number;
  readonly texts: ElementTexts;
}

/** Texts of a body's elements; an extra event has the text of the element it comes from. */
interface ElementTexts extends EventTexts {
  /** The next free event index, for an extra event of the element `of`. */
  takeExtraIndex(of: number): number;
}

function createElementTexts(texts: EventTexts, elementCount: number): ElementTexts {
  const extras: number[] = [];
  return {
    at: (index) => texts.at(extras[index - elementCount] ?? index),
    takeExtraIndex: (of) => elementCount + extras.push(of) - 1,
  };
}

function problemOf(row: EventRow, faults: FieldFaults): RejectedEvent | null {
  const facts = { eventId: row.event_id, eventName: row.event_name, appId: row.app_id };
  if (faults.first !== undefined) return { ...facts, reason: 'event_field_shape', detail: faults.first };
  return row.event_name === '' ? { ...facts, reason: 'event_name_empty' } : null;
}

function notRegistered(row: EventRow): RejectedEvent {
  const { event_id: eventId, event_name: eventName, app_id: appId } = row;
  return { reason: 'app_not_registered', eventId, eventName, appId };
}

function recordRow(record: SourceRecord, index: number, projectId: string): EventRow {
  const row = createEventRow(record.file, record.line, index);
  row.event_time_msec = record.ingestMs;
  row.ingest_time_msec = record.ingestMs;
  row.upload_time_msec = record.uploadMs;
  row.project_id = projectId;
  row.app_id = record.appId;
  row.rid = record.rid;
  row.source_ip = record.ip;
  row.user_first = true;
  return row;
}
