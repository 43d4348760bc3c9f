import { activityTempTables } from '../activity/write-activity.ts';
import type { DuckDbSession } from '../duckdb-session.ts';
import { trafficTempTables } from '../rollups/session-traffic.ts';

const loadTables = [
  'loading_file',
  'removed_file',
  'removed_event',
  'contested',
  'loser',
  'affected',
  'replay',
  'user_new',
  'user_hit',
  'user_affected',
  'session_new',
  'session_hit',
  'session_affected',
  ...activityTempTables,
  ...trafficTempTables,
];

/** Drops the temporary tables of a load, so that an idle warehouse holds no memory for them. */
export async function dropLoadTables(session: DuckDbSession): Promise<void> {
  await session.run(loadTables.map((table) => `DROP TABLE IF EXISTS temp.${table}`).join('; '));
}
