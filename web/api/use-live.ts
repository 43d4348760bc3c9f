import { useEffect, useRef, useState } from 'react';
import { apiUrl } from './call-api.ts';

/** State of a stream of server-sent events. */
export type LiveState = 'connecting' | 'live' | 'lost' | 'off';

/**
 * Follows server-sent events of a path below `/api` while the tab is visible; the browser reconnects by itself.
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
    const open = () => {
      if (source !== null || document.hidden) return;
      setState('connecting');
      source = new EventSource(apiUrl({ path }));
      source.onopen = () => setState('live');
      source.onerror = () => setState('lost');
      source.onmessage = (message) => handler.current(message.type, JSON.parse(message.data));
    };
    const close = () => {
      source?.close();
      source = null;
    };
    const follow = () => (document.hidden ? close() : open());
    document.addEventListener('visibilitychange', follow);
    open();
    return () => {
      document.removeEventListener('visibilitychange', follow);
      close();
    };
  }, [path]);
  return state;
}
