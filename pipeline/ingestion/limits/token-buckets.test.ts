import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { RateLimits } from './rate-limits.ts';
import { TokenBuckets } from './token-buckets.ts';

function createClock() {
  let nowMs = 1000;
  return {
    clock: { now: () => 0, monotonic: () => nowMs },
    advance: (ms: number) => {
      nowMs += ms;
    },
  };
}

describe('token buckets', () => {
  it('lets a burst pass, then the rate', () => {
    const { clock, advance } = createClock();
    const buckets = new TokenBuckets({ requestsPerSecond: 10, burst: 3 }, clock);
    assert.deepEqual(
      [1, 2, 3, 4].map(() => buckets.take('a')),
      [0, 0, 0, 100],
    );
    advance(100);
    assert.equal(buckets.take('a'), 0);
    assert.equal(buckets.take('a'), 100);
    assert.equal(buckets.take('b'), 0, 'another key has its own bucket');
  });

  it('never passes more than burst plus rate in any stretch of time', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50), { minLength: 1, maxLength: 200 }), (steps) => {
        const { clock, advance } = createClock();
        const buckets = new TokenBuckets({ requestsPerSecond: 100, burst: 5 }, clock);
        let passed = 0;
        let elapsedMs = 0;
        for (const step of steps) {
          advance(step);
          elapsedMs += step;
          if (buckets.take('a') === 0) passed++;
          assert.ok(passed <= 5 + elapsedMs / 10 + 1e-6);
        }
      }),
    );
  });

  it('forgets the longest unused key when it knows too many', () => {
    const { clock } = createClock();
    const buckets = new TokenBuckets({ requestsPerSecond: 1, burst: 1 }, clock, 2);
    buckets.take('a');
    buckets.take('b');
    buckets.take('a');
    buckets.take('c');
    assert.equal(buckets.size, 2);
    assert.ok(buckets.take('a') > 0, 'a was used last and is still empty');
    assert.equal(buckets.take('b'), 0, 'b was forgotten');
  });

  it('keeps its fill when settings are applied again without a change', () => {
    const { clock } = createClock();
    const limits = new RateLimits(clock);
    const settings = { perApp: { requestsPerSecond: 1, burst: 1 }, perIp: null };
    limits.configure(settings);
    assert.equal(limits.take('web', ''), 0);
    limits.configure(structuredClone(settings));
    assert.ok(limits.take('web', '') > 0);
    limits.configure({ perApp: null, perIp: null });
    assert.equal(limits.take('web', ''), 0);
  });
});
