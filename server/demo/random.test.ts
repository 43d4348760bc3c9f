import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Random } from './random.ts';

const draw = (random: Random) => Array.from({ length: 20 }, () => random.uint32());

describe('Random', () => {
  it('gives the same numbers for the same keys and others for other keys', () => {
    assert.deepEqual(draw(new Random(7, 1)), draw(new Random(7, 1)));
    const seen = new Set(
      [[7, 1], [7, 2], [8, 1], [1, 7], [7], [7, 1, 0]].map((keys) => draw(new Random(...keys)).join()),
    );
    assert.equal(seen.size, 6);
  });

  it('fills its range evenly', () => {
    const random = new Random(3);
    const counts = new Array<number>(10).fill(0);
    for (let index = 0; index < 20_000; index++) {
      const digit = random.integer(0, 9);
      counts[digit] = (counts[digit] ?? 0) + 1;
    }
    for (const count of counts) assert.ok(count > 1_800 && count < 2_200, `${counts}`);
  });

  it('writes UUIDs of version 4 that do not repeat', () => {
    const random = new Random(11);
    const uuids = Array.from({ length: 5_000 }, () => random.uuid());
    assert.equal(new Set(uuids).size, uuids.length);
    for (const uuid of uuids)
      assert.match(uuid, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('refuses to pick from nothing', () => {
    assert.throws(() => new Random(1).pick([]), RangeError);
  });
});
