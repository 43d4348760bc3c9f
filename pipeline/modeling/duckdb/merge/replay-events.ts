import type { DuckDbSession } from '../duckdb-session.ts';
import { quoteIdentifier } from '../sql-text.ts';
import { eventStored } from '../tables/event-table.ts';
import { sessionEventColumns } from '../tables/session-table.ts';
import { userEventColumns } from '../tables/user-table.ts';

/** Columns of the event table that users and sessions are made of. */
const replayColumns = new Set([
  'app_id',
  'user_pseudo_id',
  'event_timestamp',
  'event_uuid',
  'event_text',
  ...userEventColumns,
  ...sessionEventColumns,
]);

/** The same columns as a select list over rows `e` of the event table. */
export const replayColumnList: string = eventStored
  .filter(({ name }) => replayColumns.has(name))
  .map(({ name }) => `e.${quoteIdentifier(name)}`)
  .join(', ');

/**
 * Collects every stored event of people for the users in `affected` into `replay`. `coldSource` is a relation with the
 * same columns over the lake files of cold days, if there are any.
 */
export async function collectReplay(session: DuckDbSession, coldSource: string | null): Promise<void> {
  const wanted = `SELECT DISTINCT app_id, user_pseudo_id FROM affected WHERE user_pseudo_id IS NOT NULL`;
  const sources = ['stored.event', ...(coldSource === null ? [] : [coldSource])].map(
    (source) => `SELECT ${replayColumnList} FROM ${source} e
      SEMI JOIN (${wanted}) a ON a.app_id = e.app_id AND a.user_pseudo_id = e.user_pseudo_id WHERE NOT e.is_bot`,
  );
  await session.run(
    `CREATE OR REPLACE TEMP TABLE replay AS
     SELECT row_number() OVER () AS row_key, * FROM (${sources.join(' UNION ALL ')})`,
  );
}
