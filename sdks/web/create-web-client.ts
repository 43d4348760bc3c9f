import { type Client, type ClientCore, createClient, type Started } from '@millstream/sdk-client';
import { type BrowserPlatform, browserPlatform, type PlatformParts } from './browser/browser-platform.ts';
import type { WebConfiguration } from './configuration.ts';

/** A client in a page. */
export interface WebClient extends Client {
  updateConfigure(configuration: Partial<WebConfiguration>): void;
}

/** What makes a web client: the core has little of it, the complete SDK all. */
export interface WebParts extends PlatformParts {
  /** Starts collecting on the page. @param instance '' for the only one */
  track(client: ClientCore, platform: BrowserPlatform, instance: string): Started;
  /** Removes what else was kept in the browser. */
  purge?(instance: string): void;
  /** Settings as they count in this browser. */
  resolve?(configuration: WebConfiguration): WebConfiguration;
}

/** Creates a client for this page. @param instance '' for the only one; others keep their own users, sessions and queue */
export function createWebClient(
  configuration: WebConfiguration,
  parts: WebParts,
  instance: string,
): ClientCore {
  let current = configuration;
  const platform = browserPlatform(instance, parts, () => current.isLogEvents);
  const client = createClient(platform, parts.resolve?.(configuration) ?? configuration, {
    onStart: (started) => parts.track(started, platform, instance),
    onPurge: () => parts.purge?.(instance),
  });
  // From now on as `updateConfigure` changes them.
  current = client.configuration;
  return client;
}
