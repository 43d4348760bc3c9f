import type { SegmentCount, SegmentIds } from '../../segment-members.ts';
import { type DuckDbSession, numberOf, textOf } from '../duckdb-session.ts';

/** Members whose rows are shown. */
const sampleSize = 50;
/** Unmatched ids that are told. */
const unmatchedShown = 100;
/** Characters of an unmatched id that are told: a file may hold anything. */
const unmatchedLength = 255;
/** Ids handed to the engine at once; other work gets its turn in between. */
const idsPerFlush = 10_000;

/**
 * Puts ids into the session's temporary table `given`, and those that are users of the app into `member`: outside any
 * transaction of the warehouse, so that loads go on however long the ids take to come.
 */
export async function stageMembers(
  session: DuckDbSession,
  appId: string,
  ids: SegmentIds,
  signal?: AbortSignal,
): Promise<void> {
  await session.run('CREATE TEMP TABLE given (user_pseudo_id VARCHAR)');
  const appender = await session.connection.createAppender('given', 'main', 'temp');
  let count = 0;
  for await (const id of ids) {
    appender.appendVarchar(id);
    appender.endRow();
    count += 1;
    if (count % idsPerFlush > 0) continue;
    signal?.throwIfAborted();
    appender.flushSync();
  }
  appender.closeSync();
  signal?.throwIfAborted();
  await session.run(
    `CREATE TEMP TABLE member AS
     SELECT DISTINCT u.user_pseudo_id FROM stored.user u SEMI JOIN given g ON g.user_pseudo_id = u.user_pseudo_id
     WHERE u.app_id = $app`,
    { app: appId },
  );
}

/** Counts what `stageMembers` staged. */
export async function countMembers(session: DuckDbSession, appId: string): Promise<SegmentCount> {
  const app = { app: appId };
  const [counts] = await session.rows(
    `SELECT count(*) AS users,
       count(m.user_pseudo_id) AS members,
       count(DISTINCT CASE WHEN m.user_pseudo_id IS NOT NULL THEN coalesce(u.user_id, u.user_pseudo_id) END) AS user_keys
     FROM stored.user u LEFT JOIN member m ON m.user_pseudo_id = u.user_pseudo_id
     WHERE u.app_id = $app`,
    app,
  );
  const sample = await session.rows(
    `SELECT u.* EXCLUDE (app_id) FROM user_v2 u SEMI JOIN
       (SELECT user_pseudo_id FROM member ORDER BY user_pseudo_id LIMIT ${sampleSize}) m
       ON m.user_pseudo_id = u.user_pseudo_id
     WHERE u.app_id = $app ORDER BY u.user_pseudo_id`,
    app,
  );
  const unmatched = await session.rows(
    `SELECT left(user_pseudo_id, ${unmatchedLength}) AS user_pseudo_id, count(*) OVER () AS unmatched
     FROM (SELECT DISTINCT g.user_pseudo_id FROM given g ANTI JOIN member m ON m.user_pseudo_id = g.user_pseudo_id)
     ORDER BY user_pseudo_id LIMIT ${unmatchedShown}`,
  );
  return {
    memberCount: numberOf(counts, 'members'),
    userKeyCount: numberOf(counts, 'user_keys'),
    userCount: numberOf(counts, 'users'),
    sample,
    unmatchedCount: numberOf(unmatched[0], 'unmatched'),
    unmatched: unmatched.map((row) => textOf(row, 'user_pseudo_id')),
  };
}
