import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { QueuedEvent } from '@millstream/sdk-client';
import { type ChunkedStoreOptions, chunkedEventStore } from './chunked-event-store.ts';
import { SimulatedStorage, storageLimits } from './simulation/simulated-storage.ts';
import type { WxApi } from './wx-api.ts';

const megabyte = 1_048_576;

function wxOver(storage: SimulatedStorage): WxApi {
  return {
    getStorageSync: (key) => storage.get(key),
    setStorageSync: (key, value) => storage.set(key, value),
    removeStorageSync: (key) => storage.remove(key),
    getStorageInfoSync: () => storage.info(),
    request: () => undefined,
  };
}

function open(storage: SimulatedStorage, options: Partial<ChunkedStoreOptions> = {}) {
  return chunkedEventStore(wxOver(storage), {
    prefix: 'c.',
    maxBytes: 5 * megabyte,
    onDropped: () => undefined,
    ...options,
  });
}

const events = (from: number, to: number, filling = ''): QueuedEvent[] =>
  Array.from({ length: to - from + 1 }, (_, at) => ({
    id: `e${from + at}`,
    at: 1_000 + from + at,
    json: JSON.stringify({ n: from + at, filling }),
  }));

async function idsIn(store: ReturnType<typeof open>): Promise<string[]> {
  return (await store.first(1_000_000, 100 * megabyte)).map(({ id }) => id);
}

const idsOf = (given: readonly QueuedEvent[]): string[] => given.map(({ id }) => id);

describe('events in the storage of WeChat', () => {
  it('come back whole and in order after a restart', async () => {
    const storage = new SimulatedStorage();
    const odd = { id: 'odd', at: 7, json: JSON.stringify({ text: 'line\nbreak “quotes” 你好 🐟' }) };
    await open(storage).add([...events(1, 3), odd]);
    await open(storage).add(events(4, 5));
    assert.deepEqual(await open(storage).first(10, megabyte), [...events(1, 3), odd, ...events(4, 5)]);
  });

  it('lie in chunks that stay far below what WeChat allows a key', async () => {
    const storage = new SimulatedStorage();
    const store = open(storage);
    for (let n = 1; n <= 300; n += 1) await store.add(events(n, n, 'x'.repeat(1_000)));
    const sizes = storage.keys.map((key) => Buffer.byteLength(storage.get(key)));
    assert.ok(sizes.length > 3, `${sizes.length} chunks`);
    assert.ok(Math.max(...sizes) <= 65_536, `largest chunk has ${Math.max(...sizes)} bytes`);
    assert.deepEqual(await idsIn(store), idsOf(events(1, 300)));
  });

  it('leave by their ids, wherever they lie, and take their chunk along', async () => {
    const storage = new SimulatedStorage();
    const store = open(storage);
    await store.add(events(1, 200, 'x'.repeat(1_000)));
    await store.remove(idsOf(events(2, 199)));
    assert.deepEqual(await idsIn(open(storage)), ['e1', 'e200']);
    await store.remove(['e1', 'e200']);
    assert.deepEqual(storage.keys, []);
    assert.equal(storage.bytes, 0);
  });

  it('keep their order when chunks have gone from the front', async () => {
    const storage = new SimulatedStorage();
    const filling = 'x'.repeat(1_000);
    await open(storage).add(events(1, 800, filling));
    await open(storage).remove(idsOf(events(1, 150)));
    await open(storage).add(events(801, 900, filling));
    assert.deepEqual(await idsIn(open(storage)), idsOf(events(151, 900)));
  });

  it('give way, oldest first, when there are more bytes than allowed', async () => {
    const storage = new SimulatedStorage();
    let dropped = 0;
    const store = open(storage, { maxBytes: 200_000, onDropped: (count) => (dropped += count) });
    for (let n = 1; n <= 500; n += 10) await store.add(events(n, n + 9, 'x'.repeat(1_000)));
    const left = await idsIn(store);
    assert.ok(dropped > 0);
    assert.deepEqual(left, idsOf(events(dropped + 1, 500)));
    assert.ok(storage.bytes <= 201_000, `${storage.bytes} bytes`);
  });

  it('stay rather than be refused when the oldest cannot be removed', async () => {
    const storage = new SimulatedStorage();
    const store = chunkedEventStore(
      {
        ...wxOver(storage),
        removeStorageSync() {
          throw new Error('removeStorageSync:fail internal error');
        },
      },
      { prefix: 'c.', maxBytes: 100_000, onDropped: () => undefined },
    );
    await store.add(events(1, 200, 'x'.repeat(1_000)));
    assert.deepEqual(await idsIn(store), idsOf(events(1, 200)));
  });

  it('are counted again after a restart', async () => {
    const storage = new SimulatedStorage();
    await open(storage, { maxBytes: 200_000 }).add(events(1, 150, 'x'.repeat(1_000)));
    await open(storage, { maxBytes: 200_000 }).add(events(151, 300, 'x'.repeat(1_000)));
    assert.ok(storage.bytes <= 201_000, `${storage.bytes} bytes`);
    assert.equal((await idsIn(open(storage))).pop(), 'e300');
  });

  const refusals: readonly { readonly name: string; readonly refuse: (storage: SimulatedStorage) => void }[] =
    [
      { name: 'says it is full', refuse: (storage) => (storage.state = 'full') },
      {
        name: 'has room for a part of them only',
        refuse: (storage) => {
          for (let n = 0; n < 10; n += 1)
            storage.set(`other${n}`, 'y'.repeat(megabyte - (n === 9 ? 150_000 : 0)));
        },
      },
    ];
  for (const { name, refuse } of refusals) {
    it(`are refused together when the storage ${name}`, async () => {
      const storage = new SimulatedStorage();
      const store = open(storage);
      await store.add(events(1, 3));
      refuse(storage);
      await assert.rejects(store.add(events(4, 400, 'x'.repeat(1_000))), /exceed storage max size/);
      assert.deepEqual(await idsIn(open(storage)), ['e1', 'e2', 'e3']);
    });
  }

  it('are refused when one is larger than a key may be', async () => {
    const storage = new SimulatedStorage();
    const store = open(storage);
    await assert.rejects(store.add(events(1, 1, 'x'.repeat(storageLimits.valueBytes))), /entry size limit/);
    await store.add(events(2, 2));
    assert.deepEqual(await idsIn(store), ['e2']);
  });

  it('do without a line that something else has damaged', async () => {
    const storage = new SimulatedStorage();
    await open(storage).add(events(1, 2));
    const [key = ''] = storage.keys;
    storage.set(key, `no-line\n${storage.get(key)}`);
    assert.deepEqual(await idsIn(open(storage)), ['e1', 'e2']);
  });

  it('are none after clear, while what is not theirs stays', async () => {
    const storage = new SimulatedStorage();
    storage.set('cart', '[]');
    const store = open(storage);
    await store.add(events(1, 200, 'x'.repeat(1_000)));
    await store.clear();
    assert.deepEqual(storage.keys, ['cart']);
  });
});
