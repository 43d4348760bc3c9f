import { type DuckDbSession, numberOf } from '../duckdb-session.ts';

/** A number above those of all users. */
export const noNumber = 2_147_483_647;

/**
 * Gives a number to each row of `stored.user` that has none: the one it had before when it comes back, else the next.
 * Numbers are never given to another user. Answers with the first new number, or `noNumber` when none is new.
 */
export async function numberUsers(session: DuckDbSession): Promise<number> {
  const [found] = await session.rows(
    `SELECT (SELECT count(*) FROM stored.user WHERE user_no IS NULL) AS unnumbered,
       (SELECT count(*) FROM stored.former_user) AS former,
       greatest((SELECT max(user_no) FROM stored.user), (SELECT max(user_no) FROM stored.former_user)) AS last`,
  );
  if (numberOf(found, 'unnumbered') === 0) return noNumber;
  if (numberOf(found, 'former') > 0) await takeFormerNumbers(session);
  const first = numberOf(found, 'last') + 1;
  await session.run(
    `UPDATE stored.user u SET user_no = n.user_no FROM (
       SELECT rowid AS row_id, (${first - 1} + row_number() OVER ())::INTEGER AS user_no
       FROM stored.user WHERE user_no IS NULL
     ) n WHERE u.rowid = n.row_id`,
  );
  return first;
}

async function takeFormerNumbers(session: DuckDbSession): Promise<void> {
  await session.run(
    `UPDATE stored.user u SET user_no = f.user_no, keyed_user_id = f.keyed_user_id FROM stored.former_user f
     WHERE u.user_no IS NULL AND f.app_id = u.app_id AND f.user_pseudo_id = u.user_pseudo_id`,
  );
  await session.run('DELETE FROM stored.former_user f USING stored.user u WHERE u.user_no = f.user_no');
}

/** Keeps the numbers of users whose rows are about to be deleted. `condition` is on `u`; run in the same transaction. */
export async function keepNumbers(session: DuckDbSession, condition: string, loadNo: number): Promise<void> {
  await session.run(
    `INSERT INTO stored.former_user SELECT u.app_id, u.user_pseudo_id, u.user_no, u.keyed_user_id, $loadNo::INTEGER
     FROM stored.user u WHERE u.user_no IS NOT NULL AND ${condition}`,
    { loadNo },
  );
}
