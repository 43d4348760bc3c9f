import type { Studio } from '@millstream/studio';
import type { ApiHandler } from './json-api.ts';

/** The ready-made pages under `/studio`: life cycle dashboard, single rows, realtime, live feed, a user's timeline. */
export function boardRoutes(
  studio: Pick<
    Studio,
    'lifecycle' | 'lifecycleDrill' | 'details' | 'realtime' | 'feed' | 'timeline' | 'devices'
  >,
): Readonly<Record<string, ApiHandler>> {
  return {
    'POST /studio/dashboard/lifecycle': ({ body, signal }) => studio.lifecycle(body, signal),
    'POST /studio/dashboard/drill': ({ body, signal }) => studio.lifecycleDrill(body, signal),
    'POST /studio/dashboard/details': ({ body, signal }) => studio.details(body, signal),
    'POST /studio/realtime': ({ body, signal }) => studio.realtime(body, signal),
    'POST /studio/realtime/feed': ({ body, signal }) => studio.feed(body, signal),
    'POST /studio/user/timeline': ({ body, signal }) => studio.timeline(body, signal),
    'POST /studio/user/devices': ({ body, signal }) => studio.devices(body, signal),
  };
}
