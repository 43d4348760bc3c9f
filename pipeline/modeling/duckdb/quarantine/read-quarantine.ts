import type { RejectReason } from '@millstream/core';
import type { Page, PageOf } from '../../ledger-rows.ts';
import type { QuarantineFilter, QuarantineGroup, QuarantinePlace, QuarantineRow } from '../../quarantine.ts';
import { type DuckDbSession, numberOf, type SqlParameters, textOf } from '../duckdb-session.ts';
import { rejectRow, textOrNull } from '../ledger/trace-columns.ts';

/** Numbers and quoted values differ from record to record; the cause does not. */
const groupOf = `md5(concat_ws(chr(31), r.app_id, r.reason, left(regexp_replace(coalesce(r.detail, ''), '[0-9]+', '#', 'g'), 200)))`;

const discardShape = JSON.stringify([{ groupId: 'VARCHAR', throughLoad: 'INTEGER' }]);

/** Every reject with its group, as far as the filter goes. */
const wanted = `SELECT r.*, ${groupOf} AS group_id FROM stored.reject r
  WHERE ($app IS NULL OR r.app_id = $app) AND ($reason IS NULL OR r.reason = $reason)
    AND ($since IS NULL OR r.ingest_time_msec >= $since::BIGINT) AND ($until IS NULL OR r.ingest_time_msec < $until::BIGINT)
    AND ($groups IS NULL OR ${groupOf} IN (SELECT unnest(from_json($groups, '["VARCHAR"]'))))
    AND $onlyDiscarded = EXISTS (
      FROM (SELECT unnest(from_json($discarded, '${discardShape}'), recursive := true)) d
      WHERE d.groupId = ${groupOf} AND r.load_no <= d.throughLoad)`;

function parametersOf(filter: QuarantineFilter): SqlParameters {
  return {
    app: filter.app ?? null,
    reason: filter.reason ?? null,
    since: filter.sinceMs ?? null,
    until: filter.untilMs ?? null,
    groups: filter.groups === undefined ? null : JSON.stringify(filter.groups),
    discarded: JSON.stringify(filter.discarded ?? []),
    onlyDiscarded: filter.onlyDiscarded === true,
  };
}

/** The groups of refused records, largest first. */
export async function quarantineGroups(
  session: DuckDbSession,
  filter: QuarantineFilter,
): Promise<readonly QuarantineGroup[]> {
  const rows = await session.rows(
    `SELECT w.group_id, any_value(w.app_id) AS app_id, any_value(w.reason) AS reason, max_by(w.detail, w.load_no) AS detail,
       count(*) AS n, count(DISTINCT w.file_id) AS files, min(w.ingest_time_msec) AS first_ms,
       max(w.ingest_time_msec) AS last_ms, max(w.load_no) AS through_load, max_by(b.id, w.load_no) AS batch_id
     FROM (${wanted}) w LEFT JOIN stored.batch b USING (load_no) GROUP BY w.group_id ORDER BY n DESC, w.group_id`,
    parametersOf(filter),
  );
  return rows.map((row) => ({
    groupId: textOf(row, 'group_id'),
    appId: textOf(row, 'app_id'),
    reason: textOf(row, 'reason') as RejectReason,
    detail: textOrNull(row, 'detail'),
    count: numberOf(row, 'n'),
    files: numberOf(row, 'files'),
    firstMs: numberOf(row, 'first_ms'),
    lastMs: numberOf(row, 'last_ms'),
    batchId: textOf(row, 'batch_id'),
    throughLoad: numberOf(row, 'through_load'),
  }));
}

/** Refused records with their text, newest first. */
export async function quarantineRows(
  session: DuckDbSession,
  filter: QuarantineFilter,
  { offset, limit }: PageOf,
): Promise<Page<QuarantineRow>> {
  const parameters = parametersOf(filter);
  const [total] = await session.rows(`SELECT count(*) AS n FROM (${wanted})`, parameters);
  const rows = await session.rows(
    `SELECT w.*, f.name AS file_name, b.id AS batch_id, epoch_ms(b.loaded_time) AS loaded_ms
     FROM (${wanted}) w LEFT JOIN stored.done_file f USING (file_id) LEFT JOIN stored.batch b ON b.load_no = w.load_no
     ORDER BY w.ingest_time_msec DESC, w.rid, w.event_index, w.line LIMIT $limit::BIGINT OFFSET $offset::BIGINT`,
    { ...parameters, limit, offset },
  );
  return { totalCount: numberOf(total, 'n'), items: rows.map(rowOf) };
}

function rowOf(row: Parameters<typeof textOf>[0] & object): QuarantineRow {
  return {
    groupId: textOf(row, 'group_id'),
    ...rejectRow(row),
    batchId: textOf(row, 'batch_id'),
    loadedMs: numberOf(row, 'loaded_ms'),
  };
}

/** Where the records of the filter lie in the raw files, by file and line; without their texts. */
export async function quarantinePlaces(
  session: DuckDbSession,
  filter: QuarantineFilter,
): Promise<readonly QuarantinePlace[]> {
  const rows = await session.rows(
    `SELECT f.name, w.line, w.event_index FROM (${wanted}) w JOIN stored.done_file f USING (file_id)
     ORDER BY f.name, w.line, w.event_index`,
    parametersOf(filter),
  );
  return rows.map((row) => ({
    file: textOf(row, 'name'),
    line: numberOf(row, 'line'),
    eventIndex: numberOf(row, 'event_index'),
  }));
}
