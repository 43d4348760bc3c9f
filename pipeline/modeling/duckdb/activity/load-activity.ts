import { type DuckDbSession, numberOf } from '../duckdb-session.ts';
import { activityRows } from './activity-rows.ts';
import { matchPersons } from './match-persons.ts';
import { keepNumbers, noNumber, numberUsers } from './number-users.ts';
import { listRedo, redoActivity } from './redo-activity.ts';
import { writeActivity } from './write-activity.ts';

/** Stands for the number of a load where none takes place. */
const forgetting = -2;

/** Whether this warehouse keeps activity. */
export async function keepsActivity(session: DuckDbSession): Promise<boolean> {
  const [state] = await session.rows('SELECT count(*) AS n FROM stored.activity_state');
  return numberOf(state, 'n') > 0;
}

/**
 * Brings `stored.activity` up to the events of a load, in its transaction: after users, duplicates and removals are done
 * with, so that the view `activity` shows the same events as `event_v2` at every commit.
 */
export async function addLoadedActivity(session: DuckDbSession, loadNo: number): Promise<void> {
  if (!(await keepsActivity(session))) return;
  const firstNew = await numberUsers(session);
  const personsGrew = await matchPersons(session, { loadNo, firstNew });
  await session.run(newRows(loadNo));
  if ((await listRedo(session, { personsGrew })) > 0) await redoActivity(session);
  await writeActivity(session);
}

/**
 * Deletes users' rows. Their events stay, so their numbers do too: from now on each is known by its pseudo id alone.
 * `condition` is on `u`. Run in a transaction; answers with the number of users.
 */
export async function forgetUsers(session: DuckDbSession, condition: string): Promise<number> {
  await keepNumbers(session, condition, forgetting);
  const forgotten = await session.run(`DELETE FROM stored.user u WHERE ${condition}`);
  if (!(await matchPersons(session, { loadNo: forgetting, firstNew: noNumber }))) return forgotten;
  await session.run(newRows(forgetting));
  await session.run(
    'CREATE OR REPLACE TEMP TABLE affected (app_id VARCHAR, user_pseudo_id VARCHAR, day DATE)',
  );
  if ((await listRedo(session, { personsGrew: true })) > 0) {
    await redoActivity(session);
    await writeActivity(session);
  }
  return forgotten;
}

/** The load's own events of people. Its users are those that carry its number. */
function newRows(loadNo: number): string {
  const source = {
    from: `stored.event e LEFT JOIN (FROM stored.user WHERE load_no = ${loadNo}) u
      ON u.app_id = e.app_id AND u.user_pseudo_id = e.user_pseudo_id`,
    where: `e.load_no = ${loadNo} AND NOT e.is_bot`,
  };
  return `CREATE OR REPLACE TEMP TABLE activity_new AS ${activityRows(source)}`;
}
