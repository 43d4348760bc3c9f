import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { syncPath } from '@millstream/core';

/** One segment's members in the lake. */
export interface SegmentMemberFile {
  readonly lakeDir: string;
  readonly appId: string;
  readonly segmentId: string;
}

/** JSON lines handed to the file at once. */
const idsPerChunk = 1000;

/**
 * Writes the members (`user_pseudo_id`) of a segment to the lake, in place of those written before, so that engines which
 * read the lake can filter and group by segments. Members appear at once and are durable; a Trino server sees the first
 * ones of a new segment after its lake is refreshed. Answers with their number.
 */
export async function writeSegmentMembers(
  file: SegmentMemberFile,
  members: Iterable<string> | AsyncIterable<string>,
): Promise<number> {
  const path = pathOf(file);
  // Engines skip names that begin with a dot.
  const aside = join(dirname(path), `.${process.pid}-${Date.now().toString(36)}.json`);
  await mkdir(dirname(path), { recursive: true });
  let count = 0;
  async function* lines(): AsyncGenerator<string> {
    let chunk = '';
    for await (const user_pseudo_id of members) {
      count += 1;
      chunk += `${JSON.stringify({ user_pseudo_id })}\n`;
      if (count % idsPerChunk > 0) continue;
      yield chunk;
      chunk = '';
    }
    yield chunk;
  }
  try {
    await pipeline(lines(), createWriteStream(aside));
    await syncPath(aside);
    await rename(aside, path);
    await syncPath(dirname(path));
  } finally {
    await rm(aside, { force: true });
  }
  return count;
}

/** Removes a segment's members from the lake; harmless when there are none. */
export async function removeSegmentMembers(file: SegmentMemberFile): Promise<void> {
  await rm(dirname(pathOf(file)), { recursive: true, force: true });
}

function pathOf({ lakeDir, appId, segmentId }: SegmentMemberFile): string {
  const app = `partition_app=${encodeURIComponent(appId)}`;
  const segment = `partition_segment=${encodeURIComponent(segmentId)}`;
  return join(lakeDir, 'segment_member', app, segment, 'part-0.json');
}
