/** One accepted request as read from its line: fields checked, absent ones empty or undefined. */
export interface SourceRecord {
  /** Index into the batch's list of input files. */
  readonly file: number;
  /** Line in that file, from 0. */
  readonly line: number;
  /** The whole line, for quarantine. */
  readonly text: string;
  /** `appId` of the query; empty when not sent. The event's own `app_id` decides the app of a row. */
  readonly appId: string;
  /** The body as text; JSON bodies that were not strings are given as their JSON text. */
  readonly data: string;
  /** Server clock, epoch ms. */
  readonly ingestMs: number;
  /** `client_timestamp`, epoch ms; undefined when absent or unusable. */
  readonly uploadMs: number | undefined;
  /** Empty when the record has none. */
  readonly rid: string;
  readonly uri: string | undefined;
  readonly ua: string | undefined;
  /** The whole chain of addresses. */
  readonly ip: string | undefined;
}
