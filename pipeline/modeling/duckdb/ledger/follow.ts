import type { RejectReason } from '@millstream/core';
import type { EventTrace, FileTrace, RequestTrace } from '../../trace.ts';
import { type DuckDbSession, textOf } from '../duckdb-session.ts';
import { coldEvents } from '../lake/thaw.ts';
import { shownId, shownRid } from '../tables/shown-expressions.ts';
import { eventTrace, fileTrace, sourceColumns, sourceJoin, textOrNull } from './trace-columns.ts';

/** Rows of people's events tell which items, sessions and users they belong to. */
const tableCounts = `1 AS event_rows,
  (SELECT count(*) FROM item_v2 i WHERE i.app_id = o.app_id AND i.event_id = o.event_id) AS item_rows,
  (SELECT count(*) FROM session s WHERE NOT o.is_bot AND s.app_id = o.app_id
     AND s.user_pseudo_id = o.user_pseudo_id AND s.session_id = o.session_id) AS session_rows,
  (SELECT count(*) FROM stored.user u WHERE NOT o.is_bot AND u.app_id = o.app_id
     AND u.user_pseudo_id = o.user_pseudo_id) AS user_rows`;

/** The conditions that find one request's or one event's rows in each place. */
interface Wanted {
  readonly stored: string;
  readonly listed: string;
}

const byRid: Wanted = {
  stored: `(e.rid_uuid = try_cast($key AS UUID) OR e.rid_text = $key)`,
  listed: `o.rid = $key`,
};
const byEvent: Wanted = {
  stored: `(e.event_uuid = try_cast($key AS UUID) OR e.event_text = $key)`,
  listed: `o.event_id = $key`,
};

/** What became of a request's record and events; null when no loaded file holds it. */
export async function followRequest(session: DuckDbSession, rid: string): Promise<RequestTrace | null> {
  const events = await traceEvents(session, byRid, rid);
  const records = await session.rows(
    `SELECT o.reason, o.detail, ${sourceColumns} FROM stored.reject o ${sourceJoin}
     WHERE o.event_index < 0 AND o.rid = $key`,
    { key: rid },
  );
  const record = records[0];
  if (events.length === 0 && record === undefined) return null;
  const sources = new Map<string, FileTrace>();
  for (const source of [...events.map((event) => event.source), ...records.map(fileTrace)]) {
    if (source !== undefined) sources.set(source.file, source);
  }
  const detail = record === undefined ? null : textOrNull(record, 'detail');
  return {
    rid,
    outcome: record === undefined ? 'decoded' : 'undecodable',
    ...(record === undefined ? {} : { reason: textOf(record, 'reason') as RejectReason }),
    ...(detail === null ? {} : { detail }),
    events,
    sources: [...sources.values()],
  };
}

/** What became of every event that carried this id. */
export function followEvent(session: DuckDbSession, eventId: string): Promise<readonly EventTrace[]> {
  return traceEvents(session, byEvent, eventId);
}

async function traceEvents(
  session: DuckDbSession,
  wanted: Wanted,
  key: string,
): Promise<readonly EventTrace[]> {
  const cold = await coldEvents(session);
  const found = ['stored.event', ...(cold === null ? [] : [cold])].map(
    (
      relation,
    ) => `SELECT e.app_id, ${shownId('event', 'e.')} AS event_id, e.event_name, ${shownRid('e.')} AS rid,
      e.ingest_time_msec, e.line, e.event_index, e.is_bot, e.user_pseudo_id, e.session_id, e.file_id
      FROM ${relation} e WHERE ${wanted.stored}`,
  );
  const rows = await session.rows(
    `SELECT o.app_id, o.event_id, o.event_name, o.rid, o.ingest_time_msec AS ingest_ms, o.line, o.event_index,
       CASE WHEN o.is_bot THEN 'bot' ELSE 'human' END AS outcome, NULL AS reason, NULL AS detail, NULL AS kept_rid,
       ${tableCounts}, ${sourceColumns}
     FROM (${found.join(' UNION ALL ')}) o ${sourceJoin}
     UNION ALL BY NAME
     SELECT o.app_id, o.event_id, NULL AS event_name, o.rid, o.ingest_time_msec AS ingest_ms, o.line, o.event_index,
       'duplicate' AS outcome, o.kept_rid, ${sourceColumns}
     FROM stored.duplicate o ${sourceJoin} WHERE ${wanted.listed}
     UNION ALL BY NAME
     SELECT o.app_id, o.event_id, o.event_name, o.rid, o.ingest_time_msec AS ingest_ms, o.line, o.event_index,
       'rejected' AS outcome, o.reason, o.detail, ${sourceColumns}
     FROM stored.reject o ${sourceJoin} WHERE o.event_index >= 0 AND ${wanted.listed}
     ORDER BY ingest_ms, rid, event_index`,
    { key },
  );
  return rows.map(eventTrace);
}
