import { lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { residentBytes } from './child.ts';
import { webEventBody } from './event-body.ts';
import type { Figure } from './figure.ts';
import { percentile } from './paced-load.ts';
import { startProduct } from './product.ts';

const visibleSamples = 40;
const idleWaitMs = 30_000;

/** Bytes on disk below a folder; hard links are counted once. */
function folderBytes(folder: string): number {
  const seen = new Set<number>();
  let bytes = 0;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const { ino, size } = lstatSync(join(entry.parentPath, entry.name));
    if (!seen.has(ino)) bytes += size;
    seen.add(ino);
  }
  return bytes;
}

async function visibleAfterMs(collect: string, count: (id: string) => number, id: string): Promise<number> {
  const body = webEventBody(id, Date.now());
  const answer = await fetch(`${collect}/collect?appId=web`, { method: 'POST', body });
  if (answer.status !== 200) throw new Error(`the collector answered ${answer.status}`);
  const answeredAt = performance.now();
  while (count(id) === 0) await delay(50);
  return performance.now() - answeredAt;
}

/** Idle memory, and the time from 200 to a row of a query, with default settings. */
export async function liveFigures(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-live-'));
  const product = await startProduct(folder);
  try {
    await delay(idleWaitMs);
    const idle = residentBytes(product.pid);
    const count = (id: string) =>
      product.command('query', `select 1 from event_v2 where event_id = '${id}'`).trim() === '' ? 0 : 1;
    const times: number[] = [];
    for (let sample = 0; sample < visibleSamples; sample += 1) {
      times.push(await visibleAfterMs(product.collect, count, `bench-${sample}`));
    }
    times.sort((a, b) => a - b);
    return [
      {
        name: 'from 200 to visible in `millstream query`, p95',
        value: percentile(times, 0.95) / 1000,
        unit: 's',
        promise: { atMost: 10 },
        beside: `p50 ${(percentile(times, 0.5) / 1000).toFixed(1)} s, the query command's own start included`,
      },
      {
        name: 'whole product idle, resident',
        value: idle.rss / 1e6,
        unit: 'MB',
        promise: { atMost: 300 },
        beside: `sum over processes; shared pages counted once: ${(idle.pss / 1e6).toFixed(0)} MB`,
      },
    ];
  } finally {
    await product.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Disk space of lake and warehouse for the demo shop, and the time to load it. */
export async function storageFigures(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-storage-'));
  const product = await startProduct(folder);
  try {
    const startedAt = performance.now();
    product.command('demo', '--no-live');
    const seconds = (performance.now() - startedAt) / 1000;
    product.command('lake', 'flush');
    const [row = '{}'] = product.command('query', 'select count(*) as events from event_v2').split('\n');
    const { events } = JSON.parse(row) as { events: number };
    await product.stop();
    const project = join(product.dataDir, 'clickstream', 'first');
    const warehouse = folderBytes(join(project, 'warehouse'));
    const lake = folderBytes(join(project, 'data', 'ods'));
    const perMillion = (bytes: number) => (bytes / events) * 1e6;
    return [
      {
        name: 'lake + warehouse per million events of the demo shop',
        value: perMillion(warehouse + lake) / 1e6,
        unit: 'MB',
        promise: { atMost: 150 },
        beside: `warehouse ${(perMillion(warehouse) / 1e6).toFixed(0)}, lake ${(perMillion(lake) / 1e6).toFixed(0)} MB`,
      },
      {
        name: `demo shop's past (${events} events) made, imported and queryable`,
        value: seconds,
        unit: 's',
        promise: { atMost: 60 },
      },
    ];
  } finally {
    await product.stop().catch(() => {});
    rmSync(folder, { recursive: true, force: true });
  }
}
