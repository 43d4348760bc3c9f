type HistoryMethod = 'pushState' | 'replaceState';

const methods: readonly HistoryMethod[] = ['pushState', 'replaceState'];

/** Calls `act` after the page's script moved its history, or the person did. @returns what stops it */
export function followHistory(act: () => void): () => void {
  let isStopped = false;
  // Single-page apps set the title right after the address; a microtask sees both.
  const later = () =>
    queueMicrotask(() => {
      if (!isStopped) act();
    });
  const originals = methods.map((method) => {
    const original = history[method];
    const patched: typeof original = function patchedHistory(this: History, ...args) {
      original.apply(this, args);
      later();
    };
    history[method] = patched;
    return { method, original, patched };
  });
  addEventListener('popstate', later);
  return () => {
    isStopped = true;
    removeEventListener('popstate', later);
    // Somebody may have patched over ours and calls it on; taking theirs away would break them.
    for (const { method, original, patched } of originals)
      if (history[method] === patched) history[method] = original;
  };
}
