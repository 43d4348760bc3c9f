import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ChunkCount, StagedChunk, StagedEvent, StagedItem, StagedReject } from '@millstream/core';
import type { LoadBatch } from '../load-batch.ts';

/** Rows of one raw file, before they are staged. `file` of the rows is set when they are written. */
export interface FileRows {
  readonly name: string;
  readonly events?: readonly StagedEvent[];
  readonly items?: readonly StagedItem[];
  readonly rejects?: readonly StagedReject[];
  /** Requests without events in the file. @default 0 */
  readonly emptyRequests?: number;
  /** Lines the writer claims. @default what the rows say */
  readonly records?: number;
}

/** What a batch may say beside its rows. */
export type BatchSettings = Partial<Pick<LoadBatch, 'id' | 'jobName' | 'processTimeMs' | 'replace'>>;

let stagedBatches = 0;

/** A complete event with the given fields over plain ones. */
export function stagedEvent(
  fields: Partial<StagedEvent> & Pick<StagedEvent, 'event_id' | 'event_time_msec'>,
): StagedEvent {
  return {
    file: 0,
    line: 0,
    event_index: 0,
    event_name: '_page_view',
    app_id: 'shop',
    project_id: 'first',
    ingest_time_msec: fields.event_time_msec + 1000,
    rid: '0123456789abcdef0123456789abcdef',
    is_bot: false,
    user_first: false,
    ...fields,
  };
}

/** Stages files as processing does: NDJSON per chunk and counts that agree with the rows. */
export async function stageBatch(
  folder: string,
  files: readonly FileRows[],
  settings: BatchSettings = {},
): Promise<LoadBatch> {
  stagedBatches += 1;
  const counts = files.map(countsOf);
  const recordsOf = (file: number) => (counts[file] ?? []).reduce((sum, count) => sum + count.accepted, 0);
  return {
    id: `batch-${stagedBatches}`,
    jobName: 'job-1',
    processTimeMs: Date.parse('2026-03-01T12:00:00Z'),
    transformer: 'clickstream',
    files: files.map(({ name, records }, index) => ({
      name,
      path: `/raw/${name}`,
      firstMs: Date.parse('2026-03-01T00:00:00Z'),
      bytes: 1,
      records: records ?? recordsOf(index),
    })),
    chunks: [
      {
        ...(await writeRows(files, join(folder, `staged-${process.pid}-${stagedBatches}`))),
        counts: counts.flat(),
      },
    ],
    ...settings,
  };
}

/** Writes each kind of rows that there are to a file of its own. */
async function writeRows(files: readonly FileRows[], stem: string): Promise<Omit<StagedChunk, 'counts'>> {
  const paths: { eventsPath?: string; itemsPath?: string; rejectsPath?: string } = {};
  for (const kind of ['events', 'items', 'rejects'] as const) {
    const rows = files.flatMap((file, index): object[] =>
      (file[kind] ?? []).map((row: object) => ({ ...row, file: index })),
    );
    if (rows.length === 0) continue;
    paths[`${kind}Path`] = `${stem}.${kind}`;
    await writeFile(`${stem}.${kind}`, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  }
  return paths;
}

/** Counts a request per rid, and its events, by app and hour. */
function countsOf(rows: FileRows, file: number): readonly ChunkCount[] {
  const counts = new Map<string, ChunkCount>();
  const at = (app: string, ingestMs: number): ChunkCount => {
    const hourMs = ingestMs - (ingestMs % 3_600_000);
    const key = `${app} ${hourMs}`;
    const none = { accepted: 0, decoded: 0, undecodable: 0, empty: 0, events: 0 };
    const count = counts.get(key) ?? { file, app_id: app, hour_ms: hourMs, ...none };
    counts.set(key, count);
    return count;
  };
  const seen = new Set<string>();
  const events = [
    ...(rows.events ?? []),
    ...(rows.rejects ?? []).filter((reject) => reject.event_index >= 0),
  ];
  for (const event of events) {
    const count = at(event.app_id, event.ingest_time_msec);
    count.events += 1;
    if (seen.has(event.rid)) continue;
    seen.add(event.rid);
    count.accepted += 1;
    count.decoded += 1;
  }
  for (const record of (rows.rejects ?? []).filter((reject) => reject.event_index < 0)) {
    const count = at(record.app_id, record.ingest_time_msec);
    count.accepted += 1;
    count.undecodable += 1;
  }
  for (let request = 0; request < (rows.emptyRequests ?? 0); request += 1) {
    const count = at(events[0]?.app_id ?? 'shop', events[0]?.ingest_time_msec ?? 0);
    count.accepted += 1;
    count.empty += 1;
  }
  return [...counts.values()];
}
