import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type Product, startProduct } from '../product/start-product.ts';

const volume = mkdtempSync(join(tmpdir(), 'disk-full-'));
const dataDir = join(volume, 'data');
const filler = join(volume, 'filler');
const guardBytes = 24_000_000;
let product: Product;

before(async () => {
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=160m', 'tmpfs', volume]);
  mkdirSync(dataDir);
  product = await startProduct({
    dataDir,
    args: ['--memory', '256MB'],
    env: {
      MILLSTREAM_INGESTION__DISK_GUARD: JSON.stringify({ minFreeBytes: guardBytes, minFreePercent: 0 }),
    },
  });
});
after(async () => {
  await product.stop();
  execFileSync('umount', [volume]);
  rmSync(volume, { recursive: true });
});

let sent = 0;
/** Sends one event with an id of its own; answers with the status and that id. */
async function send(): Promise<{ status: number; id: string; retryAfter: string | null }> {
  const id = `full-${sent++}`;
  const event = { event_type: 'hello', event_id: id, timestamp: Date.now(), app_id: 'web', unique_id: 'u' };
  const answer = await fetch(`${product.collect}/collect?appId=web`, {
    method: 'POST',
    body: JSON.stringify([event]),
  });
  await answer.arrayBuffer();
  return { status: answer.status, id, retryAfter: answer.headers.get('retry-after') };
}

/** Sends until an answer has the status; ids answered 200 on the way count. */
async function sendUntil(status: number, stored: Set<string>): Promise<{ retryAfter: string | null }> {
  const deadline = performance.now() + 60_000;
  for (;;) {
    const answer = await send();
    if (answer.status === 200) stored.add(answer.id);
    if (answer.status === status) return answer;
    assert.ok(performance.now() < deadline, `no answer ${status} in time, the last was ${answer.status}`);
  }
}

describe('a disk that fills up', () => {
  it('answers 503 with Retry-After, loses nothing, and goes on by itself when there is space again', async () => {
    const stored = new Set<string>();
    await sendUntil(200, stored);
    const { bavail, bsize } = statfsSync(volume);
    writeFileSync(filler, Buffer.alloc(bavail * bsize - guardBytes / 2));
    const refused = await sendUntil(503, stored);
    assert.ok(Number(refused.retryAfter) > 0);
    rmSync(filler);
    await sendUntil(200, stored);
    await product.queryUntil(
      "select count(*) as n from event_v2 where event_id like 'full-%'",
      ([row]) => Number(row?.n) >= stored.size,
    );
    const rows = await product.query("select event_id from event_v2 where event_id like 'full-%'");
    assert.deepEqual(rows.map(({ event_id }) => event_id).sort(), [...stored].sort());
    const { code, stdout, stderr } = await product.run('ledger');
    assert.equal(code, 0, stdout + stderr);
  });
});
