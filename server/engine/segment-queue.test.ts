import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createSegmentQueue, type SegmentGroup } from './segment-queue.ts';

const options = { limits: { maxBytes: 100, maxSegments: 4 }, retryDelaysMs: [10, 50], parkedRetryMs: 1000 };
const names = (group: SegmentGroup | null) => group?.segments.map(({ name }) => name);

describe('segment queue', () => {
  const bounds = [
    { what: 'bytes', bytes: [60, 30, 20], first: ['s0', 's1'] },
    { what: 'number', bytes: [1, 1, 1, 1, 1], first: ['s0', 's1', 's2', 's3'] },
    { what: 'at least one, however large', bytes: [500, 1], first: ['s0'] },
  ];
  for (const { what, bytes, first } of bounds) {
    it(`bounds a group by ${what}`, () => {
      const queue = createSegmentQueue(options);
      queue.offer(bytes.map((size, index) => ({ name: `s${index}`, bytes: size })));
      assert.deepEqual(names(queue.claim(0)), first);
    });
  }

  it('never hands out a segment twice, however often it is offered', () => {
    const queue = createSegmentQueue(options);
    const segment = { name: 'a', bytes: 1 };
    queue.offer([segment]);
    queue.offer([segment]);
    assert.deepEqual(names(queue.claim(0)), ['a']);
    queue.offer([segment]);
    assert.equal(queue.claim(0), null);
  });

  it('retries a failed group after growing delays while new segments go on', () => {
    const queue = createSegmentQueue(options);
    queue.offer([{ name: 'a', bytes: 1 }]);
    const first = queue.claim(0);
    assert.ok(first);
    assert.equal(queue.failed(first, 0), 'retry');
    queue.offer([{ name: 'b', bytes: 1 }]);
    assert.deepEqual(names(queue.claim(9)), ['b']);
    assert.equal(queue.nextDue(), 10);
    const second = queue.claim(10);
    assert.deepEqual(names(second), ['a']);
    assert.ok(second);
    assert.equal(queue.failed(second, 10), 'retry');
    assert.equal(queue.claim(59), null);
    assert.deepEqual(names(queue.claim(60)), ['a']);
  });

  it('finds the bad segment by halves, loses none and parks only that one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), fc.nat({ max: 3 }), (count, badIndex) => {
        const queue = createSegmentQueue(options);
        const bad = `s${badIndex % count}`;
        queue.offer(Array.from({ length: count }, (_, index) => ({ name: `s${index}`, bytes: 1 })));
        const committed: string[] = [];
        let now = 0;
        while (queue.counts().parked === 0) {
          const group = queue.claim(now);
          if (!group) {
            now = queue.nextDue() ?? assert.fail('nothing waits, but the bad segment is not parked');
            continue;
          }
          if (names(group)?.includes(bad)) queue.failed(group, now);
          else {
            committed.push(...(names(group) ?? []));
            queue.done(group);
          }
        }
        for (let group = queue.claim(now); group; group = queue.claim(now)) {
          committed.push(...(names(group) ?? []));
          queue.done(group);
        }
        assert.equal(committed.length, count - 1);
        assert.equal(new Set([...committed, bad]).size, count);
        assert.deepEqual(queue.counts(), { ready: 0, claimed: 0, retrying: 0, parked: 1 });
      }),
    );
  });
});
