/** A JSON object as a case writes it. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** When the collector got the requests of the cases: 2026-03-01T10:00:01Z, as in the specification's examples. */
export const ingestMs = 1_772_359_201_000;

/**
 * One event and what becomes of it, by the specification. Columns that are not named are not looked at; null says that
 * the column is null. The event's id, its pseudo user and what is required are filled in.
 */
export interface SpecCase {
  /** Section of `processing.md` (or `tables.md`) and the rule, as a sentence. */
  readonly rule: string;
  /** Members of the event over the required ones; undefined takes one away. */
  readonly event?: JsonObject;
  /** The event's members as JSON text, where it matters how a number is written or in what order members stand. */
  readonly text?: string;
  /** Fields of the raw record over the usual ones. */
  readonly record?: JsonObject;
  /** Columns of the row in `event_v2`. */
  readonly row?: JsonObject;
  /** Entries that `process_info` of the row holds; undefined says that there is none of that name. */
  readonly processInfo?: JsonObject;
  /** Rows in `item_v2`, in order of their ids. */
  readonly items?: readonly JsonObject[];
  /** The row in `user_v2`. */
  readonly user?: JsonObject;
  /** The row in `session`; null: there is none. */
  readonly session?: JsonObject | null;
  /** Reason of the reject; then there is no row. */
  readonly rejected?: string;
}

/** A raw record of the cases; `more` has fields over the usual ones. */
export function rawRecord(rid: string, data: unknown, more: JsonObject = {}): JsonObject {
  return {
    rid,
    data,
    ip: '10.0.0.1',
    ua: 'curl/8.4.0',
    uri: '/collect?appId=shop',
    method: 'POST',
    path: '/collect',
    appId: 'shop',
    ingest_time: ingestMs,
    server_ingest_time: ingestMs,
    ...more,
  };
}

/** What every event of the cases has. */
export function requiredFields(id: string): JsonObject {
  return {
    event_type: 'case',
    event_id: id,
    timestamp: ingestMs - 1000,
    app_id: 'shop',
    unique_id: `user-${id}`,
  };
}

/** The record of a case, with the id `rid <id>` unless the case names another. */
export function recordOf(id: string, { event, text, record }: SpecCase): JsonObject {
  const required = requiredFields(id);
  const data =
    text === undefined
      ? JSON.stringify([{ ...required, ...event }])
      : `[{${text.replace('$base', JSON.stringify(required).slice(1, -1))}}]`;
  return rawRecord(`rid ${id}`, data, record);
}
