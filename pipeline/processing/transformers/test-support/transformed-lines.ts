import { ChunkOutput } from '../../chunk/chunk-output.ts';
import { readLine } from '../../clean/read-line.ts';
import { registeredApps } from '../../settings/registered-apps.ts';
import type { Transformer } from '../transformer.ts';

/** When the records of tests were received, epoch ms. */
export const testIngestMs = 1_772_359_201_000;

/** Test support: what a transformer makes of raw records with these fields, `web` being the registered app. */
export function transformedLines(transform: Transformer, records: readonly object[]): ChunkOutput {
  const output = new ChunkOutput(registeredApps(['web']));
  for (const [line, fields] of records.entries()) {
    const text = JSON.stringify({ appId: 'web', rid: 'r1', ingest_time: testIngestMs, ...fields });
    const { record, outcome } = readLine({ file: 0, line, text }, 0);
    if (outcome === 'empty') {
      output.addEmpty(record);
      continue;
    }
    output.beginRecord(record);
    if (outcome === 'readable') transform(record, output, { now: testIngestMs, anyAge: false });
    else output.rejectRecord(outcome);
    output.endRecord();
  }
  return output;
}
