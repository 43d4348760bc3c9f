import type { JsonObject } from '../../clean/json-object.ts';
import { isStorableTime } from '../../clean/read-line.ts';
import type { SourceRecord } from '../../clean/source-record.ts';
import { customParameters } from '../../custom-values/custom-parameters.ts';
import { withinInt64 } from '../../custom-values/number-text.ts';
import { createEventRow, type EventRow } from '../../rows/event-row.ts';
import type { ItemRow } from '../../rows/item-row.ts';
import { attributeAliases, eventAliases, memberText, settleAliases } from './aliases.ts';
import { fillNamedEventColumns, readAttributes } from './attribute-fields.ts';
import { completeEventFields, readEventFields } from './event-fields.ts';
import { FieldFaults } from './field-kinds.ts';
import { readItems } from './item-fields.ts';
import { fillPageColumns, type PageReading } from './page-columns.ts';
import type { TimeCorrection } from './time-correction.ts';
import { readUser } from './user-fields.ts';

/** One checked event and where it comes from. */
export interface EventInput extends PageReading {
  readonly event: JsonObject;
  /** Position in the bundle, from 0. */
  readonly index: number;
  /** Client time, uncorrected, epoch ms. */
  readonly timestamp: number;
  readonly correction: TimeCorrection;
  readonly record: SourceRecord;
  readonly bundleSequence: number | undefined;
  readonly projectId: string;
  /** Original text of the event. */
  readonly text: () => string;
}

/** A row with its items, or why there is none. */
export type EventResult =
  | { readonly kind: 'row'; readonly row: EventRow; readonly items: readonly ItemRow[] }
  | {
      readonly kind: 'rejected';
      readonly reason: 'event_name_empty' | 'event_field_shape';
      readonly detail?: string;
    };

const noItems: readonly ItemRow[] = Object.freeze([]);
const nameEmpty: EventResult = Object.freeze({ kind: 'rejected', reason: 'event_name_empty' });

/** Events that may supply the first half of their user. */
const firstHalfNames: ReadonlySet<string> = new Set([
  '_first_open',
  '_first_visit',
  '_session_start',
  '_screen_view',
]);

function shapeFault(detail: string): EventResult {
  return { kind: 'rejected', reason: 'event_field_shape', detail };
}

function shifted(time: number | undefined, shiftMs: number): number | undefined {
  return time === undefined || shiftMs === 0 ? time : withinInt64(time + shiftMs);
}

function fillTimes(row: EventRow, timestamp: number, correction: TimeCorrection): void {
  const { eventMs, shiftMs, reason, uploadMs } = correction;
  row.event_time_msec = eventMs;
  row.upload_time_msec = uploadMs;
  if (reason !== undefined) {
    row.adjusted_from_msec = timestamp;
    row.adjusted_reason = reason;
    row.session_start_time_msec = shifted(row.session_start_time_msec, shiftMs);
    row.screen_view_previous_time_msec = shifted(row.screen_view_previous_time_msec, shiftMs);
    row.page_view_previous_time_msec = shifted(row.page_view_previous_time_msec, shiftMs);
    row.user_first_touch_time_msec = shifted(row.user_first_touch_time_msec, shiftMs);
  }
  // It becomes a date in `user_v2`; one that is no date must not stop a load.
  const firstTouch = row.user_first_touch_time_msec;
  if (firstTouch !== undefined && !isStorableTime(firstTouch)) row.user_first_touch_time_msec = undefined;
}

function fillRecordColumns(row: EventRow, input: EventInput): void {
  const { record } = input;
  row.project_id = input.projectId;
  row.event_bundle_sequence_id = input.bundleSequence;
  row.ingest_time_msec = record.ingestMs;
  row.rid = record.rid;
  row.source_ip = record.ip;
  row.ip = record.ip;
  row.ua = record.ua;
  if (record.ua !== undefined) row.device_ua = { string: record.ua };
}

/**
 * Makes one event's row and items. @throws RangeError when a custom value is nested too deeply to be written
 */
export function transformEvent(input: EventInput): EventResult {
  const { event, record } = input;
  const faults = new FieldFaults();
  const row = createEventRow(record.file, record.line, input.index);
  settleAliases(event, eventAliases, input.text);
  const parts = readEventFields(event, row, faults);
  if (row.event_name === '' && faults.first === undefined) return nameEmpty;
  let { custom } = parts;
  if (parts.attributes !== undefined) {
    settleAliases(parts.attributes, attributeAliases, () => memberText(input.text(), 'attributes'));
    const attributes = readAttributes(parts.attributes, { row, custom, faults });
    custom = attributes.custom;
    fillNamedEventColumns(row, attributes);
    fillPageColumns(row, attributes.traffic, input);
  }
  if (parts.user !== undefined) readUser(parts.user, row, faults);
  const items = parts.items === undefined ? noItems : readItems(parts.items, faults, input.text);
  if (faults.first !== undefined) return shapeFault(faults.first);
  completeEventFields(row, parts.attributes !== undefined);
  fillTimes(row, input.timestamp, input.correction);
  if (!isStorableTime(row.event_time_msec)) return shapeFault('timestamp');
  fillRecordColumns(row, input);
  const parameters = customParameters(custom);
  row.custom_parameters = parameters?.values;
  row.custom_parameters_json_str = parameters?.json;
  row.user_first = firstHalfNames.has(row.event_name);
  return { kind: 'row', row, items };
}
