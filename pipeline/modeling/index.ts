export type {
  DiscoveredEvent,
  DiscoveredField,
  DiscoveredMetadata,
  DiscoveredValue,
  DiscoveredValues,
  FieldName,
  MetadataOptions,
  Seen,
} from './discovered-metadata.ts';
export { activityColumns } from './duckdb/activity/activity-table.ts';
export { openDuckDbWarehouse } from './duckdb/open-duckdb-warehouse.ts';
export { rollupColumns } from './duckdb/rollups/rollup-columns.ts';
export { type VisitSpan, visitQuery } from './duckdb/visits/visit-query.ts';
export type { DuckDbWarehouseOptions } from './duckdb/warehouse-options.ts';
export type { LakeFlushOptions, LakeFlushResult, TableExport } from './lake-flush.ts';
export type { LedgerFileProblem, LedgerFilter, LedgerReport, LedgerRow } from './ledger-report.ts';
export {
  type EventCount,
  eventCounts,
  type LedgerEvent,
  type LedgerEventFilter,
  type LedgerFile,
  type Page,
  type PageOf,
  type RequestCount,
  requestCounts,
} from './ledger-rows.ts';
export type { BatchFile, LoadBatch, LoadResult } from './load-batch.ts';
export type {
  DiscardedGroup,
  PlaceOutcomes,
  QuarantineFilter,
  QuarantineGroup,
  QuarantinePlace,
  QuarantineRow,
} from './quarantine.ts';
export type { SegmentCount, SegmentIds, SegmentKey } from './segment-members.ts';
export type { DuplicateRow, EventTrace, FileTrace, RejectFilter, RejectRow, RequestTrace } from './trace.ts';
export {
  type ExpireOptions,
  type ExpireResult,
  type JsonValue,
  type ModelledTable,
  modelledTables,
  type QueryOptions,
  type QueryProgress,
  type QueryResult,
  type QueryRow,
  type Warehouse,
  type WarehouseStatus,
} from './warehouse.ts';
