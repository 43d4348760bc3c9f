import type { StateStore } from '@millstream/sdk-client';
import type { WxApi } from './wx-api.ts';

/** Start of all keys of an instance in the storage of WeChat. */
export function storagePrefix(instance: string): string {
  return instance === 'default' ? 'clickstream.' : `clickstream@${instance}.`;
}

/** Facts in the storage of WeChat; all instances share the device id. */
export function wxStateStore(wx: WxApi, instance: string): StateStore {
  const keyOf = (key: string): string => storagePrefix(key === 'device' ? 'default' : instance) + key;
  return {
    get(key) {
      try {
        const stored = wx.getStorageSync(keyOf(key));
        return typeof stored === 'string' && stored !== '' ? stored : null;
      } catch {
        return null;
      }
    },
    set(key, value) {
      try {
        if (value === null) wx.removeStorageSync(keyOf(key));
        else wx.setStorageSync(keyOf(key), value);
      } catch {
        // Full or broken: the client reads back, and remembers in memory.
      }
    },
  };
}
