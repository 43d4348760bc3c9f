import { useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';
import { useSay } from '../../i18n/language.tsx';
import { studioPath } from '../../scope/scope.ts';
import { useCurrentPlace } from '../navigation.ts';
import { openShellWindow } from './palette-window.ts';
import { goKeys, partKeys } from './shortcuts.ts';

/** How long the second key after `g` may take, ms. */
const goMs = 1_500;
const fields =
  'input, textarea, select, [contenteditable]:not([contenteditable="false"]), [role="listbox"], [role="menu"], [role="application"], [role="slider"], [role="tablist"], [role="grid"]';

/** Whether a key belongs to what has the focus: fields take letters, lists and charts take arrows. */
function isTaken(event: KeyboardEvent): boolean {
  // Fields inside of other roots (the editor of analyses) are seen on the way the event took.
  return event.composedPath().some((node) => node instanceof Element && node.matches(fields));
}

/** Presses the first control of a part of the page; false when the page has none. */
function press(part: string): boolean {
  const place = document.querySelector<HTMLElement>(`[data-shortcut="${part}"]`);
  const control = place?.matches('button')
    ? place
    : place?.querySelector<HTMLElement>('button, a[href], input');
  if (control === null || control === undefined) return false;
  control.focus();
  control.click();
  return true;
}

function focusFilter(): boolean {
  const field = document.querySelector<HTMLElement>(
    '#ms-content input[type="search"], #ms-content input[role="combobox"]',
  );
  field?.focus();
  return field !== null;
}

/** Keys of all pages. @param hasSingleKeys whether keys without Ctrl work */
export function useShortcuts(hasSingleKeys: boolean): void {
  const say = useSay();
  const navigate = useNavigate();
  const { projectId, appId } = useCurrentPlace();
  const goUntil = useRef(0);
  useEffect(() => {
    const goTo = (page: string): boolean => {
      if (projectId === null) return false;
      if (page === 'pipeline') void navigate(`/project/${encodeURIComponent(projectId)}/pipeline/main`);
      else if (page === 'ledger') void navigate(`/project/${encodeURIComponent(projectId)}/ledger`);
      else if (appId === null) return false;
      else void navigate(studioPath({ projectId, appId }, page));
      return true;
    };
    const movePeriod = (label: string): boolean => {
      const button = [...document.querySelectorAll<HTMLElement>('#ms-content button')].find(
        (one) => one.getAttribute('aria-label') === label,
      );
      button?.click();
      return button !== undefined;
    };
    const single = (event: KeyboardEvent): boolean => {
      if (goUntil.current > event.timeStamp) {
        goUntil.current = 0;
        const page = goKeys[event.key];
        return page !== undefined && goTo(page);
      }
      switch (event.key) {
        case '?':
          openShellWindow('shortcuts');
          return true;
        case '/':
          return focusFilter();
        case 'g':
          goUntil.current = event.timeStamp + goMs;
          return true;
        case 'ArrowLeft':
          return movePeriod(say('range.earlier'));
        case 'ArrowRight':
          return movePeriod(say('range.later'));
        default: {
          const part = partKeys[event.key];
          return part !== undefined && press(part);
        }
      }
    };
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.altKey) return;
      const key = event.key.toLowerCase();
      if (event.ctrlKey || event.metaKey) {
        if (key === 'k') openShellWindow('palette');
        if (key === 'k' || (key === 's' && press('save'))) event.preventDefault();
        return;
      }
      const isDialogOpen =
        document.querySelector('dialog[open], [role="dialog"]:not([hidden]) [data-awsui-modal]') !== null;
      if (!hasSingleKeys || isDialogOpen || isTaken(event)) return;
      if (single(event)) event.preventDefault();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [appId, hasSingleKeys, navigate, projectId, say]);
}
