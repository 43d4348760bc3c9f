import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { runInSlices } from './run-in-slices.ts';
import { SandboxFailure } from './sandbox/sandbox-failure.ts';

/** Runs items of which the bad ones break their slice; returns what became of each. */
async function outcome(items: readonly number[], isBad: (item: number) => boolean, sliceSize: number) {
  const done: number[] = [];
  const failed: number[] = [];
  let calls = 0;
  await runInSlices(items, {
    sliceSize,
    async call(slice) {
      calls += 1;
      if (slice.some(isBad)) throw new SandboxFailure('threw', 'bad');
    },
    onDone: (_, slice, start) => {
      assert.deepEqual(slice, items.slice(start, start + slice.length));
      done.push(...slice);
    },
    onFailed: (_, slice) => {
      failed.push(...slice);
    },
  });
  return { done, failed, calls };
}

describe('runInSlices', () => {
  it('loses exactly the bad items, in order, whatever the slices', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(60),
        fc.uniqueArray(fc.nat(60), { maxLength: 8 }),
        fc.integer({ min: 1, max: 70 }),
        async (length, bad, sliceSize) => {
          const items = Array.from({ length }, (_, index) => index);
          const { done, failed } = await outcome(items, (item) => bad.includes(item), sliceSize);
          assert.deepEqual(
            done,
            items.filter((item) => !bad.includes(item)),
          );
          assert.deepEqual(
            failed,
            items.filter((item) => bad.includes(item)),
          );
        },
      ),
    );
  });

  it('gives up halving when nearly everything fails', async () => {
    const items = Array.from({ length: 50_000 }, (_, index) => index);
    const { failed, calls } = await outcome(items, () => true, 1000);
    assert.deepEqual(failed, items);
    assert.ok(calls < 300, `${calls} calls`);
  });

  it('passes on what is no failure of the plug-in', async () => {
    const bug = new TypeError('bug');
    const call = () => Promise.reject(bug);
    await assert.rejects(runInSlices([1], { sliceSize: 1, call, onDone() {}, onFailed() {} }), bug);
  });
});
