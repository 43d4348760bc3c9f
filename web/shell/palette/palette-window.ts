/** What of the shell's small windows is open. */
export type ShellWindow = 'palette' | 'shortcuts';

const eventName = 'millstream-window';

/** Opens a window of the shell from anywhere. */
export function openShellWindow(window: ShellWindow): void {
  globalThis.dispatchEvent(new CustomEvent(eventName, { detail: window }));
}

/** Follows what is to be opened. */
export function onShellWindow(open: (window: ShellWindow) => void): () => void {
  const listen = (event: Event) => open((event as CustomEvent<ShellWindow>).detail);
  globalThis.addEventListener(eventName, listen);
  return () => globalThis.removeEventListener(eventName, listen);
}
