import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { type Clock, parseSegmentName, systemClock } from '@millstream/core';
import { startCollector } from '../http/collector-fixture.ts';
import { Sender } from './sender.ts';

const hourMs = 3_600_000;
/** Where the wall clock stands against the truth, one after the other. */
const offsetsHours = [0, -5, 7, -30, 0.25, -0.25, 48];

/** The wall clock jumps whenever it is told to, the monotonic one never. */
function jumpingClock(): Clock & { jump(): void } {
  let jumps = 0;
  return {
    now: () => systemClock.now() + (offsetsHours[jumps % offsetsHours.length] ?? 0) * hourMs,
    monotonic: systemClock.monotonic,
    jump: () => {
      jumps++;
    },
  };
}

describe('a wall clock that jumps by hours', () => {
  it('loses and doubles no request, and seals by true age under names that stay unique and readable', async () => {
    const clock = jumpingClock();
    const sealed: string[] = [];
    const enoughSealed = Promise.withResolvers<void>();
    const running = await startCollector({
      clock,
      settings: {
        segment: { maxAgeMs: 20, maxBytes: 50_000 },
        accessLog: true,
        rateLimit: { perApp: { requestsPerSecond: 1_000_000, burst: 1000 } },
      },
      onSealed: (_project, fileName) => {
        sealed.push(fileName);
        clock.jump();
        if (sealed.length === 5 * offsetsHours.length) enoughSealed.resolve();
      },
    });
    let answered = 0;
    const senders = Array.from(
      { length: 8 },
      () =>
        new Sender({
          port: () => running.port,
          // Also in the middle of a segment.
          onAnswer: () => {
            if (++answered % 50 === 0) clock.jump();
          },
        }),
    );
    try {
      await enoughSealed.promise;
      await Promise.all(senders.map((sender) => sender.stop()));
      const acknowledged = senders.flatMap((sender) => sender.acknowledged);
      assert.deepEqual(
        senders.flatMap((sender) => [...sender.refused]),
        [],
      );
      const stored = (await running.records()).map(({ rid }) => rid);
      const unique = new Set(stored);
      assert.equal(unique.size, stored.length);
      assert.deepEqual(
        acknowledged.filter((rid) => !unique.has(rid)),
        [],
      );
      const names = await readdir(running.project.layout.sealed);
      assert.deepEqual(names.toSorted(), sealed.toSorted());
      const facts = names.map((name) => parseSegmentName(name));
      assert.equal(
        facts.reduce((sum, fact) => sum + (fact?.records ?? 0), 0),
        stored.length,
      );
      assert.equal(new Set(facts.map((fact) => fact?.sequence)).size, names.length);
    } finally {
      await running.stop();
    }
  });
});
