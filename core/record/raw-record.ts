/**
 * One accepted HTTP request as the collector wrote it and processing reads it: one JSON object per line.
 * Names are fixed (they are shared with the platform whose files we can read); unknown fields are ignored.
 */
export interface RawRecord {
  /** `appId` of the query; absent when not sent. */
  readonly appId?: string | null;
  /** `platform` of the query; not the event's platform. */
  readonly platform?: string | null;
  /** `compression` of the query; `gzip` = `data` is base64 of gzip. */
  readonly compression?: string | null;
  /** `upload_timestamp` of the query, normally a string of digits. */
  readonly client_timestamp?: string | number | null;
  /** The body as received text, untouched. Empty for a request counted as empty. */
  readonly data?: unknown;
  /** ISO 8601, whole seconds, with offset. */
  readonly date?: string | null;
  /** ISO 8601 with milliseconds. */
  readonly timestamp?: string | null;
  /** Path and query as received. */
  readonly uri?: string | null;
  readonly ua?: string | null;
  /** The whole X-Forwarded-For chain, or the peer's address; the first entry is the client. */
  readonly ip?: string | null;
  /** Request id, 32 lower-case hexadecimal digits. */
  readonly rid?: string | null;
  readonly method?: string | null;
  readonly path?: string | null;
  /** Server clock, epoch ms. */
  readonly ingest_time?: number | string | null;
  readonly server_ingest_time?: number | string | null;
  readonly source_type?: string | null;
  // Ours, optional.
  readonly project_id?: string | null;
  readonly schema_version?: number | null;
}

/**
 * First bytes of the line of a request with an empty body: a raw record without data that proves the request in the
 * ledger and gives no event.
 */
export const emptyRequestLinePrefix = '{"empty":true,';
