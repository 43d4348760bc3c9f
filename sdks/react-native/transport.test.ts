import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { VirtualClock } from '@millstream/sdk-conformance';
import { createTransport, type TransportDevice } from './transport.ts';

const request = { url: 'http://c/collect?appId=a', body: '[]', isClosing: false, timeoutMs: 15_000 };

function deviceOf(post: TransportDevice['post']): {
  readonly device: TransportDevice;
  readonly clock: VirtualClock;
} {
  const clock = new VirtualClock(0);
  return { clock, device: { post, after: (ms, act) => clock.after(ms, act) } };
}

const parts = { isCompressing: () => true, cookie: () => undefined, written: async () => undefined };

describe('transport', () => {
  it('sends when the number of the request is stored, not before', async () => {
    const written = Promise.withResolvers<void>();
    let posts = 0;
    const { device } = deviceOf(async () => {
      posts += 1;
      return { status: 200, headers: new Headers() };
    });
    const answer = createTransport(device, { ...parts, written: () => written.promise })(request);
    await Promise.resolve();
    assert.equal(posts, 0);
    written.resolve();
    assert.deepEqual(await answer, { status: 200, retryAfter: null });
    assert.equal(posts, 1);
  });

  it('gives up and aborts after the time-out, and leaves no timer behind an answer', async () => {
    const signals: AbortSignal[] = [];
    const { device, clock } = deviceOf((_, { signal }) => {
      signals.push(signal);
      return new Promise(() => undefined);
    });
    const answer = createTransport(device, parts)(request);
    await Promise.resolve();
    clock.tick(14_999);
    assert.equal(signals[0]?.aborted, false);
    clock.tick(15_000);
    assert.deepEqual(await answer, { status: 0 });
    assert.equal(signals[0]?.aborted, true);

    const quick = deviceOf(async () => ({ status: 503, headers: new Headers({ 'Retry-After': '7' }) }));
    assert.deepEqual(await createTransport(quick.device, parts)(request), { status: 503, retryAfter: '7' });
    assert.equal(quick.clock.pending, 0);
  });

  it('answers with no status when the request fails', async () => {
    const { device } = deviceOf(() => Promise.reject(new TypeError('Network request failed')));
    assert.deepEqual(await createTransport(device, parts)(request), { status: 0 });
  });
});
