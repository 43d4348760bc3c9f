import { useEffect, useRef } from 'react';

/** What keys do on the page of explorations. */
export interface ExploreKeys {
  readonly run: () => void;
  /** Null while nothing runs. */
  readonly cancel: (() => void) | null;
  /** Chart to table and back. */
  readonly toggleTable: () => void;
}

const isField = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  target.closest('input, textarea, select, [role=listbox], [role=menu]') !== null;

/** Ctrl Enter runs, Esc stops, `v` shows the table or the chart; single keys are off in fields. */
export function useExploreKeys(keys: ExploreKeys): void {
  const newest = useRef(keys);
  newest.current = keys;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const { key, ctrlKey, metaKey, altKey, target } = event;
      if (key === 'Enter' && (ctrlKey || metaKey)) newest.current.run();
      if (key === 'Escape') newest.current.cancel?.();
      if (key === 'v' && !ctrlKey && !metaKey && !altKey && !isField(target)) newest.current.toggleTable();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}
