import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { VirtualClock } from './virtual-clock.ts';

describe('the virtual clock', () => {
  it('stands still until it is ticked, and then stops at each timer', () => {
    const clock = new VirtualClock(1_000);
    const heard: string[] = [];
    clock.after(500, () => heard.push(`b at ${clock.now()}`));
    clock.after(200, () => heard.push(`a at ${clock.now()}`));
    clock.after(500, () => heard.push(`c at ${clock.now()}`));
    assert.deepEqual(heard, []);
    assert.deepEqual(clock.tick(1_000), { elapsedMs: 200, fired: 1 });
    assert.deepEqual(clock.tick(1_000), { elapsedMs: 500, fired: 2 });
    assert.deepEqual(clock.tick(1_000), { elapsedMs: 1_000, fired: 0 });
    assert.deepEqual(heard, ['a at 1200', 'b at 1500', 'c at 1500']);
  });

  it('fires no timer before its time', () => {
    const clock = new VirtualClock(0);
    clock.after(500, () => assert.fail('too early'));
    assert.deepEqual(clock.tick(499), { elapsedMs: 499, fired: 0 });
    assert.equal(clock.pending, 1);
  });

  it('leaves timers set by timers for the next tick, at the same moment when they are due', () => {
    const clock = new VirtualClock(0);
    const heard: number[] = [];
    clock.after(10, () => {
      clock.after(0, () => heard.push(clock.elapsedMs));
    });
    assert.deepEqual(clock.tick(100), { elapsedMs: 10, fired: 1 });
    assert.deepEqual(heard, []);
    assert.deepEqual(clock.tick(100), { elapsedMs: 10, fired: 1 });
    assert.deepEqual(heard, [10]);
  });

  it('does not fire what was cancelled, even by a timer of the same moment', () => {
    const clock = new VirtualClock(0);
    const cancel = clock.after(10, () => assert.fail('was cancelled'));
    cancel();
    clock.after(10, () => cancelLater());
    const cancelLater = clock.after(10, () => assert.fail('was cancelled'));
    assert.deepEqual(clock.tick(10), { elapsedMs: 10, fired: 1 });
  });

  it('lets the wall clock jump without firing or delaying a timer', () => {
    const clock = new VirtualClock(5_000);
    clock.after(100, () => undefined);
    clock.shift(-3_000);
    assert.equal(clock.now(), 2_000);
    assert.equal(clock.elapsedMs, 0);
    assert.deepEqual(clock.tick(1_000), { elapsedMs: 100, fired: 1 });
    assert.equal(clock.now(), 2_100);
  });

  it('never goes back', () => {
    const clock = new VirtualClock(0);
    clock.tick(100);
    assert.deepEqual(clock.tick(50), { elapsedMs: 100, fired: 0 });
  });

  it('throws what a timer throws, after the others of that moment', () => {
    const clock = new VirtualClock(0);
    let isHeard = false;
    clock.after(10, () => {
      throw new Error('broken');
    });
    clock.after(10, () => {
      isHeard = true;
    });
    assert.throws(() => clock.tick(10), /broken/);
    assert.equal(isHeard, true);
  });

  it('forgets the timers of a process that is gone', () => {
    const clock = new VirtualClock(0);
    clock.after(10, () => assert.fail('its process is gone'));
    clock.clear();
    assert.deepEqual(clock.tick(20), { elapsedMs: 20, fired: 0 });
  });
});
