import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { randomUuid } from './uuid.ts';

describe('a random UUID', () => {
  for (const digit of Array.from({ length: 16 }, (_, at) => at)) {
    it(`has the form of version 4 when every random digit is ${digit}`, () => {
      assert.match(
        randomUuid(() => (digit + 0.999) / 16),
        /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      );
    });
  }

  it('differs each time', () => {
    assert.equal(new Set(Array.from({ length: 1_000 }, () => randomUuid(Math.random))).size, 1_000);
  });
});
