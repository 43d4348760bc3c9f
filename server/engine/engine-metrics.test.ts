import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { LoadResult } from '@millstream/modeling';
import { readEngineMetrics } from '../supervisor/read-engine-metrics.ts';
import { createEngineMetrics } from './engine-metrics.ts';
import { jsonApi } from './json-api.ts';

const result: LoadResult = {
  batchId: 'b',
  loadedFiles: ['a', 'b'],
  requests: { accepted: 6, decoded: 3, undecodable: 2, empty: 1 },
  events: { decoded: 10, human: 4, bot: 3, duplicate: 1, rejected: 2 },
  displacedRows: 0,
  rows: { event_v2: 7, user_v2: 2, item_v2: 0, session: 3 },
  rejectedByReason: { event_field_missing: 2 },
  filesToReplace: [],
};
const status = { ready: 4, claimed: 0, retrying: 1, parked: 0, batches: 1, lastError: null };

describe('metrics of the engine', () => {
  it('are read through its API, and tell when nobody answers', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'engine-'));
    const socketPath = join(folder, 'socket');
    assert.match(await readEngineMetrics(socketPath), /^millstream_engine_up 0$/m);
    const metrics = createEngineMetrics();
    metrics.committed(result, 500);
    metrics.committed(result, 250);
    metrics.failed('split');
    const server = createServer(jsonApi({ 'GET /metrics': () => metrics.text(status) }, () => {}));
    await new Promise<void>((resolve) => server.listen(socketPath, resolve));
    try {
      const text = await readEngineMetrics(socketPath);
      const value = (name: string) => {
        const line = text.split('\n').find((one) => one.startsWith(`millstream_engine_${name} `));
        return line === undefined ? undefined : Number(line.split(' ').at(-1));
      };
      assert.equal(value('up'), 1);
      assert.equal(value('batches_total'), 2);
      assert.equal(value('segments_total'), 4);
      assert.equal(value('requests_total{outcome="undecodable"}'), 4);
      assert.equal(value('events_total{outcome="bot"}'), 6);
      assert.equal(value('rejected_events_total{reason="event_field_missing"}'), 4);
      assert.equal(value('rows_total{table="event_v2"}'), 14);
      assert.equal(value('run_seconds_sum'), 0.75);
      assert.equal(value('batch_failures_total{outcome="split"}'), 1);
      assert.equal(value('waiting_segments{state="ready"}'), 4);
      assert.ok((value('resident_bytes') ?? 0) > 1_000_000);
    } finally {
      server.closeAllConnections();
      server.close();
      await rm(folder, { recursive: true });
    }
  });
});
