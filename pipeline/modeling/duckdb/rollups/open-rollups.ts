import { type StoredDay, stageDay, storedDays } from '../activity/open-activity.ts';
import { completeRows } from '../activity/write-activity.ts';
import type { DuckDbSession } from '../duckdb-session.ts';
import { keepsRollups } from './rollup-state.ts';
import { slotTables } from './rollup-tables.ts';
import { writeAllTraffic } from './session-traffic.ts';
import { writeRollups } from './write-rollups.ts';

const version = 1;

/**
 * Makes a warehouse that keeps activity keep rollups. One that holds events from before it did writes them once, in about
 * three seconds per million events.
 */
export async function openRollups(session: DuckDbSession): Promise<void> {
  if (await keepsRollups(session)) return;
  await session.transaction(async () => {
    for (const table of [...slotTables, 'session_traffic', 'rollup_loose']) {
      await session.run(`DELETE FROM stored.${table}`);
    }
    for (const day of await storedDays(session)) await writeDay(session, day);
    await writeAllTraffic(session, '(SELECT * FROM session)');
    await session.run(`INSERT INTO stored.rollup_state VALUES (${version})`);
  });
}

async function writeDay(session: DuckDbSession, day: StoredDay): Promise<void> {
  await stageDay(session, day);
  await completeRows(session);
  await writeRollups(session);
}
