import type { StateStore } from '@millstream/sdk-client';

/** Prefix of everything that the SDK keeps in a browser. */
export const storagePrefix = 'millstream.';

/** A web storage that may be missing, full or forbidden: then nothing is kept. */
export function webStorage(
  kind: 'localStorage' | 'sessionStorage',
  keyOf: (key: string) => string,
): StateStore {
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

/** Keys of one instance; the device id belongs to all. */
export function instanceKey(instance: string): (key: string) => string {
  const own = instance === '' ? storagePrefix : `${storagePrefix}${instance}.`;
  return (key) => (key === 'device' ? storagePrefix : own) + key;
}
