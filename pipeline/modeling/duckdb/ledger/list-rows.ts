import type { DuplicateRow, RejectFilter, RejectRow } from '../../trace.ts';
import { type DuckDbSession, numberOf, type SqlParameters, textOf } from '../duckdb-session.ts';
import { rejectRow } from './trace-columns.ts';

const defaultLimit = 100;

const inFilter = `($app IS NULL OR o.app_id = $app) AND ($since IS NULL OR o.ingest_time_msec >= $since::BIGINT)
  AND ($until IS NULL OR o.ingest_time_msec < $until::BIGINT)`;

function parametersOf(filter: RejectFilter): SqlParameters {
  return {
    app: filter.app ?? null,
    since: filter.sinceMs ?? null,
    until: filter.untilMs ?? null,
    limit: filter.limit ?? defaultLimit,
  };
}

/** Refused records and events with their text, newest first. */
export async function listRejects(
  session: DuckDbSession,
  filter: RejectFilter,
): Promise<readonly RejectRow[]> {
  const rows = await session.rows(
    `SELECT o.*, f.name AS file_name FROM stored.reject o LEFT JOIN stored.done_file f USING (file_id)
     WHERE ${inFilter} AND ($reason IS NULL OR o.reason = $reason)
     ORDER BY o.ingest_time_msec DESC, o.rid, o.event_index LIMIT $limit::BIGINT`,
    { ...parametersOf(filter), reason: filter.reason ?? null },
  );
  return rows.map(rejectRow);
}

/** Events left out because another one with the same id stays, newest first. */
export async function listDuplicates(
  session: DuckDbSession,
  filter: RejectFilter,
): Promise<readonly DuplicateRow[]> {
  const rows = await session.rows(
    `SELECT o.*, f.name AS file_name FROM stored.duplicate o LEFT JOIN stored.done_file f USING (file_id)
     WHERE ${inFilter} ORDER BY o.ingest_time_msec DESC, o.rid, o.event_index LIMIT $limit::BIGINT`,
    parametersOf(filter),
  );
  return rows.map((row) => ({
    appId: textOf(row, 'app_id'),
    eventId: textOf(row, 'event_id'),
    rid: textOf(row, 'rid'),
    keptRid: textOf(row, 'kept_rid'),
    ingestMs: numberOf(row, 'ingest_time_msec'),
    file: textOf(row, 'file_name'),
    line: numberOf(row, 'line'),
    eventIndex: numberOf(row, 'event_index'),
  }));
}
