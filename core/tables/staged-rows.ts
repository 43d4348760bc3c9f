/**
 * What processing hands to modeling: one NDJSON file of events, one of items, one of rejects for each chunk, and counts.
 * Keys are left out when the value is null. Values are already cut to their column's length.
 */

/** A typed value as it stands in `custom_parameters`. */
export interface TypedValue {
  /** Null only for a field that a third-party transformer always stores and its client left out. */
  readonly value: string | null;
  readonly type: 'string' | 'number' | 'boolean' | 'object';
}
/** A typed value with the time it was set, as it stands in `user_properties`. */
export interface TypedUserValue extends TypedValue {
  readonly set_time_msec: number | null;
}

/** Where a row comes from; (file, line, event_index) is unique in a batch. */
export interface Provenance {
  /** Index into the batch's list of input files. */
  file: number;
  /** Line in that file, from 0. */
  line: number;
  /** Index in the bundle, from 0. */
  event_index: number;
}

/**
 * One row for `event_v2`: every specified column under its own name, but without `event_timestamp`, `created_time` and
 * `process_info`, which the warehouse derives (from `event_time_msec`, the load, and the fields of provenance here).
 * Map columns are JSON objects. The type is open because the column list is data (`eventColumns`).
 */
export interface StagedEvent extends Provenance {
  event_id: string;
  event_time_msec: number;
  event_name: string;
  app_id: string;
  project_id: string;
  ingest_time_msec: number;
  /** R.rid. */
  rid: string;
  /** R.ip, unsplit. */
  source_ip?: string;
  /** Epoch ms; only when an upload time is known. */
  upload_time_msec?: number;
  /** Set when the event time was corrected, with the reason text of `process_info`. */
  adjusted_from_msec?: number;
  adjusted_reason?: string;
  /** Our verdict; users, items and sessions come from rows with false only. */
  is_bot: boolean;
  /** Why it is a bot: `<rule>:<match>`. */
  bot_reason?: string;
  /** True when the row may supply the first half of its user. */
  user_first: boolean;
  /** First touch for the user row when it differs from `user_first_touch_time_msec` (third-party transformers). */
  user_first_touch_msec?: number;
  /** Present when the row may supply the latest half of its user: the whole property set. */
  user_properties?: Readonly<Record<string, TypedUserValue>>;
  user_properties_json_str?: string;
  device_ua?: Readonly<Record<string, string>>;
  page_view_page_url_query_parameters?: Readonly<Record<string, string>>;
  custom_parameters?: Readonly<Record<string, TypedValue>>;
  [column: string]: unknown;
}

/** One row for `item_v2`; the event's columns are joined by provenance. First of equal `item_id`s within an event only. */
export interface StagedItem extends Provenance {
  item_index: number;
  item_id: string;
  name?: string;
  brand?: string;
  currency?: string;
  price?: number;
  quantity?: number;
  creative_name?: string;
  creative_slot?: string;
  location_id?: string;
  category?: string;
  category2?: string;
  category3?: string;
  category4?: string;
  category5?: string;
  custom_parameters_json_str?: string;
  custom_parameters?: Readonly<Record<string, TypedValue>>;
}

/** Why a record or an event did not become a row. The names show in the ledger and in `docs/`. */
export type RejectReason =
  // whole records: counted as undecodable requests
  | 'record_unreadable'
  | 'data_missing'
  | 'body_undecodable'
  | 'body_not_json'
  | 'record_without_app'
  // single events
  | 'event_not_object'
  | 'event_field_missing'
  | 'event_field_type'
  | 'event_field_shape'
  | 'event_name_empty'
  | 'too_old'
  | 'in_future'
  | 'app_not_registered'
  | 'transform_failed'
  | 'plugin_rejected'
  | 'plugin_failed';

/** A record (event_index -1) or an event that did not become a row, with its original text. */
export interface StagedReject {
  file: number;
  line: number;
  /** -1 for a whole record. */
  event_index: number;
  reason: RejectReason;
  /** For people: which field, which plug-in. */
  detail?: string;
  /** App the ledger counts it under: the event's when registered, else the request's, else ''. */
  app_id: string;
  rid: string;
  ingest_time_msec: number;
  event_id?: string;
  event_name?: string;
  /** The original text: of the event, or of the whole record. */
  text: string;
}

/**
 * Counts of one chunk for one input file, app and hour (of ingest time, UTC, epoch ms of its start).
 * Requests are counted under the request's app; events under the event's app when registered, else the request's.
 */
export interface ChunkCount {
  readonly file: number;
  readonly app_id: string;
  readonly hour_ms: number;
  /** Lines seen. */
  accepted: number;
  /** Lines whose body was decoded into events (also zero events). */
  decoded: number;
  undecodable: number;
  empty: number;
  /** Events found in decoded bodies. */
  events: number;
}

/** Result of processing one chunk of lines. Paths are absent when the chunk has no such rows. */
export interface StagedChunk {
  readonly eventsPath?: string;
  readonly itemsPath?: string;
  readonly rejectsPath?: string;
  readonly counts: readonly ChunkCount[];
}
