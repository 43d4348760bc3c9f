import { useSyncExternalStore } from 'react';

let wanted = '';
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Shows only fields whose name has these letters; an empty text shows all. */
export function searchFields(text: string): void {
  wanted = text.trim().toLowerCase();
  for (const listener of listeners) listener();
}

/** Whether a field of the editor's list is searched for. Hooked into Graphic Walker's lists while the pages are built. */
export function useFieldSearch(): (field: { readonly fid: string; readonly name?: string }) => boolean {
  const text = useSyncExternalStore(subscribe, () => wanted);
  return ({ fid, name }) => text === '' || `${name ?? ''} ${fid}`.toLowerCase().includes(text);
}
