import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { StagedReject } from '@millstream/core';

/** Keeps what did not become a row, with its reason and its original text. */
export interface RejectFolder {
  /** Adds the rejects of one chunk, a file of staged rejects. */
  add(stagedPath: string): Promise<void>;
}

/**
 * Rejects of a run as gzip NDJSON in `<outDir>/rejects/jobName=<job>/`, a file for each chunk that has some, with the
 * names that `millstream ledger --rejects` shows; those of an earlier run are removed. `files` are the input files' paths by their index.
 */
export async function openRejectFolder(
  outDir: string,
  jobName: string,
  files: readonly string[],
): Promise<RejectFolder> {
  await rm(join(outDir, 'rejects'), { recursive: true, force: true });
  const folder = join(outDir, 'rejects', `jobName=${encodeURIComponent(jobName)}`);
  let part = 0;

  async function* shown(stagedPath: string): AsyncGenerator<string> {
    for await (const line of createInterface({ input: createReadStream(stagedPath) })) {
      const reject: StagedReject = JSON.parse(line);
      yield `${JSON.stringify({
        appId: reject.app_id,
        reason: reject.reason,
        detail: reject.detail ?? null,
        rid: reject.rid,
        ingestMs: reject.ingest_time_msec,
        file: files[reject.file] ?? null,
        line: reject.line,
        eventIndex: reject.event_index,
        eventId: reject.event_id ?? null,
        eventName: reject.event_name ?? null,
        text: reject.text,
      })}\n`;
    }
  }

  return {
    async add(stagedPath) {
      await mkdir(folder, { recursive: true });
      const path = join(folder, `part-${part++}.ndjson.gz`);
      await pipeline(shown(stagedPath), createGzip(), createWriteStream(path));
    },
  };
}
