import type { StateStore } from './platform.ts';

/**
 * What an installation knows: ids, session, counters. Other tabs may change a fact at any time, so each read looks at
 * the store. Facts that may not be persisted (`cookieless`), or that the store refuses (private mode, quota), live in memory.
 */
export interface Facts {
  /** What was written; null when nothing was, or what stands there cannot be read. */
  read<T>(key: string): T | null;
  /** Null removes. @returns the value */
  write<T>(key: string, value: T): T;
  /** Whether facts may be written to the device; those in memory move there where nothing else stands. */
  persist(isAllowed: boolean): void;
  /** Forgets everything, on the device too. */
  clear(): void;
}

const keys = ['user', 'session', 'device', 'bundle', 'backoff'];

/** Opens the facts in a store; nothing is persisted until that is allowed. */
export function createFacts(store: StateStore): Facts {
  const memory = new Map<string, string | null>();
  let isPersisting = false;
  /** A store that takes something again gets what it has refused before, too. */
  const move = (): void => {
    for (const [key, text] of memory) {
      store.set(key, text);
      if (store.get(key) === text) memory.delete(key);
    }
  };
  return {
    read<T>(key: string) {
      const text = memory.has(key) || !isPersisting ? memory.get(key) : store.get(key);
      try {
        return JSON.parse(text ?? 'null') as T | null;
      } catch {
        return null;
      }
    },
    write(key, value) {
      memory.set(key, value === null ? null : JSON.stringify(value));
      if (isPersisting) move();
      return value;
    },
    persist(isAllowed) {
      isPersisting = isAllowed;
      if (!isAllowed) return;
      for (const key of memory.keys()) if (store.get(key) !== null) memory.delete(key);
      move();
    },
    clear() {
      memory.clear();
      for (const key of keys) store.set(key, null);
    },
  };
}
