import { createHash } from 'node:crypto';
import { mkdir, open, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CodedError, formatSegmentName, type StoreLayout, syncPath } from '@millstream/core';
import { lineBlocks } from '@millstream/processing';

/** What an import put into the queue. */
export interface ImportedSegments {
  /** Names of the segments, new or known from an earlier import of the same records. */
  readonly names: readonly string[];
  readonly records: number;
}

const segmentBytes = 10_000_000;
const dayMs = 86_400_000;
const blankLine = /^[ \t\r]*$/;

/** The text's records, one a line, without blank lines. */
function recordLines(text: string): string[] {
  return text.split('\n').filter((line) => !blankLine.test(line));
}

/** Time of arrival of a record; null when it does not say. */
function ingestTime(line: string): number | null {
  try {
    const record: unknown = JSON.parse(line);
    if (typeof record !== 'object' || record === null) return null;
    const times = record as { ingest_time?: unknown; server_ingest_time?: unknown };
    const ms = Number(times.ingest_time ?? times.server_ingest_time);
    return ms > 0 && ms < 8.64e15 ? ms : null;
  } catch {
    return null;
  }
}

/** Records that arrived on one UTC day, in the order of their file. */
interface DayOfRecords {
  readonly firstMs: number;
  readonly lines: string[];
}

/** Splits lines by day of arrival. A line that does not say when it came goes with the one before it, first `beforeMs`. */
function daysOf(
  lines: readonly string[],
  beforeMs: number,
): { days: Iterable<DayOfRecords>; lastMs: number } {
  const days = new Map<number, DayOfRecords>();
  let lastMs = beforeMs;
  for (const line of lines) {
    lastMs = ingestTime(line) ?? lastMs;
    const day = Math.floor(lastMs / dayMs);
    const records = days.get(day) ?? { firstMs: lastMs, lines: [] };
    records.lines.push(line);
    days.set(day, records);
  }
  return { days: days.values(), lastMs };
}

/** Time of the last change of a file, ms: the arrival of records that do not say theirs. @throws CodedError FILE_UNREADABLE */
async function changedMs(path: string): Promise<number> {
  try {
    return Math.trunc((await stat(path)).mtimeMs);
  } catch (cause) {
    throw new CodedError('FILE_UNREADABLE', { path }, { cause });
  }
}

/** Writes a segment aside, durably, and puts it into the queue. */
async function seal(
  layout: StoreLayout,
  name: string,
  content: { readonly text: string; readonly mtimeMs: number },
): Promise<void> {
  const aside = join(layout.scratch, `${name}.tmp`);
  const handle = await open(aside, 'w');
  await handle.writeFile(content.text);
  await handle.utimes(content.mtimeMs / 1000, content.mtimeMs / 1000);
  await handle.sync();
  await handle.close();
  await rename(aside, join(layout.sealed, name));
}

/**
 * Cuts files of raw records (NDJSON, plain or gzip) into sealed segments, each of one UTC day of arrival, so that a rebuild
 * and the retention of raw records find them by their days. Their names hold a hash of the records, so the same file
 * imported again finds itself done. `isDone` tells which names were committed before.
 * @throws CodedError FILE_UNREADABLE
 */
export async function importFiles(
  layout: StoreLayout,
  paths: readonly string[],
  options: { anyAge: boolean; isDone: (names: readonly string[]) => Promise<ReadonlySet<string>> },
): Promise<ImportedSegments> {
  const names: string[] = [];
  let records = 0;
  await mkdir(layout.sealed, { recursive: true });
  // Asked first, so that a wrong path among several imports nothing.
  const files = await Promise.all(paths.map(async (path) => ({ path, mtimeMs: await changedMs(path) })));
  for (const { path, mtimeMs } of files) {
    let sequence = 0;
    let beforeMs = mtimeMs;
    for await (const block of lineBlocks(path, 0, segmentBytes)) {
      const lines = recordLines(Buffer.from(block.bytes.buffer).toString('utf8'));
      records += lines.length;
      const { days, lastMs } = daysOf(lines, beforeMs);
      beforeMs = lastMs;
      for (const day of days) {
        const text = `${day.lines.join('\n')}\n`;
        const name = formatSegmentName({
          firstMs: day.firstMs,
          writer: `import.${createHash('sha256').update(text).digest('hex').slice(0, 16)}`,
          sequence,
          records: day.lines.length,
          anyAge: options.anyAge,
        });
        sequence += 1;
        names.push(name);
        if (!(await options.isDone([name])).has(name)) await seal(layout, name, { text, mtimeMs });
      }
    }
  }
  if (names.length === 0) throw new CodedError('FILE_UNREADABLE', { path: paths.join(', ') });
  await syncPath(layout.sealed);
  return { names, records };
}
