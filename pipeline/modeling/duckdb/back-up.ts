import { constants } from 'node:fs';
import { copyFile, cp, mkdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { syncPath } from '@millstream/core';
import type { DuckDbSession } from './duckdb-session.ts';

/**
 * Copies the database file into a folder; run it in the write queue, so that nothing writes meanwhile. The log is written
 * into the file first; what readers keep from being written stays in the log, which is copied as well.
 */
export async function copyWarehouse(session: DuckDbSession, path: string, targetDir: string): Promise<void> {
  await session.run('CHECKPOINT warehouse');
  await mkdir(targetDir, { recursive: true });
  for (const file of [path, `${path}.wal`]) {
    if ((await stat(file).catch(() => null)) === null) continue;
    const target = join(targetDir, basename(file));
    // Where the file system can, the copy shares blocks with the original and takes no time.
    await copyFile(file, target, constants.COPYFILE_FICLONE);
    await syncPath(target);
  }
  await syncPath(targetDir);
}

/** Copies the lake's files; run it while nothing rewrites them. What is being written aside is left out. */
export async function copyLake(lakeDir: string, targetDir: string): Promise<void> {
  const pending = join(lakeDir, '.pending');
  const target = join(targetDir, 'lake');
  await mkdir(target, { recursive: true });
  if ((await stat(lakeDir).catch(() => null)) === null) return;
  await cp(lakeDir, target, {
    recursive: true,
    mode: constants.COPYFILE_FICLONE,
    preserveTimestamps: true,
    filter: (source) => source !== pending && dirname(source) !== pending,
  });
}
