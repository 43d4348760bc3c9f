import type { EventStore, StateStore } from '@millstream/sdk-client';

/** Key under which the client notes that `_first_open` was recorded. */
const openedKey = 'opened';

/**
 * Holds the note that the app was opened back until events are stored, so that an app killed in its first moments
 * records `_first_open` once more instead of never.
 */
export function notingOpenedLast(
  state: StateStore,
  store: EventStore,
): { readonly state: StateStore; readonly store: EventStore } {
  let held: string | null = null;
  return {
    state: {
      get: (key) => (key === openedKey && held !== null ? held : state.get(key)),
      set(key, value) {
        if (key === openedKey && value !== null) held = value;
        else {
          if (key === openedKey) held = null;
          state.set(key, value);
        }
      },
    },
    store: {
      ...store,
      async add(events) {
        await store.add(events);
        if (held !== null) state.set(openedKey, held);
        held = null;
      },
    },
  };
}
