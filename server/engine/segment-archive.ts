import { createReadStream, createWriteStream, type Dirent } from 'node:fs';
import { mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { bufferFolder, parseSegmentName, type StoreLayout, syncPath } from '@millstream/core';

/** Where a committed segment is kept: gzip, in the hour folder of its first record. */
export function archivedPath(layout: StoreLayout, segmentName: string): string {
  const firstMs = parseSegmentName(segmentName)?.firstMs ?? 0;
  return join(layout.buffer, bufferFolder(firstMs), `${segmentName}.gz`);
}

/** Compresses a committed segment into the kept raw files; safe to repeat after a crash at any point. */
export async function archiveSegment(layout: StoreLayout, segmentName: string): Promise<void> {
  const source = join(layout.sealed, segmentName);
  const target = archivedPath(layout, segmentName);
  await mkdir(dirname(target), { recursive: true });
  const aside = `${target}.tmp`;
  await pipeline(createReadStream(source), createGzip({ level: 5 }), createWriteStream(aside));
  // A record that does not say when it came arrived when its file was changed: also when the days are rebuilt.
  const { mtimeMs } = await stat(source);
  await utimes(aside, mtimeMs / 1000, mtimeMs / 1000);
  await syncPath(aside);
  await rename(aside, target);
  await syncPath(dirname(target));
  await rm(source);
}

/** A kept raw file. */
export interface ArchivedSegment {
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
}

/** The kept raw file of a committed segment, compressed or not yet; null when it is not kept any longer. */
export async function findKeptFile(layout: StoreLayout, name: string): Promise<ArchivedSegment | null> {
  for (const path of [archivedPath(layout, name), join(layout.sealed, name)]) {
    const found = await stat(path).catch(() => null);
    if (found) return { name, path, bytes: found.size };
  }
  return null;
}

/** Kept raw files whose first record lies in [fromMs, untilMs), in order of their names. */
export async function listArchive(
  layout: StoreLayout,
  fromMs: number,
  untilMs: number,
): Promise<ArchivedSegment[]> {
  const entries = await readdir(layout.buffer, { recursive: true, withFileTypes: true }).catch(() => []);
  const wanted = entries.filter((entry) => isIn(entry, fromMs, untilMs));
  const found = await Promise.all(
    wanted.map(async (entry) => {
      const path = join(entry.parentPath, entry.name);
      return { name: basename(entry.name, '.gz'), path, bytes: (await stat(path)).size };
    }),
  );
  return found.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function isIn(entry: Dirent, fromMs: number, untilMs: number): boolean {
  if (!entry.isFile() || !entry.name.endsWith('.gz')) return false;
  const name = parseSegmentName(entry.name);
  return name !== null && name.firstMs >= fromMs && name.firstMs < untilMs;
}

/** Removes kept raw files whose first record is older than `beforeMs`; answers with their number. */
export async function expireArchive(layout: StoreLayout, beforeMs: number): Promise<number> {
  const old = await listArchive(layout, 0, beforeMs);
  for (const { path } of old) await rm(path);
  return old.length;
}
