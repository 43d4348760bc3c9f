import assert from 'node:assert/strict';
import { type Product, startProduct } from '../product/start-product.ts';
import { startEventSender } from './event-sender.ts';

/** What a round kills with SIGKILL. */
export type Victim = 'collector' | 'engine' | 'server';

interface Status {
  readonly collector: { readonly workers: readonly { readonly pid: number }[] };
  readonly engine: { readonly pid: number | null };
}

async function victimPid(product: Product, victim: Victim): Promise<number | null> {
  if (victim === 'server') return product.pid;
  const { stdout } = await product.run('status');
  const status = JSON.parse(stdout) as Status;
  return victim === 'engine' ? status.engine.pid : (status.collector.workers[0]?.pid ?? null);
}

/** A small generator of pseudo-random numbers, so that a failing run can be repeated by its seed. */
function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Waits until every id is a row; compares what is stored with what was answered. */
async function assertNothingLost(
  product: Product,
  answered: ReadonlySet<string>,
  sent: ReadonlySet<string>,
): Promise<void> {
  const last = [...answered].at(-1) ?? '';
  await product.queryUntil(
    `select 1 from event_v2 where event_id = '${last}'`,
    (rows) => rows.length > 0,
    60_000,
  );
  await product.queryUntil(
    'select count(*) as n from event_v2',
    ([row]) => Number(row?.n) >= answered.size,
    60_000,
  );
  const rows = await product.query('select event_id, count(*) as n from event_v2 group by all');
  const stored = new Map(rows.map(({ event_id, n }) => [String(event_id), Number(n)]));
  assert.deepEqual([...answered].filter((id) => !stored.has(id)).slice(0, 5), [], 'answered 200 but lost');
  assert.deepEqual([...stored].filter(([, n]) => n !== 1).slice(0, 5), [], 'counted more than once');
  assert.deepEqual([...stored.keys()].filter((id) => !sent.has(id)).slice(0, 5), [], 'never sent');
}

async function assertBalanced(product: Product): Promise<void> {
  const { code, stdout, stderr } = await product.run('ledger');
  assert.equal(code, 0, `${stderr}${stdout}`);
  const rows = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { human: number; balanced: boolean });
  assert.ok(rows.length > 0 && rows.every(({ balanced }) => balanced));
  const [stored] = await product.query('select count(*) as n from event_v2');
  assert.equal(
    rows.reduce((sum, { human }) => sum + human, 0),
    Number(stored?.n),
    'ledger and table differ',
  );
}

/** Kills parts of the product under load `rounds` times; afterwards each answered event must be stored exactly once. */
export async function runKillRounds(rounds: number, seed: number): Promise<void> {
  const random = randomNumbers(seed);
  const sender = startEventSender(8);
  // Large segments and slow sealing as well as the default, so that kills meet open, sealed and half-loaded segments.
  const start = (dataDir?: string) => startProduct(dataDir === undefined ? {} : { dataDir });
  await using first = await start();
  let product = first;
  try {
    sender.setTarget(product.collect);
    await sender.answeredMore(50);
    const victims: readonly Victim[] = ['collector', 'engine', 'server'];
    for (let round = 0; round < rounds; round += 1) {
      const victim = victims[Math.floor(random() * victims.length)] ?? 'server';
      await sender.answeredMore(1 + Math.floor(random() * 400));
      const pid = await victimPid(product, victim);
      if (pid !== null) process.kill(pid, 'SIGKILL');
      if (victim === 'server') {
        sender.setTarget(null);
        product = await start(product.dataDir);
        sender.setTarget(product.collect);
      }
    }
    await sender.answeredMore(20);
    await sender.stop();
    await assertNothingLost(product, sender.answered, sender.sent);
    await assertBalanced(product);
  } finally {
    await sender.stop();
    await product.kill();
  }
}
