import type { DuckDbSession } from '../duckdb-session.ts';
import { quoteIdentifier } from '../sql-text.ts';
import {
  makesSession,
  sessionEventColumns,
  sessionFromEvent,
  sessionStored,
  sourceRank,
} from '../tables/session-table.ts';
import { shownId } from '../tables/shown-expressions.ts';
import { columnNames } from '../tables/stored-column.ts';
import type { RowStamps } from './merge-users.ts';

const columnList = columnNames(sessionStored);
const sameSession =
  's.app_id = n.app_id AND s.user_pseudo_id = n.user_pseudo_id AND s.session_id = n.session_id';
const newIsBetter =
  '(n.source_rank, n.event_timestamp, n.event_id) < (s.source_rank, s.event_timestamp, s.event_id)';

/** Select list of event columns that sessions are made of. */
export function sessionContribution(rowKey: string): string {
  const names = sessionEventColumns.map((name) => `e.${quoteIdentifier(name)}`).join(', ');
  return `${rowKey} AS row_key, ${sourceRank} AS source_rank, ${shownId('event', 'e.')} AS event_id, ${names}`;
}

/** Query for the best event of each session among those of `relation`, as rows of `stored.session`. */
function bestOf(relation: string): string {
  return `WITH best AS (
      SELECT arg_min(e.row_key, {'rank': e.source_rank, 'at': e.event_timestamp, 'event': e.event_id}) AS row_key
      FROM ${relation} e GROUP BY e.app_id, e.user_pseudo_id, e.session_id
    )
    SELECT ${sessionFromEvent} FROM ${relation} e JOIN best b ON b.row_key = e.row_key`;
}

/** Finds the best event of each session among this load's events of people: `session_new`. */
export async function findSessions(session: DuckDbSession, stamps: RowStamps): Promise<void> {
  const relation = `(SELECT ${sessionContribution('e.rowid')} FROM stored.event e
    WHERE e.load_no = $loadNo::INTEGER AND NOT e.is_bot AND ${makesSession})`;
  await session.run(`CREATE OR REPLACE TEMP TABLE session_new AS ${bestOf(relation)}`, {
    loadNo: stamps.loadNo,
  });
}

/** Merges `session_new` into the stored sessions: the best row by (source rank, time, event id) stays whole. */
export async function mergeSessions(session: DuckDbSession, stamps: RowStamps): Promise<void> {
  const number = { loadNo: stamps.loadNo };
  await session.run(
    `CREATE OR REPLACE TEMP TABLE session_hit AS
     SELECT s.rowid AS row_id, s.event_timestamp AS old_timestamp, ${newIsBetter} AS is_better, n.*
     FROM stored.session s JOIN session_new n ON ${sameSession}`,
  );
  const updates = sessionStored.map(({ name }) => `${quoteIdentifier(name)} = h.${quoteIdentifier(name)}`);
  await session.run(
    `UPDATE stored.session u SET ${updates.join(', ')} FROM session_hit h WHERE u.rowid = h.row_id AND h.is_better`,
  );
  await session.run(
    `INSERT INTO stored.session (${columnList}) SELECT ${columnList} FROM session_new n
     WHERE NOT EXISTS (FROM session_hit s WHERE ${sameSession})`,
  );
  await session.run(
    `INSERT INTO stored.dirty SELECT DISTINCT 'session', app_id, day, $loadNo::INTEGER FROM (
       SELECT app_id, old_timestamp::DATE AS day FROM session_hit WHERE is_better
       UNION ALL SELECT app_id, event_timestamp::DATE FROM session_hit WHERE is_better
       UNION ALL SELECT app_id, event_timestamp::DATE FROM session_new n
         WHERE NOT EXISTS (FROM session_hit s WHERE ${sameSession}))`,
    number,
  );
}

/** Makes the sessions of `affected` anew from the events in `replay` and what an earlier run carried over. */
export async function recomputeSessions(session: DuckDbSession, stamps: RowStamps): Promise<void> {
  const number = { loadNo: stamps.loadNo };
  await session.run(
    `CREATE OR REPLACE TEMP TABLE session_affected AS SELECT DISTINCT app_id, user_pseudo_id, session_id
     FROM affected WHERE user_pseudo_id IS NOT NULL AND session_id IS NOT NULL`,
  );
  const keys = 'USING (app_id, user_pseudo_id, session_id)';
  const touched = `INSERT INTO stored.dirty SELECT DISTINCT 'session', u.app_id, u.event_timestamp::DATE, $loadNo::INTEGER
    FROM stored.session u SEMI JOIN session_affected a ${keys}`;
  await session.run(touched, number);
  await session.run(
    `DELETE FROM stored.session u USING session_affected a
     WHERE u.app_id = a.app_id AND u.user_pseudo_id = a.user_pseudo_id AND u.session_id = a.session_id`,
  );
  const relation = `(SELECT ${sessionContribution('e.row_key')}
    FROM (FROM replay SEMI JOIN session_affected ${keys}) e WHERE ${makesSession})`;
  await session.run(`CREATE OR REPLACE TEMP TABLE session_new AS ${bestOf(relation)}`);
  await session.run(
    `INSERT INTO stored.session (${columnList}) SELECT ${columnList} FROM (
       FROM session_new UNION ALL BY NAME FROM stored.session_carried SEMI JOIN session_affected ${keys}
     ) QUALIFY row_number() OVER (
       PARTITION BY app_id, user_pseudo_id, session_id ORDER BY source_rank, event_timestamp, event_id) = 1`,
  );
  await session.run(touched, number);
}
