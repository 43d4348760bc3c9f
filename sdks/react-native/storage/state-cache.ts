import type { StateStore } from '@millstream/sdk-client';
import type { KeyValueStorage } from '../device/device.ts';

/** Facts in memory, with every change on its way to the device. */
export interface StateCache extends StateStore {
  /** Resolves when all changes so far are stored, or known to be unstorable. */
  written(): Promise<void>;
  /** There may be room again: what was refused is tried once more. */
  retry(): void;
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
  const refused = new Set<string>();
  let writing: Promise<void> | null = null;
  // One write at a time, so that an older value never overtakes a newer one.
  const write = async (): Promise<void> => {
    while (changed.size > 0) {
      const [key = ''] = changed;
      changed.delete(key);
      const value = facts.get(key);
      try {
        if (value === undefined) {
          await storage.removeItem(prefix + key);
          recall();
        } else await storage.setItem(prefix + key, value);
      } catch {
        refused.add(key);
      }
    }
    writing = null;
  };
  const recall = (): void => {
    for (const key of refused) changed.add(key);
    refused.clear();
  };
  const begin = (): void => {
    if (changed.size > 0) writing ??= Promise.resolve().then(write);
  };

  return {
    get: (key) => facts.get(key) ?? null,
    set(key, value) {
      if ((facts.get(key) ?? null) === value && !refused.has(key)) return;
      if (value === null) facts.delete(key);
      else facts.set(key, value);
      if (!isReadable) return;
      changed.add(key);
      recall();
      begin();
    },
    retry() {
      recall();
      begin();
    },
    written: () => writing ?? Promise.resolve(),
  };
}
