import { listenTo } from './listen.ts';

/** Follows a page out of sight and back. The end of a page is a way out of sight. @returns what stops it */
export function followPage(hide: () => void, show: () => void, wake: () => void): () => void {
  let isHidden = document.hidden;
  return listenTo(window, ['visibilitychange', 'pagehide', 'pageshow', 'online'], ({ type }) => {
    if (type === 'online') return wake();
    const isGone = type === 'pagehide' || document.hidden;
    if (isGone === isHidden) return;
    isHidden = isGone;
    if (isGone) hide();
    else show();
  });
}
