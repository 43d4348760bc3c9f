import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import {
  type Clock,
  formatSegmentName,
  isProjectId,
  type StoreLayout,
  silentLogger,
  storeLayout,
} from '@millstream/core';
import { openDuckDbWarehouse, type Warehouse } from '@millstream/modeling';
import { createStagingHost, type StagingHost } from '@millstream/processing';
import { settingsSchema } from '../config/settings.ts';
import { createPipelineJob, type PipelineJob } from '../engine/pipeline-job.ts';
import { processingConfig } from '../engine/processing-config.ts';
import { archivedPath, findKeptFile } from '../engine/segment-archive.ts';

const startMs = Date.parse('2026-03-02T12:00:00Z');
const hourMs = 3_600_000;

/** A raw record of one request with one event. */
function line(
  eventId: string,
  requestNo: number,
  receivedMs: number,
  eventMs = startMs - 35 * hourMs,
): string {
  const event = { event_type: 'visit', event_id: eventId, timestamp: eventMs, app_id: 'web', unique_id: 'u' };
  const record = {
    rid: requestNo.toString(16).padStart(32, '0'),
    ingest_time: receivedMs,
    appId: 'web',
    method: 'POST',
    uri: '/collect?appId=web',
    ip: '203.0.113.1',
    ua: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
    data: JSON.stringify([event]),
  };
  return `${JSON.stringify(record)}\n`;
}

describe('the job on a real warehouse', () => {
  let folder = '';
  let layout: StoreLayout;
  let warehouse: Warehouse;
  let host: StagingHost;
  let job: PipelineJob;
  let offsetMs = 0;
  let sequence = 0;
  const clock: Clock = { now: () => startMs + offsetMs, monotonic: () => performance.now() };

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'millstream-job-'));
    const projectId = 'first';
    assert.ok(isProjectId(projectId));
    layout = storeLayout(folder, projectId);
    const { processing } = settingsSchema.parse({});
    const { sealed, scratch, lake } = layout;
    for (const path of [sealed, scratch, lake, join(layout.warehouse, '..')]) {
      await mkdir(path, { recursive: true });
    }
    warehouse = await openDuckDbWarehouse({
      path: layout.warehouse,
      lakeDir: lake,
      projectId,
      memoryLimitBytes: 400_000_000,
      threads: 1,
      clock,
      logger: silentLogger,
      readableDirectories: [scratch],
    });
    host = createStagingHost({
      threads: 1,
      config: () => processingConfig(projectId, ['web'], processing, layout.rules),
      logger: silentLogger,
    });
    job = createPipelineJob({ ...processing, layout, warehouse, host, clock, logger: silentLogger });
  });
  after(async () => {
    await job.close();
    await host.retire();
    await warehouse.close();
    await rm(folder, { recursive: true });
  });

  /** Puts a sealed segment where the job looks, as a collector whose clock shows `firstMs`. */
  async function seal(lines: readonly string[], firstMs: number): Promise<string> {
    const name = formatSegmentName({
      firstMs,
      writer: 'w1.test',
      sequence: sequence++,
      records: lines.length,
      anyAge: false,
    });
    await writeFile(join(layout.sealed, name), lines.join(''));
    return name;
  }

  async function rows(sql: string): Promise<unknown[]> {
    const found: unknown[] = [];
    for await (const row of (await warehouse.query(sql, {})).rows) found.push(row);
    return found;
  }

  it('takes every event once while the wall clock jumps back and forth by hours', async () => {
    let eventNo = 0;
    for (const hours of [0, -5, 7, -30, 0.25, -0.25, 20]) {
      offsetMs = hours * hourMs;
      const lines = Array.from({ length: 20 }, () => line(`e-${eventNo++}`, eventNo, clock.now()));
      // The collector's clock may have jumped between two segments, too.
      await seal(lines.slice(0, 10), clock.now());
      await seal([...lines.slice(10), ...lines.slice(0, 1)], clock.now() - 3 * hourMs);
      await job.run();
    }
    assert.deepEqual(await rows('SELECT count(*) AS n, count(DISTINCT event_id) AS ids FROM event_v2'), [
      { n: eventNo, ids: eventNo },
    ]);
    assert.deepEqual(await readdir(layout.sealed), []);
    const { rows: hours, balanced } = await warehouse.ledger();
    assert.equal(balanced, true);
    const sum = (count: (hour: (typeof hours)[number]) => number) =>
      hours.reduce((total, hour) => total + count(hour), 0);
    assert.deepEqual(
      [sum(({ accepted }) => accepted), sum(({ human }) => human), sum(({ duplicate }) => duplicate)],
      [eventNo + 7, eventNo, 7],
    );
    assert.equal(job.status().lastError, null);
  });

  it('keeps what a clock in the past took for the future, and shows it after a rebuild by the right one', async () => {
    offsetMs = -2 * hourMs;
    const name = await seal([line('early', 8001, clock.now(), startMs)], clock.now());
    await job.run();
    const stored = `SELECT count(*) AS n FROM event_v2 WHERE event_id = 'early'`;
    assert.deepEqual(await rows(stored), [{ n: 0 }]);
    assert.deepEqual((await warehouse.listRejects({ reason: 'in_future' })).length, 1);
    offsetMs = 0;
    const file = await findKeptFile(layout, name);
    assert.ok(file);
    await job.replace([file]);
    assert.deepEqual(await rows(stored), [{ n: 1 }]);
    assert.equal((await warehouse.ledger()).balanced, true);
  });

  it('brings an event back from its duplicate when a rebuild removes the one that stood', async () => {
    offsetMs = 0;
    const first = await seal([line('twice', 9001, startMs)], startMs);
    await seal([line('twice', 9002, startMs + 1000)], startMs + 1000);
    await job.run();
    const stored = `SELECT process_info['rid'] AS rid FROM event_v2 WHERE event_id = 'twice'`;
    const rid = (requestNo: number) => ({ rid: requestNo.toString(16).padStart(32, '0') });
    assert.deepEqual(await rows(stored), [rid(9001)]);
    // As if the rules of today refused what the first file holds.
    await writeFile(archivedPath(layout, first), gzipSync(line('', 9001, startMs)));
    const file = await findKeptFile(layout, first);
    assert.ok(file);
    assert.equal(await job.replace([file]), 2);
    assert.deepEqual(await rows(stored), [rid(9002)]);
    assert.equal((await warehouse.ledger()).balanced, true);
  });
});
