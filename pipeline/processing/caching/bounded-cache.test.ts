import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createBoundedCache } from './bounded-cache.ts';

describe('createBoundedCache', () => {
  it('keeps what is used and forgets what is not', () => {
    const cache = createBoundedCache<number>({ entries: 2 });
    cache.set('used', 1);
    cache.set('unused', 2);
    for (let step = 0; step < 6; step++) {
      assert.equal(cache.get('used'), 1);
      cache.set(`new ${step}`, step);
    }
    assert.equal(cache.get('unused'), undefined);
  });

  it('does not remember keys that are too long', () => {
    const cache = createBoundedCache<number>({ entries: 2, maxKeyLength: 3 });
    cache.set('abcd', 1);
    cache.set('abc', 2);
    assert.equal(cache.get('abcd'), undefined);
    assert.equal(cache.get('abc'), 2);
  });
});
