import { useEffect, useRef, useState } from 'react';
import { apiUrl } from './call-api.ts';
import { connection } from './connection.ts';

/** State of a stream of server-sent events. */
export type LiveState = 'connecting' | 'live' | 'lost' | 'off';

/** A browser gives a stream up for good after an answer that is none, such as a 503; then we ask again. */
const reopenMs = 3_000;
/** A request over a path that changed under it may be answered never; then another one is made. */
const patienceMs = 20_000;

/**
 * Follows server-sent events of a path below `/api` while the tab is visible, and comes back whenever the server does.
 * @param path null listens to nothing
 * @param onMessage gets the event's name and its parsed JSON
 */
export function useLive(path: string | null, onMessage: (event: string, data: unknown) => void): LiveState {
  const [state, setState] = useState<LiveState>('off');
  const handler = useRef(onMessage);
  handler.current = onMessage;
  useEffect(() => {
    if (path === null) {
      setState('off');
      return;
    }
    let source: EventSource | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const close = () => {
      clearTimeout(timer);
      source?.close();
      source = null;
    };
    const open = () => {
      if (source !== null || document.hidden) return;
      const opened = new EventSource(apiUrl({ path }));
      source = opened;
      timer = setTimeout(reopen, patienceMs);
      opened.onopen = () => {
        clearTimeout(timer);
        setState('live');
      };
      opened.onerror = () => {
        setState('lost');
        clearTimeout(timer);
        timer = setTimeout(reopen, opened.readyState === EventSource.CLOSED ? reopenMs : patienceMs);
      };
      opened.onmessage = (message) => handler.current(message.type, JSON.parse(message.data));
    };
    const reopen = () => {
      close();
      open();
    };
    const follow = () => {
      if (document.hidden) close();
      else if (source === null) {
        setState('connecting');
        open();
      }
    };
    // The browser's own waits grow, and a stream over a dead path tells nothing; a server that answers again is asked at once.
    const unsubscribe = connection.subscribe(() => connection.state() === 'back' && reopen());
    window.addEventListener('online', reopen);
    document.addEventListener('visibilitychange', follow);
    follow();
    return () => {
      unsubscribe();
      window.removeEventListener('online', reopen);
      document.removeEventListener('visibilitychange', follow);
      close();
    };
  }, [path]);
  return state;
}
