import { gunzipSync } from 'node:zlib';
import type { RawRecord } from '@millstream/core';
import type { DemoEvent } from './demo-event.ts';
import type { DemoLine } from './demo-history.ts';

/** A line of the history, read back for tests. */
export interface ReadLine {
  readonly record: RawRecord;
  readonly ingestMs: number;
  readonly events: readonly DemoEvent[];
}

/** Reads a line back: the record and the events in its body. */
export function readLine({ line, ingestMs }: DemoLine): ReadLine {
  const record: RawRecord = JSON.parse(line);
  const data = String(record.data);
  const json = record.compression === 'gzip' ? gunzipSync(Buffer.from(data, 'base64')).toString() : data;
  return { record, ingestMs, events: JSON.parse(json) };
}
