import type { EventStore } from '@millstream/sdk-client';

/** A store whose removals the other tabs hear of, so that none repeats in its last request what another has brought home. */
export function tellTabs(store: EventStore, name: string): EventStore {
  if (typeof BroadcastChannel === 'undefined') return store;
  const channel = new BroadcastChannel(name);
  return {
    ...store,
    async remove(ids) {
      await store.remove(ids);
      channel.postMessage(ids);
    },
    onRemoved(hear) {
      channel.onmessage = ({ data }) => hear(data);
    },
  };
}
