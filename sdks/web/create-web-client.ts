import {
  type Client,
  type ClientCore,
  createClient,
  createViews,
  createViewTime,
} from '@millstream/sdk-client';
import { browserPlatform } from './browser/browser-platform.ts';
import { instanceKey, webStorage } from './browser/local-state.ts';
import { latestReferrer } from './browser/referrer.ts';
import type { WebConfiguration } from './configuration.ts';
import { isOn, type PageListener, type Tracker, type WebHost } from './host.ts';
import { recallPage, rememberPage, trackPages } from './trackers/page-views.ts';
import { recordAppStart, trackVisibility } from './trackers/visibility.ts';

/** A client in a page. */
export interface WebClient extends Client {
  updateConfigure(configuration: Partial<WebConfiguration>): void;
}

/** What a tab remembers from page to page. */
const tabStorage = (instance: string) => webStorage('sessionStorage', instanceKey(instance));

const hasPrivacySignal = (): boolean =>
  navigator.doNotTrack === '1' ||
  ('globalPrivacyControl' in navigator && navigator.globalPrivacyControl === true);

/** Starts collecting on the page. @param trackers automatic events besides page views and engagement */
function startTracking(
  client: ClientCore,
  platform: ReturnType<typeof browserPlatform>,
  instance: string,
  trackers: readonly Tracker[],
): { readonly host: WebHost; stop(): void } {
  const configuration: WebConfiguration = client.configuration;
  const stops: (() => void)[] = [];
  const listeners: PageListener[] = [];
  const tab = client.mayStore() ? tabStorage(instance) : { get: () => null, set: () => undefined };
  const known = recallPage(tab);
  platform.page = latestReferrer(tab, configuration.domainList);
  const views = createViews({
    eventName: '_page_view',
    time: createViewTime(configuration.idleTimeoutDuration ?? 120_000),
    now: platform.now,
    elapsed: platform.elapsed,
    enter: client.enterSession,
    tracksEngagement: () => isOn(configuration.isTrackUserEngagementEvents),
    record: client.recordPreset,
    recalled: known,
    remember: (left) => rememberPage(tab, left),
  });
  const host: WebHost = {
    client,
    platform,
    configuration,
    views,
    onPage: (listener) => void listeners.push(listener),
    onStop: (act) => void stops.push(act),
  };
  for (const tracker of trackers) tracker(host);
  trackVisibility(host);
  recordAppStart(host);
  trackPages(host, known, () => {
    for (const listener of listeners) listener();
  });
  return {
    host,
    stop() {
      for (const stop of stops) stop();
    },
  };
}

/** Creates a client for this page. @param instance '' for the only one; others keep their own users, sessions and queue */
export function createWebClient(
  configuration: WebConfiguration,
  trackers: readonly Tracker[] = [],
  instance = '',
): WebClient & Pick<ClientCore, 'stored'> {
  const platform = browserPlatform(instance, configuration);
  let tracking: ReturnType<typeof startTracking> | undefined;
  if (configuration.authCookie !== undefined)
    platform.log(
      'browsers forbid the cookie header: set the cookie on the domain of the endpoint, or use authToken',
    );
  const isRefused = configuration.respectPrivacySignals && hasPrivacySignal();
  return createClient(platform, isRefused ? { ...configuration, consent: 'denied' } : configuration, {
    endsIdleSessions: true,
    onStart(client) {
      tracking = startTracking(client, platform, instance, trackers);
      return tracking.stop;
    },
    onPurge() {
      for (const key of ['page', 'referrer']) tabStorage(instance).set(key, null);
    },
    onSession(client) {
      if (isOn((client.configuration as WebConfiguration).isTrackPageViewEvents))
        tracking?.host.views.restart();
    },
  });
}
