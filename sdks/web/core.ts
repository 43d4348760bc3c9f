import { followPage } from './page-life.ts';
import { createStaticApi, type StaticApi } from './static-api.ts';

/** The small client: events, users and sessions, durably queued; no automatic events but those of sessions. */
export const millstream: StaticApi = createStaticApi({
  track(client) {
    const show = (): void => {
      client.show();
      client.renewSession();
    };
    return { restart: () => undefined, stop: followPage(client.hide, show, client.wake) };
  },
});
