import type { StateStore } from '@millstream/sdk-client';

/** A fact that was stored as JSON; null when it is missing or cannot be parsed. */
export function storedJson(state: StateStore, key: string): unknown {
  try {
    return JSON.parse(state.get(key) ?? 'null');
  } catch {
    return null;
  }
}
