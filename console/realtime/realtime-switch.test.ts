import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type ConsoleStore, openConsoleStore } from '../console-store.ts';

const folder = mkdtempSync(join(tmpdir(), 'realtime-switch-'));
const path = join(folder, 'console.sqlite');
const clock = { now: () => 1_772_600_000_000, monotonic: () => 0 };
let store: ConsoleStore;
before(async () => {
  store = await openConsoleStore(path, clock);
});
after(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

describe('the switch of realtime', () => {
  it('is on until somebody stops it, and remembers who did, also after a restart', async () => {
    assert.deepEqual(await store.realtime.stateOf('web'), { isOn: true });
    await store.realtime.stop('web', 'mei');
    await store.realtime.stop('web', 'li');
    const stopped = { isOn: false, stoppedBy: 'mei', stoppedAtMs: clock.now() };
    assert.deepEqual(await store.realtime.stateOf('web'), stopped);
    assert.deepEqual(await store.realtime.stateOf('shop'), { isOn: true });
    await store.close();
    store = await openConsoleStore(path, clock);
    assert.deepEqual(await store.realtime.stateOf('web'), stopped);
    await store.realtime.start('web');
    assert.deepEqual(await store.realtime.stateOf('web'), { isOn: true });
  });
});
