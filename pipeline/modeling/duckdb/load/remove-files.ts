import type { DuckDbSession } from '../duckdb-session.ts';
import { textOf } from '../duckdb-session.ts';
import type { LoadContext } from './load-context.ts';

/** Lists the ids of earlier loads of the named files in `removed_file`; answers with their number. */
export async function findEarlierLoads(session: DuckDbSession, names: readonly string[]): Promise<number> {
  await session.run(
    `CREATE OR REPLACE TEMP TABLE removed_file AS
     SELECT file_id FROM stored.done_file
     WHERE name IN (SELECT unnest(from_json($names, '["VARCHAR"]')))`,
    { names: JSON.stringify(names) },
  );
  const [row] = await session.rows('SELECT count(*) AS n FROM removed_file');
  return Number(row?.n ?? 0);
}

/**
 * Removes everything the files in `removed_file` produced and lists the users and sessions to recompute. Keys of removed
 * events stay in `removed_event`, so that duplicates that lose their kept event can be found after the load.
 */
export async function removeFiles({ session, loadNo, metadata }: LoadContext): Promise<void> {
  const mine = 'file_id IN (SELECT file_id FROM removed_file)';
  await metadata.takeBack(mine);
  await session.run(
    `CREATE OR REPLACE TEMP TABLE removed_event AS
     SELECT app_id, coalesce(event_uuid::VARCHAR, event_text) AS event_id FROM stored.event WHERE ${mine}`,
  );
  await session.run(
    `INSERT INTO affected SELECT DISTINCT app_id, user_pseudo_id, session_id, event_timestamp::DATE
     FROM stored.event WHERE ${mine}`,
  );
  await session.run(
    `INSERT INTO stored.dirty SELECT DISTINCT unnest(['event_v2', 'item_v2']), app_id, day, $loadNo::INTEGER FROM affected`,
    { loadNo },
  );
  for (const table of ['event', 'item', 'duplicate', 'reject', 'ledger', 'ledger_reject', 'done_file']) {
    await session.run(`DELETE FROM stored.${table} WHERE ${mine}`);
  }
}

/** Names of other files whose events were left out as duplicates of events that are now gone for good. */
export async function findOrphans(session: DuckDbSession): Promise<readonly string[]> {
  const rows = await session.rows(
    `SELECT DISTINCT f.name FROM removed_event r
     JOIN stored.duplicate d ON d.app_id = r.app_id AND d.event_id = r.event_id
     JOIN stored.done_file f ON f.file_id = d.file_id
     WHERE NOT EXISTS (FROM stored.event e WHERE e.app_id = r.app_id
       AND coalesce(e.event_uuid::VARCHAR, e.event_text) = r.event_id) ORDER BY f.name`,
  );
  return rows.map((row) => textOf(row, 'name'));
}
