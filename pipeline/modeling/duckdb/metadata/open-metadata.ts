import { type DuckDbSession, numberOf } from '../duckdb-session.ts';
import { coldFiles, storedRows } from '../lake/cold-files.ts';
import { settlePending } from './load-metadata.ts';
import { addEvents } from './settle-metadata.ts';

/**
 * Makes a warehouse keep metadata. One that holds events from before it did counts them once, which takes seconds per
 * million events.
 */
export async function openMetadata(session: DuckDbSession): Promise<void> {
  const [state] = await session.rows('SELECT count(*) AS n FROM stored.metadata_state');
  if (numberOf(state, 'n') > 0) return;
  const [batches] = await session.rows('SELECT count(*) AS n FROM stored.batch');
  if (numberOf(batches, 'n') === 0) {
    await session.run('INSERT INTO stored.metadata_state VALUES (0, NULL)');
    return;
  }
  await session.transaction(async () => {
    for (const file of await coldFiles(session, 'event_v2')) {
      await addEvents(session, `SELECT e.* FROM (${storedRows('event_v2', [file])}) e WHERE true`);
    }
    // Rows of days that were brought back have number 0: they are to be counted, too.
    await session.run('INSERT INTO stored.metadata_state VALUES (-1, NULL)');
  });
  await settlePending(session);
}
