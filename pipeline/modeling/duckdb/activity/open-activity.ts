import { type DuckDbSession, textOf } from '../duckdb-session.ts';
import { coldFiles, storedRows } from '../lake/cold-files.ts';
import { inRange } from '../load/touched-days.ts';
import { quoteLiteral } from '../sql-text.ts';
import { activityRows } from './activity-rows.ts';
import { keepsActivity } from './load-activity.ts';
import { matchPersons } from './match-persons.ts';
import { numberUsers } from './number-users.ts';
import { activityTempTables, writeActivity } from './write-activity.ts';

const dayMs = 86_400_000;
const version = 1;

/** Every load has a smaller number: all users count as changed. */
const everyUser = { loadNo: -3, firstNew: 0 };

/**
 * Makes a warehouse keep activity. One that holds events from before it did writes them once, in about two seconds per
 * million events.
 */
export async function openActivity(session: DuckDbSession): Promise<void> {
  if (await keepsActivity(session)) return;
  await session.transaction(async () => {
    await numberUsers(session);
    await matchPersons(session, everyUser);
    for (const day of await storedDays(session)) {
      await stageDay(session, day);
      await writeActivity(session);
    }
    await session.run(`INSERT INTO stored.activity_state VALUES (${version})`);
  });
  await dropActivityTables(session);
}

/** Drops the temporary tables of the layout's steps, so that an idle warehouse holds no memory for them. */
export async function dropActivityTables(session: DuckDbSession): Promise<void> {
  await session.run(activityTempTables.map((table) => `DROP TABLE IF EXISTS temp.${table}`).join('; '));
}

/** An app's day of stored events, hot, cold or both. */
export interface StoredDay {
  readonly app: string;
  readonly day: string;
}

/** Every app's day that holds events. */
export async function storedDays(session: DuckDbSession): Promise<readonly StoredDay[]> {
  const rows = await session.rows(
    `SELECT DISTINCT app_id, event_timestamp::DATE AS day FROM stored.event
     UNION SELECT app_id, day FROM stored.cold WHERE tbl = 'event_v2' ORDER BY day, app_id`,
  );
  return rows.map((row) => ({ app: textOf(row, 'app_id'), day: textOf(row, 'day') }));
}

/** Puts a whole day's events into `temp.activity_new`: all rows of each moment are there together. */
export async function stageDay(session: DuckDbSession, { app, day }: StoredDay): Promise<void> {
  const fromMs = Date.parse(`${day}T00:00:00Z`);
  const cold = (await coldFiles(session, 'event_v2')).filter((file) => file.app === app && file.day === day);
  const relations = [
    `SELECT * FROM stored.event h WHERE ${inRange('h', { fromMs, toMs: fromMs + dayMs })}`,
    ...(cold.length === 0 ? [] : [storedRows('event_v2', cold)]),
  ];
  const parts = relations.map((relation) =>
    activityRows({
      from: `(${relation}) e LEFT JOIN stored.user u ON u.app_id = e.app_id AND u.user_pseudo_id = e.user_pseudo_id`,
      where: `e.app_id = ${quoteLiteral(app)} AND NOT e.is_bot`,
    }),
  );
  await session.run(`CREATE OR REPLACE TEMP TABLE activity_new AS ${parts.join(' UNION ALL ')}`);
}
