import type { QueuedEvent } from '@millstream/sdk-client';
import type { BrowserPlatform } from '../browser/browser-platform.ts';
import type { WebConfiguration } from '../configuration.ts';
import type { Tracker } from '../host.ts';

/** What happens to events: they are kept, leave, get an answer (0: none), and are taken off the queue. */
export type DebugNote =
  | { readonly kind: 'queued'; readonly events: readonly QueuedEvent[] }
  | { readonly kind: 'sending'; readonly body: string }
  | { readonly kind: 'answered'; readonly body: string; readonly status: number }
  | { readonly kind: 'removed' };

/** Platforms that are listened to. */
const watched = new WeakSet<BrowserPlatform>();

const isWanted = ({ debugOverlay }: WebConfiguration): boolean =>
  debugOverlay === true ||
  (debugOverlay === 'address' && new URLSearchParams(location.search).get('millstream-debug') === '1');

/** Loads the overlay when it is asked for, and tells it what happens, also before it was there. */
export const trackDebugOverlay: Tracker = ({ platform, configuration }) => {
  if (!isWanted(configuration) || watched.has(platform)) return;
  watched.add(platform);
  const early: DebugNote[] = [];
  let hear = (note: DebugNote): void => void early.push(note);
  const { store, send } = platform;
  const { add, remove } = store;
  store.add = async (events) => {
    await add(events);
    hear({ kind: 'queued', events });
  };
  store.remove = async (ids) => {
    await remove(ids);
    hear({ kind: 'removed' });
  };
  platform.send = async (request) => {
    const { body } = request;
    hear({ kind: 'sending', body });
    const answer = await send(request);
    hear({ kind: 'answered', body, status: answer.status });
    return answer;
  };
  // In a file of its own, which only those who look at it load.
  import('../overlay/show-overlay.ts')
    .then(({ showOverlay }) => {
      hear = showOverlay(store);
      early.splice(0).forEach(hear);
    })
    // Also for a browser that cannot draw it.
    .catch((error: unknown) => {
      hear = () => undefined;
      // Somebody asked to see it, with or without a log.
      console.warn('[millstream] the overlay could not be loaded', error);
    });
};
