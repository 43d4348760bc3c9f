import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { apiOf, type ProductApi } from '../product/call-product.ts';
import { type Product, startProduct } from '../product/start-product.ts';

interface Replay {
  readonly replayId: string;
  readonly state: string;
  readonly asked: number;
  readonly done: number;
  readonly result: Record<string, unknown> | null;
}
interface Group {
  readonly groupId: string;
  readonly reason: string;
  readonly count: number;
}
interface Ledger {
  readonly balanced: boolean;
  readonly rows: readonly { readonly events: number; readonly human: number; readonly rejected: number }[];
}

const base = '/api/projects/first';
const requests = 30;

/** Sends events that are good, too old, and of an app that nobody registered; answers when all are counted. */
async function collect(product: Product, api: ProductApi): Promise<void> {
  const dayMs = 86_400_000;
  for (let index = 0; index < requests; index += 1) {
    const event = (id: string, more: object) => ({
      ...{ event_type: 'view', event_id: `${id}-${index}`, app_id: 'web', unique_id: `u-${index % 5}` },
      ...{ timestamp: Date.now(), platform: 'Web', attributes: {} },
      ...more,
    });
    const body = [
      event('good', {}),
      event('old', { timestamp: Date.now() - 10 * dayMs }),
      event('shop', { app_id: 'shop' }),
    ];
    const answer = await fetch(`${product.collect}/collect?appId=web&platform=Web`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    assert.equal(answer.status, 200);
    // Several raw files, so that a replay has several parts.
    if (index % 10 === 9) await untilStored(api, index + 1);
  }
  const { groups } = (await api.call('GET', `${base}/quarantine`)) as { groups: readonly Group[] };
  assert.deepEqual(groups.map(({ reason, count }) => [reason, count]).sort(), [
    ['app_not_registered', requests],
    ['too_old', requests],
  ]);
}

/** Waits until so many good events are in the ledger. */
async function untilStored(api: ProductApi, count: number): Promise<void> {
  while ((await ledgerOf(api)).human < count) await wait(50);
}

async function groupOf(api: ProductApi, reason: string): Promise<Group> {
  const { groups } = (await api.call('GET', `${base}/quarantine`)) as { groups: readonly Group[] };
  const found = groups.find((group) => group.reason === reason);
  assert.ok(found, `a group ${reason}`);
  return found;
}

async function replayed(api: ProductApi, groups: readonly string[], mode: 'dry' | 'replay'): Promise<Replay> {
  const { replayId } = (await api.call('POST', `${base}/quarantine/replays`, { groups, mode })) as Replay;
  for (;;) {
    const replay = (await api.call('GET', `${base}/quarantine/replays/${replayId}`)) as Replay;
    if (replay.state !== 'Running') return replay;
    await wait(100);
  }
}

async function ledgerOf(api: ProductApi) {
  const { rows, balanced } = (await api.call('GET', `${base}/ledger`)) as Ledger;
  const sum = (name: 'events' | 'human' | 'rejected') => rows.reduce((total, row) => total + row[name], 0);
  return { balanced, events: sum('events'), human: sum('human'), rejected: sum('rejected') };
}

it('replays refused events after a fix: a dry run tells first, nothing counts twice, the ledger balances', async () => {
  await using product = await startProduct();
  const api = apiOf(product);
  await collect(product, api);
  const before = await ledgerOf(api);
  assert.deepEqual(before, { balanced: true, events: 3 * requests, human: requests, rejected: 2 * requests });

  const shop = await groupOf(api, 'app_not_registered');
  const useless = await replayed(api, [shop.groupId], 'dry');
  const failing = useless.result?.failing as { reason: string; count: number }[];
  assert.deepEqual(
    failing.map(({ reason, count }) => [reason, count]),
    [['app_not_registered', requests]],
  );
  await api.call('POST', '/api/apps', { appId: 'shop', name: 'Shop' });
  const dry = await replayed(api, [shop.groupId], 'dry');
  assert.equal(dry.result?.stored, requests);
  assert.deepEqual(dry.result?.failing, []);
  assert.deepEqual(await ledgerOf(api), before, 'a dry run stores nothing');

  const replay = await replayed(api, [shop.groupId], 'replay');
  assert.equal(replay.state, 'Succeeded');
  assert.equal(replay.result?.human, requests);
  assert.equal(replay.result?.stillRefused, 0);
  const after = { balanced: true, events: 3 * requests, human: 2 * requests, rejected: requests };
  assert.deepEqual(await ledgerOf(api), after);
  const [shopRows] = await product.query(
    `SELECT count(*) AS n, count(DISTINCT event_id) AS ids FROM event_v2 WHERE app_id = 'shop'`,
  );
  assert.deepEqual([Number(shopRows?.n), Number(shopRows?.ids)], [requests, requests]);

  // Once more: nothing is there to be replayed, and what is stored stays as it is.
  const old = await groupOf(api, 'too_old');
  const again = await replayed(api, [old.groupId], 'replay');
  assert.equal(again.result?.stillRefused, requests);
  assert.deepEqual(await ledgerOf(api), after);

  const [discard] = (await api.call('POST', `${base}/quarantine/discards`, {
    groups: [(await groupOf(api, 'too_old')).groupId],
    reason: 'a test device',
  })) as { discardId: string }[];
  const hidden = (await api.call('GET', `${base}/quarantine`)) as { groups: unknown[] };
  assert.deepEqual(hidden.groups, []);
  await api.call('DELETE', `${base}/quarantine/discards/${discard?.discardId}`);
  assert.equal((await groupOf(api, 'too_old')).count, requests);
});

it('a replay that is killed leaves whole batches: the ledger balances, and a second one ends it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'millstream-replay-'));
  const dataDir = join(folder, 'data');
  try {
    const product = await startProduct({ dataDir });
    const api = apiOf(product);
    await collect(product, api);
    await api.call('POST', '/api/apps', { appId: 'shop', name: 'Shop' });
    const shop = await groupOf(api, 'app_not_registered');
    await api.call('POST', `${base}/quarantine/replays`, { groups: [shop.groupId], mode: 'replay' });
    // At work, or done already: both must be whole.
    let replays = (await api.call('GET', `${base}/quarantine/replays`)) as Replay[];
    while (replays[0]?.state === 'Running' && replays[0].done === 0)
      replays = (await api.call('GET', `${base}/quarantine/replays`)) as Replay[];
    await product.kill();
    await using again = await startProduct({ dataDir });
    const recovered = apiOf(again);
    const halfway = await ledgerOf(recovered);
    assert.equal(halfway.balanced, true);
    assert.equal(halfway.events, 3 * requests);
    assert.equal(halfway.human + halfway.rejected, 3 * requests);
    const ended = (await recovered.call('GET', `${base}/quarantine/replays`)) as Replay[];
    assert.ok(ended.every(({ state }) => state !== 'Running'));
    const { groups } = (await recovered.call('GET', `${base}/quarantine`)) as { groups: readonly Group[] };
    const left = groups.filter(({ reason }) => reason === 'app_not_registered').map(({ groupId }) => groupId);
    if (left.length > 0) await replayed(recovered, left, 'replay');
    assert.deepEqual(await ledgerOf(recovered), {
      ...{ balanced: true, events: 3 * requests, human: 2 * requests, rejected: requests },
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
