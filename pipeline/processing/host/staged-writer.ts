import { appendFileSync, closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import type { ChunkCount, StagedChunk } from '@millstream/core';
import type { ChunkRows } from '../chunk/chunk-pipeline.ts';
import { withoutLoneSurrogates } from '../clean/parse-json.ts';

/** Appends rows to the NDJSON files of one staged chunk. */
export interface StagedWriter {
  add(rows: ChunkRows): void;
  /** Events written since the last `take`. */
  readonly eventCount: number;
  /** Ends the chunk and hands over its files; null when nothing was added. The next `add` starts another chunk. */
  take(): StagedChunk | null;
}

type Kind = 'events' | 'items' | 'rejects';

interface OpenFile {
  readonly path: string;
  readonly fd: number;
  /** Rows that are not written yet. */
  text: string;
}

/** Characters gathered before a write. */
const flushLength = 1 << 18;

function flush(file: OpenFile): void {
  // DuckDB refuses a whole file for one lone surrogate, which cut texts of plug-ins or user agents may hold.
  appendFileSync(file.fd, withoutLoneSurrogates(file.text));
  file.text = '';
}

/** A writer whose files are named `<folder>/<prefix>-<chunk>-<kind>.ndjson`. */
export function createStagedWriter(folder: string, prefix: string): StagedWriter {
  let chunk = 0;
  let eventCount = 0;
  const open = new Map<Kind, OpenFile>();
  const counts = new Map<string, ChunkCount>();

  function append(kind: Kind, rows: readonly object[]): void {
    if (rows.length === 0) return;
    let file = open.get(kind);
    if (!file) {
      const path = join(folder, `${prefix}-${chunk}-${kind}.ndjson`);
      file = { path, fd: openSync(path, 'w'), text: '' };
      open.set(kind, file);
    }
    for (const row of rows) file.text += `${JSON.stringify(row)}\n`;
    if (file.text.length >= flushLength) flush(file);
  }

  function addCount(count: ChunkCount): void {
    const key = `${count.file} ${count.hour_ms} ${count.app_id}`;
    const sum = counts.get(key);
    if (!sum) {
      counts.set(key, { ...count });
      return;
    }
    sum.accepted += count.accepted;
    sum.decoded += count.decoded;
    sum.undecodable += count.undecodable;
    sum.empty += count.empty;
    sum.events += count.events;
  }

  return {
    get eventCount() {
      return eventCount;
    },
    add(rows) {
      append('events', rows.events);
      append('items', rows.items);
      append('rejects', rows.rejects);
      for (const count of rows.counts) addCount(count);
      eventCount += rows.events.length;
    },
    take() {
      if (counts.size === 0) return null;
      for (const file of open.values()) {
        flush(file);
        closeSync(file.fd);
      }
      const [events, items, rejects] = (['events', 'items', 'rejects'] as const).map(
        (kind) => open.get(kind)?.path,
      );
      const staged: StagedChunk = {
        ...(events ? { eventsPath: events } : {}),
        ...(items ? { itemsPath: items } : {}),
        ...(rejects ? { rejectsPath: rejects } : {}),
        counts: [...counts.values()],
      };
      open.clear();
      counts.clear();
      eventCount = 0;
      chunk += 1;
      return staged;
    },
  };
}
