import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { limitedBody, maxBodyBytes } from './limited-body.ts';

describe('the body of a proxied request', () => {
  it('is joined of its pieces', async () => {
    async function* pieces() {
      yield new Uint8Array([1, 2]);
      yield new Uint8Array([]);
      yield new Uint8Array([3]);
    }
    assert.deepEqual(await limitedBody(pieces(), null), new Uint8Array([1, 2, 3]));
  });

  it('is given up when it does not end', async () => {
    let read = 0;
    async function* endless() {
      for (;;) {
        read += maxBodyBytes;
        yield new Uint8Array(maxBodyBytes);
      }
    }
    assert.equal(await limitedBody(endless(), undefined), null);
    assert.equal(read, 17 * maxBodyBytes);
  });

  it('is not read at all when it says that it is huge', async () => {
    let isRead = false;
    async function* unread() {
      isRead = true;
      yield new Uint8Array(1);
    }
    assert.equal(await limitedBody(unread(), '100000000'), null);
    assert.equal(isRead, false);
  });
});
