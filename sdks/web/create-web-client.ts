import { type Client, type ClientCore, createClient, type Started } from '@millstream/sdk-client';
import { type BrowserPlatform, browserPlatform, type PlatformParts } from './browser/browser-platform.ts';
import type { WebConfiguration } from './configuration.ts';

/** A client in a page. */
export interface WebClient extends Client {
  updateConfigure(configuration: Partial<WebConfiguration>): void;
}

/** Automatic collecting on a page, once it has started. */
export interface Tracking extends Started {
  /** A new session began while the page was shown. */
  restart(): void;
}

/** What makes a web client: the core has little of it, the complete SDK all. */
export interface WebParts extends PlatformParts {
  /** Starts collecting on the page. @param instance '' for the only one */
  track(client: ClientCore, platform: BrowserPlatform, instance: string): Tracking;
  /** Removes what else was kept in the browser. */
  purge?(instance: string): void;
}

const hasPrivacySignal = (): boolean =>
  navigator.doNotTrack === '1' ||
  ('globalPrivacyControl' in navigator && navigator.globalPrivacyControl === true);

/** Creates a client for this page. @param instance '' for the only one; others keep their own users, sessions and queue */
export function createWebClient(
  configuration: WebConfiguration,
  parts: WebParts,
  instance: string,
): ClientCore {
  const platform = browserPlatform(instance, configuration, parts);
  let tracking: Tracking | undefined;
  const isRefused = configuration.respectPrivacySignals && hasPrivacySignal();
  return createClient(platform, isRefused ? { ...configuration, consent: 'denied' } : configuration, {
    endsIdleSessions: true,
    onStart(client) {
      tracking = parts.track(client, platform, instance);
      return tracking;
    },
    onPurge: () => parts.purge?.(instance),
    onSession: () => tracking?.restart(),
  });
}
