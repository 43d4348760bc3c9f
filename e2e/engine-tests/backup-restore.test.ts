import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { apiOf } from '../product/call-product.ts';
import { type Product, runCommand, startProduct } from '../product/start-product.ts';

const rowsSql = `SELECT event_id, event_time_msec, event_name, is_bot FROM event_v2 ORDER BY ALL`;
const countSql = 'SELECT count(*) AS n FROM event_v2';

/** Sends requests with one event each; every second is answered before the next is sent. */
async function send(product: Product, from: number, count: number): Promise<void> {
  for (let index = from; index < from + count; index += 1) {
    const event = {
      ...{ event_type: 'view', event_id: `e-${index}`, app_id: 'web', unique_id: `u-${index % 7}` },
      ...{ timestamp: Date.now(), platform: 'Web', attributes: { n: index } },
    };
    const answer = await fetch(`${product.collect}/collect?appId=web&platform=Web`, {
      method: 'POST',
      body: JSON.stringify([event]),
    });
    assert.equal(answer.status, 200);
  }
}

const isAll = (count: number) => (rows: Record<string, unknown>[]) => Number(rows[0]?.n) === count;

it('restores a backup that was made under load: the same rows, a ledger that balances, nothing counted twice', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'millstream-backup-'));
  const backup = join(folder, 'backup');
  try {
    await using product = await startProduct();
    await send(product, 0, 200);
    await product.queryUntil(countSql, isAll(200));
    await product.run('lake', 'flush');
    const sending = send(product, 200, 300);
    const made = await product.run('backup', backup);
    assert.equal(made.code, 0, made.stderr);
    await sending;
    await product.queryUntil(countSql, isAll(500));
    const original = await product.query(rowsSql);

    const target = join(folder, 'restored');
    const restored = await runCommand(['restore', backup, '--data', target]);
    assert.equal(restored.code, 0, restored.stderr);
    await using copy = await startProduct({ dataDir: target });
    const { call } = apiOf(copy);
    // What was collected before the backup and not processed is processed after the restore.
    await copy.queryUntil(countSql, (rows) => Number(rows[0]?.n) >= 200);
    const ledgerOf = async () => {
      const ledger = await call('GET', '/api/projects/first/ledger');
      return ledger as {
        balanced: boolean;
        rows: { accepted: number; human: number }[];
        waiting: { hours: [] };
      };
    };
    let ledger = await ledgerOf();
    while (ledger.waiting.hours.length > 0) ledger = await ledgerOf();
    const rows = await copy.query(rowsSql);
    assert.equal(ledger.balanced, true);
    const accepted = ledger.rows.reduce((sum, row) => sum + row.accepted, 0);
    assert.equal(accepted, rows.length, 'each request gave one event, and none was taken up twice');
    assert.ok(rows.length >= 200 && rows.length <= 500);
    const known = new Set(original.map((row) => JSON.stringify(row)));
    for (const row of rows)
      assert.ok(known.has(JSON.stringify(row)), 'a row of the copy is one of the original');
    // It collects on, and a repeated event is a duplicate there as well.
    await send(copy, 0, 1);
    await send(copy, 1000, 1);
    await copy.queryUntil(countSql, isAll(rows.length + 1));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

it('restores into a running server at its next start, and keeps what was there', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'millstream-backup-'));
  const dataDir = join(folder, 'data');
  try {
    const product = await startProduct({ dataDir });
    await send(product, 0, 20);
    await product.queryUntil(countSql, isAll(20));
    const made = await product.run('backup');
    assert.equal(made.code, 0, made.stderr);
    const { backupId } = JSON.parse(made.stdout) as { backupId: string };
    await send(product, 20, 30);
    await product.queryUntil(countSql, isAll(50));
    const held = (await apiOf(product).call('GET', `/api/backups/${backupId}`)) as {
      contents: { projects: { events: number; apps: string[] }[] };
    };
    assert.deepEqual(
      held.contents.projects.map(({ events, apps }) => ({ events, apps })),
      [{ events: 20, apps: ['web'] }],
    );
    await apiOf(product).call('POST', `/api/backups/${backupId}/restore`);
    assert.equal(await product.stop(), 0);
    const again = await startProduct({ dataDir });
    await again.queryUntil(countSql, isAll(20));
    assert.equal(await again.stop(), 0);
    const refused = await runCommand(['restore', join(dataDir, 'backups', 'nothing'), '--data', dataDir]);
    assert.match(refused.stderr, /BACKUP_INVALID/);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
