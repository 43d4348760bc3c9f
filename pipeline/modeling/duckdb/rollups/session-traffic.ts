import { sessionClock, sessionStart } from '../activity/activity-rows.ts';
import type { DuckDbSession } from '../duckdb-session.ts';
import { quoteIdentifier } from '../sql-text.ts';
import { listOf, trafficColumns } from './rollup-columns.ts';
import { keepsRollups } from './rollup-state.ts';

/** Temporary tables of this step. */
export const trafficTempTables: readonly string[] = ['session_seen', 'session_keyed'];

/** Begins the list of sessions that a load touches. */
export async function listMergedSessions(session: DuckDbSession): Promise<void> {
  await session.run(
    'CREATE OR REPLACE TEMP TABLE session_seen AS SELECT app_id, user_pseudo_id, session_id FROM session_new',
  );
}

/** Adds the sessions that a load makes anew. */
export async function listRemadeSessions(session: DuckDbSession): Promise<void> {
  await session.run(
    'INSERT INTO temp.session_seen SELECT app_id, user_pseudo_id, session_id FROM session_affected',
  );
}

/** Sessions of `relation` (alias `s`) by their keys: the user's number, the start or the number of the id. */
function keyed(relation: string): string {
  return `SELECT k.app_id, k.user_no, k.user_pseudo_id, k.session_id, k.session_start, o.session_no::INTEGER AS session_other FROM (
      SELECT r.*, ${sessionStart} AS session_start FROM (
        SELECT s.app_id, s.user_pseudo_id, s.session_id, u.user_no, ${sessionClock('s')}
        FROM ${relation} s JOIN stored.user u ON u.app_id = s.app_id AND u.user_pseudo_id = s.user_pseudo_id
      ) r
    ) k LEFT JOIN stored.session_number o ON k.session_start IS NULL AND o.app_id = k.app_id AND o.session_id = k.session_id`;
}

const sameKey = `t.app_id = k.app_id AND t.user_no = k.user_no AND t.session_start IS NOT DISTINCT FROM k.session_start
  AND t.session_other IS NOT DISTINCT FROM k.session_other`;

/** Brings the traffic of the listed sessions up to their rows. All of them are in the hot table. */
export async function writeSessionTraffic(session: DuckDbSession): Promise<void> {
  if (!(await keepsRollups(session))) return;
  await session.run(
    `CREATE OR REPLACE TEMP TABLE session_keyed AS ${keyed('(SELECT DISTINCT * FROM temp.session_seen)')}`,
  );
  await session.run(`DELETE FROM stored.session_traffic t USING temp.session_keyed k WHERE ${sameKey}`);
  await session.run(insertTraffic('stored.session', 'temp.session_keyed'));
}

/** Writes the traffic of all sessions of a relation (alias `s`); for a warehouse that held sessions before it kept it. */
export async function writeAllTraffic(session: DuckDbSession, relation: string): Promise<void> {
  await session.run(`CREATE OR REPLACE TEMP TABLE session_keyed AS ${keyed(relation)}`);
  await session.run(insertTraffic(relation, 'temp.session_keyed'));
}

function insertTraffic(relation: string, keys: string): string {
  const names = ['app_id', 'user_no', 'session_start', 'session_other', ...trafficColumns];
  return `INSERT INTO stored.session_traffic (${names.map(quoteIdentifier).join(', ')})
    SELECT k.app_id, k.user_no, k.session_start, k.session_other, ${listOf(trafficColumns, 's')}
    FROM ${keys} k JOIN ${relation} s
      ON s.app_id = k.app_id AND s.user_pseudo_id = k.user_pseudo_id AND s.session_id = k.session_id
    ORDER BY k.app_id, k.user_no`;
}
