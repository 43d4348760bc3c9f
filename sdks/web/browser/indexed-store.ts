import { type EventStore, type QueuedEvent, takeFirst } from '@millstream/sdk-client';
import { storagePrefix } from './local-state.ts';

/** Events that one browser keeps; beyond this the oldest go. */
const maxStoredEvents = 50_000;
/** Counting is slow in large stores, so it is done once in so many writes. */
const writesPerCount = 100;
const storeName = 'events';

const finished = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });

const opened = (name: string): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () =>
      // The key is the order of arrival, over all tabs.
      request.result.createObjectStore(storeName, { autoIncrement: true }).createIndex('id', 'id');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** The queue of all tabs of a site, in IndexedDB. */
export function indexedStore(instance: string): EventStore {
  const name = storagePrefix + instance;
  let database: Promise<IDBDatabase> | undefined;
  let writes = 0;
  /** Keys of events that were read, so that removing needs no look-up. */
  const keys = new Map<string, IDBValidKey>();
  const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(name);

  const events = async (mode: IDBTransactionMode): Promise<IDBObjectStore> => {
    database ??= opened(name);
    try {
      const open = await database;
      // Another tab deletes or upgrades the database; the next call opens it anew.
      open.onversionchange = open.onclose = () => {
        open.close();
        database = undefined;
      };
      return open.transaction(storeName, mode).objectStore(storeName);
    } catch (error) {
      database = undefined;
      throw error;
    }
  };
  const dropOldest = (store: IDBObjectStore): void => {
    const count = store.count();
    count.onsuccess = () => {
      const excess = count.result - maxStoredEvents;
      if (excess <= 0) return;
      const oldest = store.getAllKeys(null, excess);
      oldest.onsuccess = () => store.delete(IDBKeyRange.upperBound(oldest.result.at(-1)));
    };
  };

  return {
    async add(added) {
      const store = await events('readwrite');
      for (const event of added) store.add(event);
      if (++writes % writesPerCount === 1) dropOldest(store);
      await finished(store.transaction);
    },
    async first(maxEvents, maxBytes) {
      const store = await events('readonly');
      const values = store.getAll(null, maxEvents);
      const valueKeys = store.getAllKeys(null, maxEvents);
      await finished(store.transaction);
      const found = takeFirst(values.result as QueuedEvent[], maxEvents, maxBytes);
      keys.clear();
      found.forEach(({ id }, index) => {
        const key = valueKeys.result[index];
        if (key !== undefined) keys.set(id, key);
      });
      return found;
    },
    async remove(ids) {
      const store = await events('readwrite');
      for (const id of ids) {
        const key = keys.get(id);
        if (key !== undefined) store.delete(key);
        else {
          const found = store.index('id').getKey(id);
          found.onsuccess = () => found.result !== undefined && store.delete(found.result);
        }
      }
      await finished(store.transaction);
      channel?.postMessage(ids);
    },
    async clear() {
      const store = await events('readwrite');
      store.clear();
      await finished(store.transaction);
    },
    onRemoved(hear) {
      if (channel) channel.onmessage = ({ data }) => hear(data);
    },
  };
}
