import { rm, stat } from 'node:fs/promises';
import { type DuckDbSession, numberOf } from './duckdb-session.ts';
import { publishFile } from './lake/durable-file.ts';
import { quoteLiteral } from './sql-text.ts';

/** Empty space below which copying is not worth it, bytes. */
const smallestWaste = 16 * 1024 * 1024;

/**
 * Whether most of the attached database's file is empty. The engine reuses free blocks but cuts them off only at the end
 * of the file, so days that left still take their space until the file is copied.
 */
export async function isMostlyEmpty(session: DuckDbSession, database: string): Promise<boolean> {
  const [size] = await session.rows(
    `SELECT block_size * free_blocks AS free, block_size * used_blocks AS used
     FROM pragma_database_size() WHERE database_name = $database`,
    { database },
  );
  const free = numberOf(size, 'free');
  return free >= smallestWaste && free >= numberOf(size, 'used');
}

/**
 * Copies a mostly empty database file into a small one and puts that in its place. Runs before the database is attached
 * for work; `attachOptions` are those of the work. A crash leaves the old file or the new one, each whole.
 */
export async function compactFile(
  session: DuckDbSession,
  path: string,
  attachOptions: string,
): Promise<void> {
  if ((await stat(path).catch(() => null)) === null) return;
  await session.run(`ATTACH ${quoteLiteral(path)} AS worn ${attachOptions}`);
  const isWorthIt = await isMostlyEmpty(session, 'worn');
  const copy = `${path}.compact`;
  await rm(copy, { force: true });
  if (isWorthIt) {
    await session.run(`ATTACH ${quoteLiteral(copy)} AS fresh ${attachOptions}`);
    await session.run('COPY FROM DATABASE worn TO fresh');
    await session.run('CHECKPOINT fresh');
    await session.run('DETACH fresh');
    await session.run('CHECKPOINT worn');
  }
  await session.run('DETACH worn');
  // A log beside the file would be replayed into the copy.
  if (!isWorthIt || (await stat(`${path}.wal`).catch(() => null)) !== null) {
    await rm(copy, { force: true });
    return;
  }
  await publishFile(copy, path);
}
