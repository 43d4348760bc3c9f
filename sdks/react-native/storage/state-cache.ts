import type { StateStore } from '@millstream/sdk-client';
import type { KeyValueStorage } from '../device/device.ts';

/** Facts in memory, with every change on its way to the device. */
export interface StateCache extends StateStore {
  /** Resolves when all changes so far are stored, or known to be unstorable. */
  written(): Promise<void>;
}

/**
 * Reads all facts below `prefix` once. When that fails, nothing is ever written in this process: a new identity must
 * not replace one that only could not be read.
 */
export async function openStateCache(storage: KeyValueStorage, prefix: string): Promise<StateCache> {
  const facts = new Map<string, string>();
  let isReadable = true;
  try {
    const names = (await storage.getAllKeys()).filter((name) => name.startsWith(prefix));
    const values = await Promise.all(names.map((name) => storage.getItem(name)));
    for (const [index, name] of names.entries()) {
      const value = values[index];
      if (typeof value === 'string') facts.set(name.slice(prefix.length), value);
    }
  } catch {
    isReadable = false;
    facts.clear();
  }

  const changed = new Set<string>();
  let writing: Promise<void> | null = null;
  // One write at a time, so that an older value never overtakes a newer one.
  const write = async (): Promise<void> => {
    const refused: string[] = [];
    while (changed.size > 0) {
      const [key = ''] = changed;
      changed.delete(key);
      const value = facts.get(key);
      try {
        await (value === undefined ? storage.removeItem(prefix + key) : storage.setItem(prefix + key, value));
      } catch {
        refused.push(key);
      }
    }
    // Tried again with the next change.
    for (const key of refused) changed.add(key);
    writing = null;
  };

  return {
    get: (key) => facts.get(key) ?? null,
    set(key, value) {
      if ((facts.get(key) ?? null) === value) return;
      if (value === null) facts.delete(key);
      else facts.set(key, value);
      if (!isReadable) return;
      changed.add(key);
      writing ??= Promise.resolve().then(write);
    },
    written: () => writing ?? Promise.resolve(),
  };
}
