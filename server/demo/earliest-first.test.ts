import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { EarliestFirst } from './earliest-first.ts';
import { Random } from './random.ts';

describe('EarliestFirst', () => {
  it('gives out entries like a stable sort, whatever the order of adding and taking', () => {
    for (let seed = 1; seed <= 200; seed++) {
      const random = new Random(seed);
      const queue = new EarliestFirst<number>();
      let waiting: { atMs: number; entry: number }[] = [];
      for (let step = 0; step < 60; step++) {
        if (random.chance(0.6)) {
          const atMs = random.integer(0, 9);
          queue.add(atMs, step);
          waiting.push({ atMs, entry: step });
          continue;
        }
        waiting = waiting.toSorted((one, other) => one.atMs - other.atMs);
        assert.equal(queue.nextMs, waiting[0]?.atMs ?? Number.POSITIVE_INFINITY);
        assert.equal(queue.take(), waiting.shift()?.entry);
        assert.equal(queue.size, waiting.length);
      }
    }
  });
});
