import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { CodedError, type StagedChunk, silentLogger } from '@millstream/core';
import { createStagingHost } from '../host/staging-host.ts';
import { processingConfigSchema } from '../settings/processing-settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'staging-threads-'));
after(() => rmSync(folder, { recursive: true }));
const now = Date.UTC(2026, 2, 1, 12);
const config = () => processingConfigSchema.parse({ projectId: 'first', apps: ['web'] });

/** Records with one to four events each, some bad, so that blocks end anywhere. */
function recordLines(count: number): string {
  const lines = Array.from({ length: count }, (_, index) => {
    const events = Array.from({ length: 1 + (index % 4) }, (_unused, at) => ({
      event_type: at === 2 ? '_page_view' : 'step',
      event_id: `e-${index}-${at}`,
      timestamp: at === 3 && index % 7 === 0 ? 'late' : now - index * 1000,
      app_id: index % 11 === 0 ? 'other' : 'web',
      unique_id: `u-${index % 50}`,
      items: index % 5 === 0 ? [{ id: `i-${index}` }] : [],
      attributes: {
        _page_url: `https://shop.example.org/p/${index}?utm_source=s${index % 9}`,
        note: 'x'.repeat(index % 900),
      },
    }));
    const body = index % 13 === 0 ? 'broken' : JSON.stringify(events);
    const record = {
      appId: 'web',
      data: body,
      rid: index.toString(16).padStart(32, '0'),
      ingest_time: now,
      ua: 'curl/8.4.0',
    };
    return JSON.stringify(record);
  });
  return `${lines.join('\n')}\n`;
}

interface Staged {
  readonly events: string[];
  readonly items: string[];
  readonly rejects: string[];
  readonly accepted: number;
}

function linesOf(chunks: readonly StagedChunk[], path: 'eventsPath' | 'itemsPath' | 'rejectsPath'): string[] {
  const texts = chunks.map((chunk) => chunk[path]).filter((file) => file !== undefined);
  return texts.flatMap((file) => readFileSync(file, 'utf8').trimEnd().split('\n')).sort();
}

async function stage(threads: number, chunkEvents: number, paths: readonly string[]): Promise<Staged> {
  const out = join(folder, `out-${threads}-${chunkEvents}`);
  mkdirSync(out);
  const host = createStagingHost({ threads, config, logger: silentLogger });
  const chunks: StagedChunk[] = [];
  const files = paths.map((path) => ({ path, anyAge: false }));
  await host.stage({ files, folder: out, now, chunkEvents }, async (chunk) => {
    chunks.push(chunk);
  });
  await host.retire();
  const counts = chunks.flatMap((chunk) => chunk.counts);
  return {
    events: linesOf(chunks, 'eventsPath'),
    items: linesOf(chunks, 'itemsPath'),
    rejects: linesOf(chunks, 'rejectsPath'),
    accepted: counts.reduce((sum, count) => sum + count.accepted, 0),
  };
}

describe('processing threads', () => {
  it('give the same rows and counts whatever their number and the size of chunks', async () => {
    const plain = join(folder, 'plain.ndjson');
    const packed = join(folder, 'packed.ndjson.gz');
    writeFileSync(plain, recordLines(4000));
    writeFileSync(packed, gzipSync(recordLines(500)));
    const alone = await stage(1, 1_000_000, [plain, packed]);
    assert.equal(alone.accepted, 4500);
    assert.ok(alone.events.length > 5000 && alone.items.length > 100 && alone.rejects.length > 500);
    for (const [threads, chunkEvents] of [
      [2, 700],
      [3, 50_000],
      [1, 100],
    ] as const) {
      assert.deepEqual(await stage(threads, chunkEvents, [plain, packed]), alone);
    }
  });

  it('report an unreadable file and work on afterwards', async () => {
    const host = createStagingHost({ threads: 1, config, logger: silentLogger });
    const good = join(folder, 'good.ndjson');
    writeFileSync(good, recordLines(3));
    const input = (path: string) => ({ files: [{ path, anyAge: false }], folder, now });
    await assert.rejects(
      host.stage(input(join(folder, 'missing.ndjson')), async () => {}),
      (error) => error instanceof CodedError && error.code === 'FILE_UNREADABLE',
    );
    let accepted = 0;
    await host.stage(input(good), async ({ counts }) => {
      accepted += counts.reduce((sum, count) => sum + count.accepted, 0);
    });
    assert.equal(accepted, 3);
    await host.retire();
  });

  it('hand an error of the taker on and stop reading', async () => {
    const host = createStagingHost({ threads: 1, config, logger: silentLogger });
    const path = join(folder, 'taker.ndjson');
    writeFileSync(path, recordLines(100));
    const failing = host.stage({ files: [{ path, anyAge: false }], folder, now }, () =>
      Promise.reject(new CodedError('WAREHOUSE_LOAD_FAILED', { batch: 'b', reason: 'full' })),
    );
    await assert.rejects(
      failing,
      (error) => error instanceof CodedError && error.code === 'WAREHOUSE_LOAD_FAILED',
    );
  });
});
