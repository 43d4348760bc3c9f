import type { StateStore } from '@millstream/sdk-client';

/** Prefix of everything that the SDK keeps in a browser. */
export const storagePrefix = 'millstream.';

/**
 * What an instance keeps in a web storage, which may be missing, full or forbidden: then nothing is kept. The device id
 * belongs to all instances.
 * @param instance '' for the only one
 */
export function webStorage(kind: 'localStorage' | 'sessionStorage', instance: string): StateStore {
  const keyOf = (key: string): string =>
    storagePrefix + (instance && key !== 'device' ? `${instance}.` : '') + key;
  return {
    get(key) {
      try {
        return window[kind].getItem(keyOf(key));
      } catch {
        return null;
      }
    },
    set(key, value) {
      try {
        if (value === null) window[kind].removeItem(keyOf(key));
        else window[kind].setItem(keyOf(key), value);
      } catch {
        // The client sees that the value does not stand there, and keeps it in memory.
      }
    },
  };
}
