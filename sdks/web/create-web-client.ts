import { type Client, type ClientCore, createClient, type Started } from '@millstream/sdk-client';
import { type BrowserPlatform, browserPlatform } from './browser/browser-platform.ts';
import type { WebConfiguration } from './configuration.ts';

/** A client in a page. */
export interface WebClient<Configuration = WebConfiguration> extends Client {
  updateConfigure(configuration: Partial<Configuration>): void;
}

/** What makes a web client: the core has little of it, the complete SDK all. */
export interface WebParts {
  /** Starts collecting on the page. @param instance '' for the only one */
  track(client: ClientCore, platform: BrowserPlatform, instance: string): Started;
  /** Removes what else was kept in the browser. */
  purge?(instance: string): void;
  /**
   * Gives the platform what it has besides, before a client takes it.
   * @returns the settings as they count in this browser
   */
  prepare?(platform: BrowserPlatform, configuration: WebConfiguration, instance: string): WebConfiguration;
}

/** Creates a client for this page. @param instance '' for the only one; others keep their own users, sessions and queue */
export function createWebClient(
  configuration: WebConfiguration,
  parts: WebParts,
  instance: string,
): ClientCore {
  let current = configuration;
  const platform = browserPlatform(instance, () => current.isLogEvents);
  const client = createClient(platform, parts.prepare?.(platform, configuration, instance) ?? configuration, {
    onStart: (started) => parts.track(started, platform, instance),
    onPurge: () => parts.purge?.(instance),
  });
  // From now on as `updateConfigure` changes them.
  current = client.configuration;
  return client;
}
