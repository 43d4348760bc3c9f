import { constants } from 'node:fs';
import { copyFile, mkdir, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type StoreLayout, syncPath } from '@millstream/core';
import { projectParts } from '../../backup/project-parts.ts';

/** Copies the files of a folder that are not there yet; a file that was taken away meanwhile is passed over. */
async function copyMissing(
  source: string,
  target: string,
  isWanted: (name: string) => boolean,
): Promise<void> {
  const entries = await readdir(source, { recursive: true, withFileTypes: true }).catch(() => []);
  const present = new Set(await readdir(target, { recursive: true }).catch(() => []));
  await mkdir(target, { recursive: true });
  for (const entry of entries) {
    if (!entry.isFile() || !isWanted(entry.name)) continue;
    const from = join(entry.parentPath, entry.name);
    const relative = from.slice(source.length + 1);
    if (present.has(relative)) continue;
    const to = join(target, relative);
    await mkdir(dirname(to), { recursive: true });
    try {
      await copyFile(from, to, constants.COPYFILE_FICLONE);
      await syncPath(to);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
}

const isWhole = (name: string) => !name.endsWith('.tmp') && !name.endsWith('.clean');

/** Copies the kept raw files ahead, so that little is left for the moment when loads wait. */
export function copyBuffer(layout: StoreLayout, target: string): Promise<void> {
  return copyMissing(layout.buffer, join(target, projectParts.buffer), isWhole);
}

/**
 * Copies all that was collected; run it while no load commits. Every record is then in the copied database, or in a
 * copied segment that a later start takes up, never in both as new: a file moves from open to sealed to kept, so the
 * places are read in that order, and what was caught twice is kept where it was found last.
 */
export async function copyCollected(layout: StoreLayout, target: string): Promise<void> {
  const [wal, sealed] = [join(target, projectParts.wal), join(target, projectParts.sealed)];
  await copyMissing(layout.wal, wal, (name) => name.endsWith('.open'));
  await copyMissing(layout.sealed, sealed, isWhole);
  await copyBuffer(layout, target);
  const kept = await readdir(join(target, projectParts.buffer), { recursive: true });
  const later = new Set(kept.map((name) => name.slice(name.lastIndexOf('/') + 1).replace(/\.gz$/, '')));
  for (const name of await readdir(sealed)) {
    if (later.has(name)) await rm(join(sealed, name));
    else later.add(name);
  }
  const writers = new Set([...later].map(writerAndSequence));
  for (const name of await readdir(wal)) {
    if (writers.has(writerAndSequence(name))) await rm(join(wal, name));
  }
}

/** What the names of an open segment and of the same one sealed have in common. */
function writerAndSequence(name: string): string {
  const [, writer = '', sequence = ''] = name.replace(/\.(open|ndjson)$/, '').split('-');
  return `${writer}-${sequence}`;
}
