import { type EventStore, type QueuedEvent, takeFirst } from '@millstream/sdk-client';

/** Events that one browser keeps; beyond this the oldest go. */
const maxStoredEvents = 50_000;
const storeName = 'events';

const until = (target: EventTarget, done: string, failed: string): Promise<Event> =>
  new Promise((resolve, reject) => {
    target.addEventListener(done, resolve);
    target.addEventListener(failed, reject);
  });

/** The queue of all tabs of a site, in the IndexedDB of this name. */
export function indexedStore(name: string): EventStore {
  let database: Promise<IDBDatabase> | undefined;

  const open = async (): Promise<IDBDatabase> => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () =>
      // The key is the order of arrival, over all tabs.
      request.result.createObjectStore(storeName, { autoIncrement: true }).createIndex('id', 'id');
    await until(request, 'success', 'error');
    const { result } = request;
    // Another tab deletes or upgrades the database; the next call opens it anew.
    result.onversionchange = result.onclose = () => {
      result.close();
      database = undefined;
    };
    return result;
  };
  /** Works in one transaction, which is whole or nothing. */
  const run = async <T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => T): Promise<T> => {
    database ??= open();
    let transaction: IDBTransaction;
    try {
      transaction = (await database).transaction(storeName, mode);
    } catch (error) {
      database = undefined;
      throw error;
    }
    const result = work(transaction.objectStore(storeName));
    await until(transaction, 'complete', 'abort');
    return result;
  };

  return {
    add: (events) =>
      run('readwrite', (store) => {
        const newest = events.map((event) => store.add(event)).pop();
        if (!newest) return;
        // Keys count up, and the oldest events leave first: those so far behind are too many.
        newest.onsuccess = () =>
          store.delete(IDBKeyRange.upperBound(Number(newest.result) - maxStoredEvents));
      }),
    async first(maxEvents, maxBytes) {
      const { result } = await run('readonly', (store) => store.getAll(null, maxEvents));
      return takeFirst(result as QueuedEvent[], maxEvents, maxBytes);
    },
    remove: (ids) =>
      run('readwrite', (store) => {
        for (const id of ids) {
          const found = store.index('id').getKey(id);
          found.onsuccess = () => found.result !== undefined && store.delete(found.result);
        }
      }),
    clear: () => run('readwrite', (store) => void store.clear()),
  };
}
