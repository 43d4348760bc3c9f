import { type DuckDbSession, numberOf } from '../duckdb-session.ts';
import { keepsRollups } from '../rollups/rollup-state.ts';
import { writeRollups } from '../rollups/write-rollups.ts';
import { activityOrder, dimensionList } from './activity-table.ts';

/** Temporary tables of this step. */
export const activityTempTables: readonly string[] = [
  'activity_new',
  'activity_redo',
  'activity_redo_user',
  'person_member',
];

/** Moments of a person that have several rows. */
const sharedMoments =
  'FROM temp.activity_new SELECT app_id, person_no, event_ms GROUP BY ALL HAVING count(*) > 1';

/** Places of those rows in their total order. */
const ties = `SELECT n.rowid AS row_id, row_number() OVER (PARTITION BY n.app_id, n.person_no, n.event_ms
      ORDER BY n.sequence NULLS LAST, coalesce(n.event_uuid::VARCHAR, n.event_text)) - 1 AS tie
    FROM temp.activity_new n SEMI JOIN (${sharedMoments}) USING (app_id, person_no, event_ms)`;

/**
 * Completes `temp.activity_new`, which holds all rows of each moment of a person or none: their order, and numbers for
 * sessions of another form. Answers with the number of rows.
 */
export async function completeRows(session: DuckDbSession): Promise<number> {
  const [found] = await session.rows(
    `SELECT count(*) AS held, count(session_text) AS others, EXISTS(${sharedMoments}) AS shared FROM temp.activity_new`,
  );
  if (found?.shared === true) {
    await session.run(
      `UPDATE temp.activity_new n SET tie = t.tie FROM (${ties}) t WHERE n.rowid = t.row_id AND t.tie > 0`,
    );
  }
  if (numberOf(found, 'others') > 0) await numberSessions(session);
  return numberOf(found, 'held');
}

/** Completes `temp.activity_new` and appends it in the table's order, and to what else is kept of activity. */
export async function writeActivity(session: DuckDbSession): Promise<void> {
  if ((await completeRows(session)) === 0) return;
  await session.run(
    `INSERT INTO stored.activity
     SELECT n.app_id, n.event_name, n.event_ms, n.tie, n.user_no, n.event_ms - n.session_start, n.session_other,
       ${dimensionList('n')}
     FROM temp.activity_new n ORDER BY ${activityOrder}`,
  );
  await session.run(
    `INSERT INTO stored.activity_unsorted
     SELECT app_id, make_timestamp(event_ms * 1000)::DATE AS day, count(*), count(*) FROM temp.activity_new GROUP BY ALL`,
  );
  if (await keepsRollups(session)) await writeRollups(session);
}

/** Numbers session ids that are not of our clients' form. */
async function numberSessions(session: DuckDbSession): Promise<void> {
  await session.run(
    `INSERT INTO stored.session_number
     SELECT n.app_id, n.session_text, coalesce((SELECT max(session_no) FROM stored.session_number), 0) + row_number() OVER ()
     FROM (SELECT DISTINCT app_id, session_text FROM temp.activity_new WHERE session_text IS NOT NULL) n
     ANTI JOIN stored.session_number s ON s.app_id = n.app_id AND s.session_id = n.session_text`,
  );
  await session.run(
    `UPDATE temp.activity_new n SET session_other = s.session_no FROM stored.session_number s
     WHERE s.app_id = n.app_id AND s.session_id = n.session_text`,
  );
}
