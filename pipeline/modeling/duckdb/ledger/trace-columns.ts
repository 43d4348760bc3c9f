import type { RejectReason } from '@millstream/core';
import type { EventTrace, FileTrace, RejectRow } from '../../trace.ts';
import type { ModelledTable, QueryRow } from '../../warehouse.ts';
import { numberOf, textOf } from '../duckdb-session.ts';

/** Select list of a row's file `f` and batch `b`. */
export const sourceColumns = `f.name AS file_name, f.path AS file_path, b.id AS batch_id, b.job_name AS batch_job,
  epoch_ms(b.loaded_time) AS loaded_ms`;

/** Joins the file and batch of rows `o` that have `file_id`. */
export const sourceJoin = `LEFT JOIN stored.done_file f ON f.file_id = o.file_id LEFT JOIN stored.batch b ON b.load_no = f.load_no`;

/** A text of a row, or null. */
export function textOrNull(row: QueryRow, name: string): string | null {
  const value = row[name] ?? null;
  return value === null ? null : String(value);
}

/** The file and batch of a traced row, when this warehouse knows them. */
export function fileTrace(row: QueryRow): FileTrace | undefined {
  if (textOrNull(row, 'file_name') === null) return undefined;
  return {
    file: textOf(row, 'file_name'),
    path: textOf(row, 'file_path'),
    batchId: textOf(row, 'batch_id'),
    jobName: textOf(row, 'batch_job'),
    loadedMs: numberOf(row, 'loaded_ms'),
  };
}

/** A refused record or event from the columns of `stored.reject` and the name of its file. */
export function rejectRow(row: QueryRow): RejectRow {
  return {
    appId: textOf(row, 'app_id'),
    reason: textOf(row, 'reason') as RejectReason,
    detail: textOrNull(row, 'detail'),
    rid: textOf(row, 'rid'),
    ingestMs: numberOf(row, 'ingest_time_msec'),
    file: textOf(row, 'file_name'),
    line: numberOf(row, 'line'),
    eventIndex: numberOf(row, 'event_index'),
    eventId: textOrNull(row, 'event_id'),
    eventName: textOrNull(row, 'event_name'),
    text: textOf(row, 'text'),
  };
}

/** An event's trace from the columns of `traceSql`. The outcome and reason were written by this room. */
export function eventTrace(row: QueryRow): EventTrace {
  const source = fileTrace(row);
  const reason = textOrNull(row, 'reason');
  const detail = textOrNull(row, 'detail');
  const keptRid = textOrNull(row, 'kept_rid');
  return {
    appId: textOf(row, 'app_id'),
    eventId: textOrNull(row, 'event_id'),
    eventName: textOrNull(row, 'event_name'),
    rid: textOf(row, 'rid'),
    ingestMs: numberOf(row, 'ingest_ms'),
    line: row.line === null ? null : numberOf(row, 'line'),
    eventIndex: numberOf(row, 'event_index'),
    outcome: textOf(row, 'outcome') as EventTrace['outcome'],
    ...(reason === null ? {} : { reason: reason as RejectReason }),
    ...(detail === null ? {} : { detail }),
    ...(keptRid === null ? {} : { keptRid }),
    tables: tableRows(row),
    ...(source === undefined ? {} : { source }),
  };
}

function tableRows(row: QueryRow): EventTrace['tables'] {
  const counts: readonly [ModelledTable, number][] = [
    ['event_v2', numberOf(row, 'event_rows')],
    ['item_v2', numberOf(row, 'item_rows')],
    ['session', numberOf(row, 'session_rows')],
    ['user_v2', numberOf(row, 'user_rows')],
  ];
  return counts.filter(([, rows]) => rows > 0).map(([table, rows]) => ({ table, rows }));
}
