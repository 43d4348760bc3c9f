import { createViews, createViewTime, type StateStore } from '@millstream/sdk-client';
import { webStorage } from './browser/local-state.ts';
import { latestReferrer } from './browser/referrer.ts';
import type { WebConfiguration } from './configuration.ts';
import type { WebParts } from './create-web-client.ts';
import { isOn, type PageListener, type Tracker, type WebHost } from './host.ts';
import { recallPage, rememberPage, trackPages } from './trackers/page-views.ts';
import { recordAppStart, trackVisibility } from './trackers/visibility.ts';

const forgetful: StateStore = { get: () => null, set: () => undefined };

/** What a tab remembers from page to page. */
export const tabStorage = (instance: string): StateStore => webStorage('sessionStorage', instance);

/** Collects page views, engagement and what the trackers add. */
export function trackPageWith(trackers: readonly Tracker[]): WebParts['track'] {
  return (client, platform, instance) => {
    const configuration: WebConfiguration = client.configuration;
    const stops: (() => void)[] = [];
    const listeners: PageListener[] = [];
    const tab = client.mayStore() ? tabStorage(instance) : forgetful;
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
    /** A browser may lack what one of them needs; the others go on. */
    const safely = (act: () => void): void => {
      try {
        act();
      } catch (error) {
        platform.log('internal error', error);
      }
    };
    for (const tracker of trackers) safely(() => tracker(host));
    const restart = (): void => {
      if (isOn(configuration.isTrackPageViewEvents)) views.restart();
    };
    trackVisibility(host, restart);
    return {
      begin() {
        recordAppStart(host);
        trackPages(host, known, () => {
          listeners.forEach(safely);
        });
      },
      restart,
      stop() {
        stops.forEach(safely);
      },
    };
  };
}
