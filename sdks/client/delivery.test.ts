import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createDevice } from './simulation/device.ts';

const day = 86_400_000;

type Act =
  | { readonly do: 'record'; readonly count: number }
  | { readonly do: 'pass'; readonly ms: number }
  | { readonly do: 'kill' | 'hide' | 'flush' | 'fill' | 'lose' }
  | {
      readonly do: 'answer';
      readonly status: number;
      readonly isStored: boolean;
      readonly retryAfter: string | null;
    };

const acts: fc.Arbitrary<readonly Act[]> = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant('record' as const), count: fc.integer({ min: 1, max: 150 }) }),
    fc.record({ do: fc.constant('pass' as const), ms: fc.constantFrom(1, 900, 5_000, 400_000) }),
    fc.record({ do: fc.constantFrom('kill', 'hide', 'flush', 'lose' as const) }),
    fc.record({
      do: fc.constant('answer' as const),
      status: fc.constantFrom(0, 429, 500, 503, 413, 400, 200),
      isStored: fc.boolean(),
      retryAfter: fc.constantFrom(null, '7', 'Sun, 01 Mar 2026 10:00:30 GMT'),
    }),
  ),
  { maxLength: 25 },
);

describe('delivery', () => {
  it('brings each stored event to the collector under one id, whatever is refused, lost or killed when', async () => {
    await fc.assert(
      fc.asyncProperty(acts, async (steps) => {
        const device = createDevice();
        let client = device.start();
        let recorded = 0;
        for (const step of steps) {
          if (step.do === 'record')
            for (let n = 0; n < step.count; n++) {
              recorded += 1;
              client.record({ name: 'e', attributes: { n: recorded } });
            }
          else if (step.do === 'pass') await device.pass(step.ms);
          else if (step.do === 'flush') void client.flushEvents();
          else if (step.do === 'hide') {
            client.hide();
            client.show();
          } else if (step.do === 'lose') device.isOnline = !device.isOnline;
          else if (step.do === 'kill') {
            await client.stored();
            client = device.start();
          } else if (step.do === 'answer') {
            const { status, isStored, retryAfter } = step;
            // A body that is refused for its size or form was not stored, and one event alone would be dropped for good.
            const mayDrop = status === 413 || status === 400;
            if (!mayDrop) device.answers.push({ status, isStored: isStored || status === 200, retryAfter });
          }
        }
        device.isOnline = true;
        device.answers = [];
        client.wake();
        await device.pass(2 * 3_600_000);
        const numbers = device
          .arrived()
          .filter(({ event_type }) => event_type === 'e')
          .map(({ attributes }) => attributes.n);
        assert.deepEqual(
          [...numbers].sort((a, b) => Number(a) - Number(b)),
          Array.from({ length: recorded }, (_, index) => index + 1),
        );
        assert.equal(device.stored.size, 0);
        const byId = new Map<string, string>();
        for (const event of device.requests.flatMap(({ events }) => events)) {
          const text = JSON.stringify(event);
          assert.equal(byId.get(event.event_id) ?? text, text);
          byId.set(event.event_id, text);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('keeps within 100 events a request and numbers its requests', async () => {
    const device = createDevice();
    const client = device.start();
    for (let n = 0; n < 450; n++) client.record({ name: 'e' });
    await device.pass(60_000);
    const sizes = device.requests.map(({ events }) => events.length);
    assert.deepEqual(sizes, [100, 100, 100, 100, 52]);
    const numbers = device.requests.map(({ url }) =>
      new URL(url).searchParams.get('event_bundle_sequence_id'),
    );
    assert.deepEqual(numbers, ['1', '2', '3', '4', '5']);
  });

  it('halves what is refused for its size until the one that is too large stands alone, and drops that', async () => {
    const device = createDevice();
    const client = device.start();
    await device.pass(0);
    device.requests.length = 0;
    for (let n = 1; n <= 4; n++) client.record({ name: 'e', attributes: { n } });
    device.answers = [{ status: 413 }, { status: 413 }, { status: 413 }];
    await device.pass(60_000);
    assert.deepEqual(
      device.requests.map(({ events }) => events.map(({ attributes }) => attributes.n)),
      [[1, 2, 3, 4], [1, 2], [1], [2], [3, 4]],
    );
    assert.deepEqual(
      device
        .arrived()
        .slice(2)
        .map(({ attributes }) => attributes.n),
      [2, 3, 4],
    );
  });

  it('stops at 403 until the next start, and keeps the events', async () => {
    const device = createDevice();
    device.answers = [{ status: 403 }];
    const client = device.start();
    await device.pass(60_000);
    client.record({ name: 'later' });
    await device.pass(3_600_000);
    assert.equal(device.requests.length, 1);
    device.start();
    await device.pass(1_000);
    assert.deepEqual(
      device
        .arrived()
        .map(({ event_type }) => event_type)
        .slice(0, 3),
      ['_first_open', '_session_start', 'later'],
    );
  });

  it('drops events of over 30 days ago', async () => {
    const device = createDevice();
    device.isOnline = false;
    device.start().record({ name: 'old' });
    await device.pass(31 * day);
    device.isOnline = true;
    const client = device.start();
    client.record({ name: 'new' });
    await device.pass(60_000);
    assert.deepEqual(
      device.arrived().map(({ event_type }) => event_type),
      ['_session_start', 'new'],
    );
  });

  it('holds in memory what a full device refuses, and sends it', async () => {
    const device = createDevice();
    device.isFull = true;
    const client = device.start();
    client.record({ name: 'e' });
    await device.pass(1_000);
    assert.equal(device.stored.size, 0);
    assert.deepEqual(
      device.arrived().map(({ event_type }) => event_type),
      ['_first_open', '_session_start', 'e'],
    );
  });

  it('sends without a token that cannot be had nothing, and again when it can', async () => {
    const device = createDevice();
    let isBroken = true;
    device.start({
      authToken: async () => {
        if (isBroken) throw new Error('signed out');
        return 't-1';
      },
    });
    await device.pass(500);
    assert.equal(device.requests.length, 0);
    isBroken = false;
    await device.pass(10_000);
    assert.deepEqual(
      device.requests.map(({ authorization }) => authorization),
      ['Bearer t-1'],
    );
  });

  it('takes a token that never comes for a request without answer: tries again', async () => {
    const device = createDevice();
    let asked = 0;
    const authToken = (): string | Promise<string> => {
      asked += 1;
      return asked === 1 ? new Promise<string>(() => undefined) : 'secret';
    };
    device.start({ authToken }).record({ name: 'guarded' });
    await device.pass(15_000 + 999);
    assert.deepEqual([asked, device.requests.length], [1, 0]);
    await device.pass(1);
    assert.deepEqual(
      device.requests.map(({ authorization }) => authorization),
      ['Bearer secret'],
    );
    assert.equal(device.arrived().at(-1)?.event_type, 'guarded');
  });
});
