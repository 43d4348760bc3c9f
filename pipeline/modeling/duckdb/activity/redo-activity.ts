import { type DuckDbSession, numberOf, textOf } from '../duckdb-session.ts';
import { coldFiles, storedRows } from '../lake/cold-files.ts';
import { inRange } from '../load/touched-days.ts';
import { slotMs } from '../rollups/rollup-columns.ts';
import { slotTables } from '../rollups/rollup-tables.ts';
import { activityRows } from './activity-rows.ts';

const dayMs = 86_400_000;
const dayOf = (alias: string) => `make_timestamp(${alias}.event_ms * 1000)::DATE`;

/** Every user with a number, by pseudo id; the user 0 of an app stands for events without one. */
const numberedUsers = `SELECT app_id, user_pseudo_id, user_no FROM stored.user WHERE user_no IS NOT NULL
  UNION ALL SELECT app_id, user_pseudo_id, user_no FROM stored.former_user`;

/** What may have made rows wrong, beside the load's own events. */
export interface RedoSources {
  /** Whether persons in `temp.person_member` gained users, whose events may meet in one millisecond now. */
  readonly personsGrew: boolean;
}

/**
 * Lists in `temp.activity_redo` the persons' days whose rows no longer hold: stored events went away (`affected`), new rows
 * stand in the same millisecond as rows written before, or persons became one. Their order (`tie`) is found only from all
 * events of the moment together. Answers with the number of days.
 */
export async function listRedo(session: DuckDbSession, { personsGrew }: RedoSources): Promise<number> {
  const met = `SELECT n.app_id, n.person_no, ${dayOf('n')} AS day FROM temp.activity_new n
    JOIN stored.activity a ON a.event_ms = n.event_ms AND a.app_id = n.app_id
    LEFT JOIN stored.person p ON p.user_no = a.user_no WHERE coalesce(p.person_no, a.user_no) = n.person_no`;
  const gone = `SELECT g.app_id, coalesce(p.person_no, u.user_no, 0), g.day FROM affected g
    LEFT JOIN (${numberedUsers}) u ON u.app_id = g.app_id AND u.user_pseudo_id = g.user_pseudo_id
    LEFT JOIN stored.person p ON p.user_no = u.user_no`;
  const joined = `SELECT app_id, person_no, make_timestamp(event_ms * 1000)::DATE FROM (
      SELECT m.app_id, m.person_no, a.event_ms FROM stored.activity a JOIN temp.person_member m ON m.user_no = a.user_no
      WHERE m.size > 1 GROUP BY ALL HAVING count(DISTINCT a.user_no) > 1)`;
  await session.run(
    `CREATE OR REPLACE TEMP TABLE activity_redo AS ${[met, gone, ...(personsGrew ? [joined] : [])].join(' UNION ')}`,
  );
  const [found] = await session.rows('SELECT count(*) AS n FROM temp.activity_redo');
  return numberOf(found, 'n');
}

/** Takes the rows of `temp.activity_redo` out of the table and makes them anew from the events, in `temp.activity_new`. */
export async function redoActivity(session: DuckDbSession): Promise<void> {
  await session.run(
    `CREATE OR REPLACE TEMP TABLE activity_redo_user AS
     SELECT DISTINCT r.app_id, r.day, u.user_no, u.user_pseudo_id FROM temp.activity_redo r
     JOIN (SELECT app_id, NULL::VARCHAR AS user_pseudo_id, 0 AS user_no FROM temp.activity_redo UNION ALL ${numberedUsers}) u
       ON u.app_id = r.app_id
     LEFT JOIN stored.person p ON p.user_no = u.user_no WHERE coalesce(p.person_no, u.user_no) = r.person_no`,
  );
  for (const table of ['stored.activity', 'temp.activity_new']) {
    await session.run(
      `DELETE FROM ${table} a USING temp.activity_redo_user r
       WHERE a.user_no = r.user_no AND a.app_id = r.app_id AND ${dayOf('a')} = r.day`,
    );
  }
  for (const table of slotTables) {
    await session.run(
      `DELETE FROM stored.${table} v USING temp.activity_redo_user r
       WHERE v.user_no = r.user_no AND v.app_id = r.app_id AND make_timestamp(v.slot::BIGINT * ${slotMs * 1000})::DATE = r.day`,
    );
  }
  for (const relation of await sourcesOf(session)) await session.run(insertRedone(relation));
}

function insertRedone(relation: string): string {
  const from = `${relation} JOIN temp.activity_redo_user u ON u.app_id = e.app_id
    AND u.user_pseudo_id IS NOT DISTINCT FROM e.user_pseudo_id AND u.day = e.event_timestamp::DATE`;
  return `INSERT INTO temp.activity_new BY NAME ${activityRows({ from, where: 'NOT e.is_bot' })}`;
}

/** The hot table within the range of days, and the files of those that are cold. */
async function sourcesOf(session: DuckDbSession): Promise<readonly string[]> {
  const days = await session.rows('SELECT DISTINCT app_id, day FROM temp.activity_redo');
  const wanted = new Set(days.map((row) => `${textOf(row, 'day')} ${textOf(row, 'app_id')}`));
  const starts = days.map((row) => Date.parse(`${textOf(row, 'day')}T00:00:00Z`));
  const range = { fromMs: Math.min(...starts), toMs: Math.max(...starts) + dayMs };
  const cold = (await coldFiles(session, 'event_v2')).filter(({ app, day }) => wanted.has(`${day} ${app}`));
  return [
    `(SELECT * FROM stored.event h WHERE ${inRange('h', range)}) e`,
    ...(cold.length === 0 ? [] : [`(${storedRows('event_v2', cold)}) e`]),
  ];
}
