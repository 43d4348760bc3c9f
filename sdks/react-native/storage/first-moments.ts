import type { EventStore, StateStore } from '@millstream/sdk-client';

/** Key under which the client keeps who uses the device, from its first event on. */
const userKey = 'user';
const key = 'begun';

/** Knows whether the first event of an installation is safe. */
export interface FirstMoments {
  /**
   * The app was killed before the first events of this installation were stored or sent: `_first_open` is missing, or
   * nobody knows.
   */
  readonly isCutShort: boolean;
  /** The store, noting that events are safe. */
  readonly store: EventStore;
  forget(): void;
}

/** @param state as it was stored by the process before */
export async function openFirstMoments(state: StateStore, store: EventStore): Promise<FirstMoments> {
  const isUnknown = state.get(userKey) !== null && state.get(key) === null;
  // Events that were stored have `_first_open` before them.
  const isCutShort = isUnknown && (await store.first(1, 0).catch(() => [])).length === 0;
  // Where nobody is known, as without consent to store ids, nothing is noted.
  const note = (): void => {
    if (state.get(userKey) !== null) state.set(key, '1');
  };
  return {
    isCutShort,
    store: {
      ...store,
      async add(events) {
        await store.add(events);
        note();
      },
      async remove(ids) {
        note();
        await store.remove(ids);
      },
    },
    forget: () => state.set(key, null),
  };
}
