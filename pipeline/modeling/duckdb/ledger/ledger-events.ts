import type { LedgerEvent, LedgerEventFilter, Page, PageOf } from '../../ledger-rows.ts';
import { type DuckDbSession, numberOf, type SqlParameters, textOf } from '../duckdb-session.ts';
import { coldEvents } from '../lake/thaw.ts';
import { shownId, shownRid } from '../tables/shown-expressions.ts';
import { textOrNull } from './trace-columns.ts';

const inFilter = `($app IS NULL OR o.app_id = $app) AND ($since IS NULL OR o.ingest_time_msec >= $since::BIGINT)
  AND ($until IS NULL OR o.ingest_time_msec < $until::BIGINT)`;

const common = 'o.app_id, o.ingest_time_msec AS ingest_ms, o.file_id, o.line, o.event_index';

function storedSql(relation: string, isBot: boolean | null): string {
  return `SELECT ${common}, CASE WHEN o.is_bot THEN 'bot' ELSE 'human' END AS outcome, ${shownId('event', 'o.')} AS event_id,
    o.event_name, epoch_ms(o.event_timestamp) AS event_ms, ${shownRid('o.')} AS rid, o.bot_reason AS why, NULL AS detail
    FROM ${relation} o WHERE ${inFilter}${isBot === null ? '' : ` AND ${isBot ? '' : 'NOT '}o.is_bot`}`;
}

const duplicateSql = `SELECT ${common}, 'duplicate' AS outcome, o.event_id, NULL AS event_name,
  epoch_ms(o.event_timestamp) AS event_ms, o.rid, o.kept_rid AS why, NULL AS detail
  FROM stored.duplicate o WHERE ${inFilter}`;

const rejectedSql = `SELECT ${common}, 'rejected' AS outcome, o.event_id, o.event_name, NULL AS event_ms, o.rid,
  o.reason AS why, o.detail FROM stored.reject o
  WHERE ${inFilter} AND o.event_index >= 0 AND ($reason IS NULL OR o.reason = $reason)`;

/** The places that hold the events of a number. */
async function placesOf(session: DuckDbSession, { count }: LedgerEventFilter): Promise<readonly string[]> {
  if (count === 'duplicate') return [duplicateSql];
  if (count === 'rejected') return [rejectedSql];
  const cold = await coldEvents(session);
  const relations = ['stored.event', ...(cold === null ? [] : [cold])];
  const isBot = count === 'events' ? null : count === 'bot';
  const stored = relations.map((relation) => storedSql(relation, isBot));
  return count === 'events' ? [...stored, duplicateSql, rejectedSql] : stored;
}

/** Lists the events behind one number of the ledger, newest first, with their count: the number itself. */
export async function ledgerEvents(
  session: DuckDbSession,
  filter: LedgerEventFilter,
  { offset, limit }: PageOf,
): Promise<Page<LedgerEvent>> {
  const places = await placesOf(session, filter);
  const asksReason = places.includes(rejectedSql);
  const parameters: SqlParameters = {
    app: filter.app ?? null,
    since: filter.sinceMs ?? null,
    until: filter.untilMs ?? null,
    ...(asksReason ? { reason: filter.reason ?? null } : {}),
  };
  const all = places.join(' UNION ALL BY NAME ');
  const [total] = await session.rows(`SELECT count(*) AS n FROM (${all})`, parameters);
  const rows = await session.rows(
    `SELECT r.*, f.name AS file_name FROM (${all}) r LEFT JOIN stored.done_file f USING (file_id)
     ORDER BY r.ingest_ms DESC, r.rid, r.event_index, r.line LIMIT $limit::BIGINT OFFSET $offset::BIGINT`,
    { ...parameters, limit, offset },
  );
  return {
    totalCount: numberOf(total, 'n'),
    items: rows.map((row) => ({
      appId: textOf(row, 'app_id'),
      // Written by the statements above.
      outcome: textOf(row, 'outcome') as LedgerEvent['outcome'],
      eventId: textOrNull(row, 'event_id'),
      eventName: textOrNull(row, 'event_name'),
      eventMs: row.event_ms === null ? null : numberOf(row, 'event_ms'),
      ingestMs: numberOf(row, 'ingest_ms'),
      rid: textOf(row, 'rid'),
      file: textOrNull(row, 'file_name'),
      line: numberOf(row, 'line'),
      eventIndex: numberOf(row, 'event_index'),
      why: textOrNull(row, 'why'),
      detail: textOrNull(row, 'detail'),
    })),
  };
}
