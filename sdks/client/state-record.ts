import type { StateStore } from './platform.ts';

/** One persisted fact, parsed. Other tabs may change it at any time, so each read looks at the store. */
export interface StateRecord<T> {
  read(): T | null;
  write(value: T | null): void;
}

/** Opens the fact `key`; what cannot be parsed counts as missing. */
export function stateRecord<T>(store: StateStore, key: string): StateRecord<T> {
  let text: string | null = null;
  let value: T | null = null;
  return {
    read() {
      const stored = store.get(key);
      if (stored !== text) {
        text = stored;
        try {
          value = stored === null ? null : (JSON.parse(stored) as T);
        } catch {
          value = null;
        }
      }
      return value;
    },
    write(next) {
      value = next;
      text = next === null ? null : JSON.stringify(next);
      store.set(key, text);
    },
  };
}

/**
 * A store that can be told not to persist (`cookieless`): facts then live in memory, and move over when persisting
 * is allowed and nothing else stands there. A store that refuses writes (private mode, quota) is stood in for by memory.
 */
export function consentingStore(store: StateStore): StateStore & { persist(isAllowed: boolean): void } {
  const memory = new Map<string, string | null>();
  let isPersisting = false;
  const write = (key: string, value: string | null): boolean => {
    store.set(key, value);
    const isWritten = store.get(key) === value;
    if (isWritten) memory.delete(key);
    else memory.set(key, value);
    return isWritten;
  };
  return {
    get: (key) => memory.get(key) ?? (isPersisting && !memory.has(key) ? store.get(key) : null),
    set(key, value) {
      if (!isPersisting) memory.set(key, value);
      // A store that takes something again gets what it has refused before, too.
      else if (write(key, value)) for (const [refused, kept] of memory) if (!write(refused, kept)) break;
    },
    persist(isAllowed) {
      isPersisting = isAllowed;
      if (!isAllowed) return;
      for (const [key, value] of [...memory]) {
        memory.delete(key);
        if (store.get(key) === null && value !== null) write(key, value);
      }
    },
  };
}
