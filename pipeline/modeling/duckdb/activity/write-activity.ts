import { type DuckDbSession, numberOf } from '../duckdb-session.ts';
import { keepsRollups } from '../rollups/rollup-state.ts';
import { writeRollups } from '../rollups/write-rollups.ts';
import { activityOrder, dimensionList } from './activity-table.ts';

/** Temporary tables of this step. */
export const activityTempTables: readonly string[] = [
  'activity_new',
  'activity_redo',
  'activity_redo_user',
  'person_key',
  'person_member',
];

/** Rows of one moment of a person in their total order, where there are several. */
const ties = `SELECT n.rowid AS row_id, (row_number() OVER (PARTITION BY n.app_id, n.person_no, n.event_ms
      ORDER BY n.sequence NULLS LAST, coalesce(n.event_uuid::VARCHAR, n.event_text)) - 1)::INTEGER AS tie
    FROM temp.activity_new n
    SEMI JOIN (FROM temp.activity_new SELECT app_id, person_no, event_ms GROUP BY ALL HAVING count(*) > 1) m
      ON m.app_id = n.app_id AND m.person_no = n.person_no AND m.event_ms = n.event_ms`;

/**
 * Query for all of `temp.activity_new` with each event's `tie` and its session by start or number.
 */
export async function tiedRows(session: DuckDbSession): Promise<string> {
  const [others] = await session.rows('SELECT count(session_text) AS n FROM temp.activity_new');
  const withOthers = numberOf(others, 'n') > 0;
  if (withOthers) await numberSessions(session);
  return `SELECT n.* EXCLUDE (session_gap, session_text), coalesce(t.tie, 0) AS tie, n.session_gap,
      n.event_ms - n.session_gap AS session_start, ${withOthers ? 's.session_no' : 'NULL::INTEGER'} AS session_other
    FROM temp.activity_new n LEFT JOIN (${ties}) t ON t.row_id = n.rowid
    ${withOthers ? 'LEFT JOIN stored.session_number s ON s.app_id = n.app_id AND s.session_id = n.session_text' : ''}`;
}

/** Appends `temp.activity_new`, which holds all rows of each moment of a person or none, in the table's order. */
export async function writeActivity(session: DuckDbSession): Promise<void> {
  const rows = await tiedRows(session);
  await session.run(
    `INSERT INTO stored.activity
     SELECT n.app_id, n.event_name, n.event_ms, n.tie, n.user_no, n.session_gap, n.session_other, ${dimensionList('n')}
     FROM (${rows}) n ORDER BY ${activityOrder}`,
  );
  await session.run(
    `INSERT INTO stored.activity_unsorted
     SELECT app_id, make_timestamp(event_ms * 1000)::DATE AS day, count(*), count(*) FROM temp.activity_new GROUP BY ALL`,
  );
  if (await keepsRollups(session)) await writeRollups(session, rows);
}

/** Numbers session ids that are not of our clients' form. */
async function numberSessions(session: DuckDbSession): Promise<void> {
  await session.run(
    `INSERT INTO stored.session_number
     SELECT n.app_id, n.session_text, coalesce((SELECT max(session_no) FROM stored.session_number), 0) + row_number() OVER ()
     FROM (SELECT DISTINCT app_id, session_text FROM temp.activity_new WHERE session_text IS NOT NULL) n
     ANTI JOIN stored.session_number s ON s.app_id = n.app_id AND s.session_id = n.session_text`,
  );
}
