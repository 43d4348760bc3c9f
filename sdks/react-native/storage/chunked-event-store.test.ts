import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { QueuedEvent } from '@millstream/sdk-client';
import fc from 'fast-check';
import type { KeyValueStorage } from '../device/device.ts';
import { createChunkedStore } from './chunked-event-store.ts';

function storageOf(rows: Map<string, string>): KeyValueStorage {
  return {
    getItem: async (key) => rows.get(key) ?? null,
    async setItem(key, value) {
      rows.set(key, value);
    },
    async removeItem(key) {
      rows.delete(key);
    },
    getAllKeys: async () => [...rows.keys()],
  };
}

const open = (rows: Map<string, string>) =>
  createChunkedStore({
    storage: storageOf(rows),
    prefix: 'events/',
    maxBytes: Number.POSITIVE_INFINITY,
    onDropped: () => assert.fail('nothing is dropped without a limit'),
  });

const event = (n: number, size: number): QueuedEvent => ({
  id: `id-${n}`,
  at: n,
  json: JSON.stringify({ n, text: '🦆é"\\'.repeat(size) }),
});

type Step =
  | { readonly kind: 'add'; readonly sizes: readonly number[] }
  | { readonly kind: 'remove'; readonly maxEvents: number }
  | { readonly kind: 'restart' };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('add' as const),
    sizes: fc.array(fc.integer({ min: 0, max: 3_000 }), { maxLength: 20 }),
  }),
  fc.record({ kind: fc.constant('remove' as const), maxEvents: fc.integer({ min: 1, max: 30 }) }),
  fc.record({ kind: fc.constant('restart' as const) }),
);

describe('events in chunks', () => {
  it('holds what a list would, in its order, over restarts', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const rows = new Map<string, string>();
        let store = open(rows);
        let list: QueuedEvent[] = [];
        let made = 0;
        for (const { kind, ...details } of steps) {
          if (kind === 'restart') store = open(rows);
          else if ('sizes' in details) {
            const events = details.sizes.map((size) => event(++made, size));
            list.push(...events);
            await store.add(events);
          } else if ('maxEvents' in details) {
            const events = await store.first(details.maxEvents, Number.POSITIVE_INFINITY);
            assert.deepEqual(events, list.slice(0, details.maxEvents));
            list = list.slice(events.length);
            await store.remove(events.map(({ id }) => id));
          }
        }
        assert.deepEqual(await store.first(10_000, Number.POSITIVE_INFINITY), list);
        if (list.length === 0) assert.deepEqual([...rows.keys()], []);
      }),
      { numRuns: 60 },
    );
  });

  it('gives at most the bytes that are asked for, and at least one event', async () => {
    const store = open(new Map());
    await store.add([event(1, 0), event(2, 500), event(3, 0)]);
    const sizes = async (maxBytes: number): Promise<number> => (await store.first(100, maxBytes)).length;
    assert.deepEqual([await sizes(1), await sizes(100), await sizes(100_000)], [1, 1, 3]);
  });

  it('writes neither a row for each event nor all rows for each event', async () => {
    const rows = new Map<string, string>();
    const storage = storageOf(rows);
    let written = 0;
    const store = createChunkedStore({
      storage: {
        ...storage,
        async setItem(key, value) {
          written += value.length;
          await storage.setItem(key, value);
        },
      },
      prefix: 'events/',
      maxBytes: Number.POSITIVE_INFINITY,
      onDropped: () => undefined,
    });
    for (let n = 1; n <= 1_000; n += 1) await store.add([event(n, 100)]);
    assert.ok(rows.size < 60, `${rows.size} rows`);
    assert.ok(written < 1_000 * 32_768, `${written} characters written`);
  });
});
