import { lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { residentBytes } from './child.ts';
import { webEventBody } from './event-body.ts';
import type { Figure } from './figure.ts';
import { percentile } from './paced-load.ts';
import { type Product, startProduct } from './product.ts';

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
        name: 'whole product idle, resident, pages that processes share counted once',
        value: idle.pss / 1e6,
        unit: 'MB',
        promise: { atMost: 300 },
        beside: `three processes; added up with shared pages counted in each: ${(idle.rss / 1e6).toFixed(0)} MB`,
      },
    ];
  } finally {
    await product.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A product with a demo shop's past of about so many events; answers with how many it holds and the time it took. */
export async function withDemo<T>(
  events: number,
  measure: (product: Product, facts: { events: number; seconds: number }) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-demo-'));
  const product = await startProduct(folder);
  try {
    const startedAt = performance.now();
    product.command('demo', '--no-live', '--events', String(events));
    const seconds = (performance.now() - startedAt) / 1000;
    const [row = '{}'] = product.command('query', 'select count(*) as events from event_v2').split('\n');
    return await measure(product, { ...(JSON.parse(row) as { events: number }), seconds });
  } finally {
    await product.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Time until the demo shop's past can be queried. */
export function demoFigure(): Promise<Figure> {
  return withDemo(250_000, async (_product, { events, seconds }) => ({
    name: `demo shop's past (${events} events) made, imported and queryable`,
    value: seconds,
    unit: 's',
    promise: { atMost: 60 },
  }));
}

/** Disk space of lake and warehouse, measured on a shop of a million events. */
export function storageFigure(): Promise<Figure> {
  return withDemo(1_000_000, async (product, { events }) => {
    product.command('lake', 'flush');
    await product.stop();
    const project = join(product.dataDir, 'clickstream', 'first');
    const perMillion = (folder: string) => folderBytes(folder) / events;
    const warehouse = perMillion(join(project, 'warehouse'));
    const lake = perMillion(join(project, 'data', 'ods'));
    return {
      name: 'lake + warehouse per million events of the demo shop',
      value: warehouse + lake,
      unit: 'MB',
      promise: { atMost: 150 },
      beside: `warehouse ${warehouse.toFixed(0)}, lake ${lake.toFixed(0)} MB; ${events} events`,
    };
  });
}
