import { createHash } from 'node:crypto';
import { mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { CodedError, formatSegmentName, type StoreLayout } from '@millstream/core';
import { lineBlocks } from '@millstream/processing';

/** What an import put into the queue. */
export interface ImportedSegments {
  /** Names of the segments, new or known from an earlier import of the same records. */
  readonly names: readonly string[];
  readonly records: number;
}

const segmentBytes = 10_000_000;
const blankLine = /^[ \t\r]*$/;

/** The text's records, one a line, without blank lines. */
function recordLines(text: string): string[] {
  return text.split('\n').filter((line) => !blankLine.test(line));
}

/** Time of arrival of a record; 0 when it does not say. Names and folders of raw files go by it. */
function ingestTime(line: string): number {
  try {
    const record: unknown = JSON.parse(line);
    if (typeof record !== 'object' || record === null) return 0;
    const { ingest_time: time } = record as { ingest_time?: unknown };
    const ms = Number(time);
    return Number.isFinite(ms) && ms > 0 && ms < 8.64e15 ? ms : 0;
  } catch {
    return 0;
  }
}

async function writeAside(path: string, text: string): Promise<void> {
  const handle = await open(path, 'w');
  await handle.writeFile(text);
  await handle.sync();
  await handle.close();
}

/**
 * Cuts files of raw records (NDJSON, plain or gzip) into sealed segments. Their names hold a hash of the records, so the
 * same file imported again finds itself done. `isDone` tells which names were committed before.
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
  for (const path of paths) {
    let sequence = 0;
    for await (const block of lineBlocks(path, 0, segmentBytes)) {
      const lines = recordLines(Buffer.from(block.bytes.buffer).toString('utf8'));
      const [first] = lines;
      if (first === undefined) continue;
      const text = `${lines.join('\n')}\n`;
      const name = formatSegmentName({
        firstMs: ingestTime(first),
        writer: `import.${createHash('sha256').update(text).digest('hex').slice(0, 16)}`,
        sequence,
        records: lines.length,
        anyAge: options.anyAge,
      });
      sequence += 1;
      records += lines.length;
      names.push(name);
      if ((await options.isDone([name])).has(name)) continue;
      await writeAside(join(layout.scratch, `${name}.tmp`), text);
      await rename(join(layout.scratch, `${name}.tmp`), join(layout.sealed, name));
    }
  }
  if (names.length === 0) throw new CodedError('FILE_UNREADABLE', { path: paths.join(', ') });
  const folder = await open(layout.sealed, 'r');
  await folder.sync();
  await folder.close();
  return { names, records };
}
