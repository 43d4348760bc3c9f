import { keepNumbers } from '../activity/number-users.ts';
import type { DuckDbSession } from '../duckdb-session.ts';
import {
  changedParts,
  mergedUser,
  userColumnList,
  userContribution,
  userStateSql,
  userUpdates,
} from './user-state.ts';

/** Stamps of rows that a load writes. */
export type RowStamps = {
  readonly job: string;
  /** Epoch ms, like `createdMs`. */
  readonly processMs: number;
  readonly createdMs: number;
  readonly loadNo: number;
};

const mine = 'e.load_no = $loadNo::INTEGER AND NOT e.is_bot AND e.user_pseudo_id IS NOT NULL';

/** Merges the users of this load's events of people into the stored ones. Commutative over loads. */
export async function mergeUsers(session: DuckDbSession, stamps: RowStamps): Promise<void> {
  const relation = `(SELECT ${userContribution('e.rowid')} FROM stored.event e WHERE ${mine})`;
  await session.run(`CREATE OR REPLACE TEMP TABLE user_new AS ${userStateSql(relation)}`, stamps);
  await session.run(
    `CREATE OR REPLACE TEMP TABLE user_hit AS
     SELECT s.rowid AS row_id, s.event_timestamp AS old_timestamp, ${changedParts()}, ${mergedUser()}
     FROM stored.user s JOIN user_new n ON s.app_id = n.app_id AND s.user_pseudo_id = n.user_pseudo_id`,
  );
  for (const update of userUpdates()) await session.run(update);
  await session.run(
    `INSERT INTO stored.user (${userColumnList})
     SELECT ${userColumnList} FROM user_new n
     WHERE NOT EXISTS (FROM user_hit h WHERE h.app_id = n.app_id AND h.user_pseudo_id = n.user_pseudo_id)`,
  );
  const { loadNo } = stamps;
  await session.run(
    `INSERT INTO stored.dirty SELECT DISTINCT 'user_v2', app_id, day, $loadNo::INTEGER FROM (
       SELECT app_id, old_timestamp::DATE AS day FROM user_hit
       UNION ALL SELECT app_id, event_timestamp::DATE FROM user_hit
       UNION ALL SELECT app_id, event_timestamp::DATE FROM user_new)`,
    { loadNo },
  );
}

/**
 * Makes the users of `affected` anew from the events in `replay` and what an earlier run carried over. Used when a stored
 * event went away, which no merge can undo.
 */
export async function recomputeUsers(session: DuckDbSession, stamps: RowStamps): Promise<void> {
  const relation = `(SELECT ${userContribution('e.row_key')} FROM replay e)`;
  const { loadNo } = stamps;
  const number = { loadNo };
  await session.run(
    `CREATE OR REPLACE TEMP TABLE user_affected AS
     SELECT DISTINCT app_id, user_pseudo_id FROM affected WHERE user_pseudo_id IS NOT NULL`,
  );
  const touched = `SELECT DISTINCT 'user_v2', u.app_id, u.event_timestamp::DATE, $loadNo::INTEGER
    FROM stored.user u SEMI JOIN user_affected a USING (app_id, user_pseudo_id)`;
  await session.run(`INSERT INTO stored.dirty ${touched}`, number);
  await keepNumbers(
    session,
    '(u.app_id, u.user_pseudo_id) IN (SELECT (app_id, user_pseudo_id) FROM user_affected)',
    loadNo,
  );
  await session.run(
    `DELETE FROM stored.user u USING user_affected a WHERE u.app_id = a.app_id AND u.user_pseudo_id = a.user_pseudo_id`,
  );
  await session.run(`CREATE OR REPLACE TEMP TABLE user_new AS ${userStateSql(relation)}`, stamps);
  await session.run(
    `INSERT INTO stored.user (${userColumnList})
     SELECT ${userColumnList} FROM (
       SELECT ${mergedUser()} FROM user_new n FULL JOIN (
         FROM stored.user_carried c SEMI JOIN user_affected a USING (app_id, user_pseudo_id)
       ) s ON s.app_id = n.app_id AND s.user_pseudo_id = n.user_pseudo_id)`,
  );
  await session.run(`INSERT INTO stored.dirty ${touched}`, number);
}
