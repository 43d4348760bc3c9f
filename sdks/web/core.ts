import type { ClientConfiguration } from '@millstream/sdk-client';
import { followPage } from './page-life.ts';
import { createStaticApi, type StaticApi } from './static-api.ts';

/** Settings that the small client knows. */
export type CoreConfiguration = Omit<ClientConfiguration, 'isTrackUserEngagementEvents'>;

/** The small client: events, users and sessions, durably queued; no automatic events but those of sessions. */
export const millstream: StaticApi<CoreConfiguration> = createStaticApi({
  track(client) {
    const show = (): void => {
      client.show();
      client.renewSession();
    };
    return { restart: () => undefined, stop: followPage(client.hide, show, client.wake) };
  },
});
