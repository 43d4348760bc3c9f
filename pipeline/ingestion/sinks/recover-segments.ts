import { readdir, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { formatSegmentName, type StoreLayout, syncPath } from '@millstream/core';
import { keptLines } from './torn-tail.ts';

/** A segment of a dead writer that was sealed. */
export interface RecoveredSegment {
  readonly fileName: string;
  readonly records: number;
  /** Bytes that were cut: zeros written ahead, and lines that no one was told to be stored. */
  readonly cutBytes: number;
}

const openPattern = /^(\d{13})-([A-Za-z0-9.]+)-(\d{6,})\.open$/;

function firstIngestTime(content: Uint8Array): number | null {
  const end = content.indexOf(10);
  try {
    const record: unknown = JSON.parse(Buffer.from(content.subarray(0, end)).toString());
    if (typeof record !== 'object' || record === null || !('ingest_time' in record)) return null;
    return typeof record.ingest_time === 'number' ? record.ingest_time : null;
  } catch {
    return null;
  }
}

async function recoverOne(layout: StoreLayout, fileName: string): Promise<RecoveredSegment | null> {
  const [, createdMs = '', writer = '', sequence = ''] = openPattern.exec(fileName) ?? [];
  const path = `${layout.wal}/${fileName}`;
  const content = await readFile(path);
  const { bytes, records } = keptLines(content);
  if (records === 0) {
    await unlink(path);
    return null;
  }
  if (bytes.length !== content.length) {
    // Aside and over the original in one step: a crash in between leaves either the torn or the clean segment, never two.
    const cleanPath = `${path}.clean`;
    await writeFile(cleanPath, bytes, { flush: true });
    await rename(cleanPath, path);
  }
  await syncPath(path);
  const sealedName = formatSegmentName({
    firstMs: firstIngestTime(bytes) ?? Number(createdMs),
    writer,
    sequence: Number(sequence),
    records,
    anyAge: false,
  });
  await rename(path, `${layout.sealed}/${sealedName}`);
  await syncPath(layout.sealed);
  return { fileName: sealedName, records, cutBytes: content.length - bytes.length };
}

/**
 * Seals the open segments of writers that are dead: cuts torn tails and what was written ahead, counts the records and
 * moves each file, once, to the sealed ones. Safe to run again after a crash at any point. A segment whose writer may
 * live must not be named by `isDead`.
 */
export async function recoverSegments(
  layout: StoreLayout,
  isDead: (writer: string) => boolean,
): Promise<RecoveredSegment[]> {
  const names = await readdir(layout.wal).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const recovered: RecoveredSegment[] = [];
  for (const name of names.toSorted()) {
    const writer = openPattern.exec(name)?.[2];
    if (writer === undefined || !isDead(writer)) continue;
    const segment = await recoverOne(layout, name);
    if (segment) recovered.push(segment);
  }
  return recovered;
}
