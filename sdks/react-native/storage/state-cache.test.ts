import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { KeyValueStorage } from '../device/device.ts';
import { openStateCache } from './state-cache.ts';

/** Storage that refuses to write while it is full. */
class SmallStorage implements KeyValueStorage {
  readonly rows = new Map<string, string>();
  isFull = false;

  async getItem(key: string): Promise<string | null> {
    return this.rows.get(key) ?? null;
  }

  async setItem(key: string, value: string): Promise<void> {
    if (this.isFull) throw new Error('database or disk is full');
    this.rows.set(key, value);
  }

  async removeItem(key: string): Promise<void> {
    this.isFull = false;
    this.rows.delete(key);
  }

  async getAllKeys(): Promise<readonly string[]> {
    return [...this.rows.keys()];
  }
}

describe('facts on the device', () => {
  it('are written when they are set again after a refusal, although they have not changed', async () => {
    const storage = new SmallStorage();
    const state = await openStateCache(storage, 'state/');
    storage.isFull = true;
    state.set('consent', 'denied');
    await state.written();
    storage.isFull = false;
    state.set('consent', 'denied');
    await state.written();
    assert.equal(storage.rows.get('state/consent'), 'denied');
  });

  it('are written once the removal of others has made room', async () => {
    const storage = new SmallStorage();
    const state = await openStateCache(storage, 'state/');
    state.set('user', 'long');
    await state.written();
    storage.isFull = true;
    state.set('consent', 'denied');
    state.set('user', null);
    await state.written();
    assert.deepEqual([...storage.rows], [['state/consent', 'denied']]);
  });
});
