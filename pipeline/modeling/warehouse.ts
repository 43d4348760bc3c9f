import type { DiscoveredMetadata, MetadataOptions } from './discovered-metadata.ts';
import type { LakeFlushOptions, LakeFlushResult, TableExport } from './lake-flush.ts';
import type { LedgerFilter, LedgerReport } from './ledger-report.ts';
import type {
  LedgerEvent,
  LedgerEventFilter,
  LedgerFile,
  Page,
  PageOf,
  RequestCount,
} from './ledger-rows.ts';
import type { LoadBatch, LoadResult } from './load-batch.ts';
import type {
  PlaceOutcomes,
  QuarantineFilter,
  QuarantineGroup,
  QuarantinePlace,
  QuarantineRow,
} from './quarantine.ts';
import type { SegmentCount, SegmentIds, SegmentKey } from './segment-members.ts';
import type { DuplicateRow, EventTrace, RejectFilter, RejectRow, RequestTrace } from './trace.ts';

/** The modelled tables and views that queries see, each with `app_id`. */
export type ModelledTable = 'event_v2' | 'user_v2' | 'item_v2' | 'session';

/** The four modelled tables. */
export const modelledTables: readonly ModelledTable[] = ['event_v2', 'user_v2', 'item_v2', 'session'];

/** A value of a query's row as JSON can hold it; whole numbers beyond 2^53 are decimal text. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };
/** One row of a query: values by column name. */
export type QueryRow = Readonly<Record<string, JsonValue>>;

/** How far a running query is; null where the engine cannot tell. */
export interface QueryProgress {
  /** 0 to 100. */
  readonly percent: number | null;
  readonly rowsRead: number | null;
}

/** Limits of one query. */
export interface QueryOptions {
  /** Called every 200 ms while the query runs. */
  readonly onProgress?: (progress: QueryProgress) => void;
  /** Values of the places `$1`, `$2`, … of the statement. Whole numbers travel as DOUBLE: cast them there. */
  readonly parameters?: readonly (string | number | boolean | null)[];
  /** Milliseconds of wall time until the query is stopped with QUERY_TIMEOUT. @default 60_000 */
  readonly timeoutMs?: number;
  /** Stops the query with QUERY_CANCELLED when it aborts. */
  readonly signal?: AbortSignal;
  /** Rows after which reading ends without an error. @default no bound */
  readonly maxRows?: number;
}

/** A running query: the columns are known, rows follow as they are read. Iterate or call `close`. */
export interface QueryResult {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  /** Rows in the engine's order; may be iterated once. Throws QUERY_TIMEOUT, QUERY_CANCELLED, QUERY_OUT_OF_MEMORY. */
  readonly rows: AsyncIterable<QueryRow>;
  /** Ends the query early; harmless when it has ended. */
  close(): Promise<void>;
}

/** What leaves the hot tables and the retained lists. */
export interface ExpireOptions {
  /** Days kept in the hot tables, counted back from min(now, newest row) of each table. */
  readonly hotDays: number;
  /** Days that events refused for freshness or app are kept with their text. @default 7 */
  readonly rejectDays?: number;
  /** Days that other refused records and events are kept with their text. @default 90 */
  readonly quarantineDays?: number;
  /** Days a user is kept after the last event. @default 3650 */
  readonly userDays?: number;
}

/** What `expire` did. */
export interface ExpireResult {
  /** (table, app, day) partitions that moved from the hot tables to the lake files. */
  readonly movedPartitions: number;
  readonly movedRows: number;
  readonly removedRejects: number;
  readonly removedUsers: number;
}

/** Sizes to show and to alarm on. */
export interface WarehouseStatus {
  readonly databaseBytes: number;
  readonly walBytes: number;
  readonly rows: Readonly<Record<ModelledTable, number>>;
  /** Lake partitions that differ from the tables until the next flush. */
  readonly dirtyPartitions: number;
}

/**
 * A store of the modelled tables. Writes happen one after another in the order they were called; queries never wait
 * for them and see whole batches only. DuckDB first; Trino and Redshift come behind the same interface.
 */
export interface Warehouse {
  /** Loads one batch in one transaction: afterwards everything of it is there, or nothing. */
  load(batch: LoadBatch): Promise<LoadResult>;
  /** Which of these segment names are loaded. */
  doneFiles(names: readonly string[]): Promise<ReadonlySet<string>>;
  /** Starts a single reading statement. Throws QUERY_INVALID or QUERY_NOT_READ_ONLY. */
  query(sql: string, options?: QueryOptions): Promise<QueryResult>;
  /** Stops every running query with QUERY_CANCELLED. */
  cancelQueries(): void;
  /** Moves days older than the hot range to the lake files behind the same views, and drops what retention ends. */
  expire(options: ExpireOptions): Promise<ExpireResult>;
  /** Brings derived state up to date after loads: for DuckDB it counts what metadata waits for and writes the log into the database file. */
  refresh(): Promise<void>;
  /** Writes the changed (app, day) partitions of the lake. */
  flushLake(options?: LakeFlushOptions): Promise<LakeFlushResult>;
  /** Counts per app and hour with both balances. */
  ledger(filter?: LedgerFilter): Promise<LedgerReport>;
  /** Follows one request through every stage; null when no stage knows it. */
  followRequest(rid: string): Promise<RequestTrace | null>;
  /** Follows every event that carried this id. */
  followEvent(eventId: string): Promise<readonly EventTrace[]>;
  /** Refused records and events with their text, newest first. */
  listRejects(filter?: RejectFilter): Promise<readonly RejectRow[]>;
  /** Events that were left out because another one with the same id stays, newest first. */
  listDuplicates(filter?: RejectFilter): Promise<readonly DuplicateRow[]>;
  /** The events behind one number of the ledger, newest first; as many as the number says. */
  ledgerEvents(filter: LedgerEventFilter, page: PageOf): Promise<Page<LedgerEvent>>;
  /** The raw files that hold the requests behind one number of the ledger. */
  ledgerFiles(filter: LedgerFilter, count: RequestCount): Promise<readonly LedgerFile[]>;
  /** Refused records and events by cause. */
  quarantineGroups(filter: QuarantineFilter): Promise<readonly QuarantineGroup[]>;
  /** Refused records and events with their text, newest first. */
  quarantineRows(filter: QuarantineFilter, page: PageOf): Promise<Page<QuarantineRow>>;
  /** Where refused records lie in the raw files. */
  quarantinePlaces(filter: QuarantineFilter): Promise<readonly QuarantinePlace[]>;
  /** What became of such places since they were processed once more. */
  placeOutcomes(places: readonly QuarantinePlace[]): Promise<PlaceOutcomes>;
  /** Which of these (app, event id) pairs are stored, as `app` + newline + `id`. */
  storedEventIds(ids: readonly { readonly app: string; readonly id: string }[]): Promise<ReadonlySet<string>>;
  /**
   * Copies the database and the lake into an empty folder while everything goes on: loads wait for the database's copy,
   * flush and expiry until the lake is copied too. A warehouse opened on the copy has what was committed before.
   * `beside` runs while no load commits.
   */
  backUp(targetDir: string, beside?: () => Promise<void>): Promise<void>;
  /** Writes all four tables below `outDir` in the lake's layout. */
  exportTables(outDir: string, format: 'parquet' | 'ndjson'): Promise<readonly TableExport[]>;
  /** Takes over users and sessions that an earlier run saved; nothing when there are none. Call before any load. */
  readState(stateDir: string): Promise<void>;
  /** Saves users and sessions for a later run; switched by rename. */
  writeState(stateDir: string): Promise<void>;
  /** Events, parameters, attributes and values that an app's loads brought; empty for an app without events. */
  metadata(appId: string, options?: MetadataOptions): Promise<DiscoveredMetadata>;
  /**
   * Numbers of the names of an app's events, by which rollups know them; null when the app has more names than rollups tell.
   */
  eventNumbers(appId: string): Promise<ReadonlyMap<string, number> | null>;
  /**
   * Puts users in place of a segment's members; what fails or is aborted leaves those of before. The view `segment_member`
   * (`app_id`, `segment_id`, `user_pseudo_id`) shows them.
   */
  replaceSegment(segment: SegmentKey, ids: SegmentIds, signal?: AbortSignal): Promise<SegmentCount>;
  /** What `replaceSegment` would find, without keeping it. */
  countSegment(appId: string, ids: SegmentIds, signal?: AbortSignal): Promise<SegmentCount>;
  /** Segments that have members. */
  segments(): Promise<readonly SegmentKey[]>;
  /** Forgets a segment's members; harmless when there are none. */
  removeSegment(segment: SegmentKey): Promise<void>;
  status(): Promise<WarehouseStatus>;
  /** Stops queries, waits for the running write, closes the file. */
  close(): Promise<void>;
}
