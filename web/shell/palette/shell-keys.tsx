import { lazy, Suspense, useEffect, useState } from 'react';
import { usePreference } from '../../preferences/preferences.ts';
import { onShellWindow, type ShellWindow } from './palette-window.ts';
import { useShortcuts } from './use-shortcuts.ts';

const CommandPalette = lazy(() => import('./command-palette.tsx'));
const ShortcutList = lazy(() => import('./shortcut-list.tsx'));

/** Keys of all pages, with the palette and the list of keys that they open. */
export function ShellKeys() {
  const [hasSingleKeys] = usePreference('singleKeys', true);
  const [open, setOpen] = useState<ShellWindow | null>(null);
  useShortcuts(hasSingleKeys);
  useEffect(() => onShellWindow(setOpen), []);
  const close = () => setOpen((current) => (current === open ? null : current));
  return (
    <Suspense fallback={null}>
      {open === 'palette' && <CommandPalette onClose={close} />}
      {open === 'shortcuts' && <ShortcutList onClose={close} />}
    </Suspense>
  );
}
