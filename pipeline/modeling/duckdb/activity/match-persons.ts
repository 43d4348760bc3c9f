import { type DuckDbSession, numberOf } from '../duckdb-session.ts';

/** Every user that ever had a row, with the key that makes users one person. */
const keyedUsers = `SELECT app_id, user_no, coalesce(user_id, user_pseudo_id) AS key FROM stored.user WHERE user_no IS NOT NULL
  UNION ALL SELECT app_id, user_no, user_pseudo_id FROM stored.former_user`;

/** Users whose key may have changed. */
export interface ChangedUsers {
  /** Number of the load that touched their rows. */
  readonly loadNo: number;
  /** Users from this number on are new. */
  readonly firstNew: number;
}

const newlyIdentified = 'user_id IS DISTINCT FROM keyed_user_id';
const changed = `load_no = $loadNo::INTEGER AND (user_no >= $firstNew::INTEGER OR ${newlyIdentified})`;

/** The keys that changed users have now or had before. */
const changedKeys = `SELECT DISTINCT app_id, unnest([new_key, old_key]) AS key FROM (
    SELECT app_id, coalesce(user_id, user_pseudo_id) AS new_key, coalesce(keyed_user_id, user_pseudo_id) AS old_key
    FROM stored.user WHERE ${changed}
    UNION ALL
    SELECT app_id, user_pseudo_id, coalesce(keyed_user_id, user_pseudo_id)
    FROM stored.former_user WHERE load_no = $loadNo::INTEGER)`;

/**
 * Finds the persons of changed users anew: users of an app with the same latest user id, or whose pseudo id is another
 * one's user id, are one person, whose number is the smallest of theirs. Persons that may have gained a user are listed in
 * `temp.person_member` with a `size` above 1. Answers whether there are any.
 */
export async function matchPersons(session: DuckDbSession, users: ChangedUsers): Promise<boolean> {
  const parameters = { ...users };
  const [found] = await session.rows(
    `SELECT count(*) AS changed, count(*) FILTER (${newlyIdentified}) AS identified,
       (SELECT count(*) FROM stored.former_user WHERE load_no = $loadNo::INTEGER) AS gone
     FROM stored.user WHERE ${changed}`,
    parameters,
  );
  const gone = numberOf(found, 'gone');
  if (numberOf(found, 'changed') + gone === 0) return false;
  await session.run(
    `CREATE OR REPLACE TEMP TABLE person_member AS
     SELECT app_id, user_no, min(user_no) OVER person AS person_no, count(*) OVER person AS size
     FROM (${keyedUsers}) SEMI JOIN (${changedKeys}) USING (app_id, key) WINDOW person AS (PARTITION BY app_id, key)`,
    parameters,
  );
  const personsGrew = await writePersons(session);
  const { loadNo } = users;
  if (numberOf(found, 'identified') > 0) {
    await session.run(
      `UPDATE stored.user SET keyed_user_id = user_id WHERE load_no = $loadNo::INTEGER AND ${newlyIdentified}`,
      { loadNo },
    );
  }
  if (gone > 0) {
    await session.run(
      'UPDATE stored.former_user SET keyed_user_id = NULL, load_no = -1 WHERE load_no = $loadNo::INTEGER',
      { loadNo },
    );
  }
  return personsGrew;
}

/** Brings `stored.person` up to `temp.person_member`; answers whether a person has several users. */
async function writePersons(session: DuckDbSession): Promise<boolean> {
  const [found] = await session.rows(
    `SELECT count(*) FILTER (size > 1) AS shared, count(p.user_no) AS known
     FROM temp.person_member m LEFT JOIN stored.person p ON p.user_no = m.user_no`,
  );
  const isShared = numberOf(found, 'shared') > 0;
  if (numberOf(found, 'known') > 0) {
    await session.run('DELETE FROM stored.person WHERE user_no IN (SELECT user_no FROM temp.person_member)');
  }
  if (isShared) {
    await session.run(
      'INSERT INTO stored.person SELECT user_no, person_no FROM temp.person_member WHERE user_no <> person_no',
    );
  }
  return isShared;
}
