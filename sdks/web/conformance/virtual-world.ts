import { VirtualClock } from '@millstream/sdk-conformance/virtual-clock';

/** What is under way in the page. */
export interface Activity {
  /** Requests without an answer yet. */
  inFlight: number;
  /** Requests that the pages of this tab have begun. */
  requests: number;
  /** Transactions of IndexedDB. */
  transactions: number;
  /** Web Locks that are held, and that are waited for. */
  locks: number;
}

/** Virtual time and counted activity in one page. */
export interface VirtualWorld {
  readonly clock: VirtualClock;
  readonly activity: Activity;
  /** Lets the storage refuse writes, or everything. */
  breakStorage(state: 'ok' | 'full' | 'broken'): void;
}

function replaceTime(clock: VirtualClock, atElapsedMs: number): void {
  const cancels = new Map<number, () => void>();
  let lastTimer = 0;
  const set = (act: () => void, ms = 0): number => {
    const timer = ++lastTimer;
    cancels.set(
      timer,
      clock.after(ms, () => {
        cancels.delete(timer);
        act();
      }),
    );
    return timer;
  };
  const clear = (timer: number): void => cancels.get(timer)?.();
  Object.assign(window, { setTimeout: set, clearTimeout: clear });
  const RealDate = Date;
  window.Date = class extends RealDate {
    constructor(...given: ConstructorParameters<DateConstructor> | []) {
      if (given.length === 0) super(clock.now());
      else super(...given);
    }
    static override now(): number {
      return clock.now();
    }
  } as DateConstructor;
  performance.now = () => atElapsedMs + clock.elapsedMs;
}

function countRequests(activity: Activity): void {
  const realFetch = window.fetch;
  // Kept where the next page of this tab sees it and no other tab writes, whatever the storage refuses the SDK.
  const { setItem, getItem } = Storage.prototype;
  const key = 'driver.requests';
  Object.defineProperty(activity, 'requests', {
    enumerable: true,
    get: () => Number(getItem.call(sessionStorage, key)),
    set: (count: number) => setItem.call(sessionStorage, key, String(count)),
  });
  window.fetch = async (...given) => {
    if (navigator.onLine) activity.requests += 1;
    activity.inFlight += 1;
    try {
      return await realFetch(...given);
    } finally {
      activity.inFlight -= 1;
    }
  };
}

function countTransactions(activity: Activity): void {
  const real = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function counted(this: IDBDatabase, ...given) {
    const transaction = real.apply(this, given);
    activity.transactions += 1;
    const end = (): void => {
      activity.transactions -= 1;
    };
    transaction.addEventListener('complete', end);
    transaction.addEventListener('abort', end);
    return transaction;
  };
  const open = IDBFactory.prototype.open;
  IDBFactory.prototype.open = function counted(this: IDBFactory, ...given) {
    const request = open.apply(this, given);
    activity.transactions += 1;
    const end = (): void => {
      activity.transactions -= 1;
    };
    request.addEventListener('success', end);
    request.addEventListener('error', end);
    return request;
  };
}

function countLocks(activity: Activity): void {
  const real = navigator.locks.request.bind(navigator.locks);
  navigator.locks.request = (async (name: string, work: LockGrantedCallback<unknown>) => {
    activity.locks += 1;
    try {
      return await real(name, work);
    } finally {
      activity.locks -= 1;
    }
  }) as LockManager['request'];
}

function breakableStorage(): VirtualWorld['breakStorage'] {
  let state: 'ok' | 'full' | 'broken' = 'ok';
  const refuse = (): never => {
    throw new DOMException('the test fills the disk', 'QuotaExceededError');
  };
  const { setItem, getItem } = Storage.prototype;
  Storage.prototype.setItem = function guarded(key, value) {
    if (state !== 'ok') refuse();
    setItem.call(this, key, value);
  };
  Storage.prototype.getItem = function guarded(key) {
    return state === 'broken' ? refuse() : getItem.call(this, key);
  };
  const { add, getAll, getAllKeys } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.add = function guarded(...given) {
    return state === 'ok' ? add.apply(this, given) : refuse();
  };
  IDBObjectStore.prototype.getAll = function guarded(...given) {
    return state === 'broken' ? refuse() : getAll.apply(this, given);
  };
  IDBObjectStore.prototype.getAllKeys = function guarded(...given) {
    return state === 'broken' ? refuse() : getAllKeys.apply(this, given);
  };
  return (next) => {
    state = next;
  };
}

/** Replaces the page's time by a clock that stands still, and counts what the SDK has under way. */
export function replaceWorld(nowMs: number, elapsedMs: number): VirtualWorld {
  const clock = new VirtualClock(nowMs);
  const activity: Activity = { inFlight: 0, requests: 0, transactions: 0, locks: 0 };
  replaceTime(clock, elapsedMs);
  countRequests(activity);
  countTransactions(activity);
  countLocks(activity);
  return { clock, activity, breakStorage: breakableStorage() };
}
