import { createElement, type ReactElement, type ReactNode, useEffect } from 'react';
import type { WebConfiguration } from '../configuration.ts';
import type { StaticApi } from '../static-api.ts';
import { AnalyticsContext } from './analytics-context.ts';

/** What the provider takes. */
export interface AnalyticsProviderProps {
  /** `millstream` of `@millstream/analytics-web` or of its core. */
  readonly client: StaticApi;
  /** Starts the client with these settings once the page is there. @default the app calls `init` itself */
  readonly configuration?: WebConfiguration;
  readonly children?: ReactNode;
}

/** Clients that a provider has started: strict mode mounts twice, and a provider may come back. */
const started = new WeakSet<StaticApi>();

/**
 * Gives components a client. On a server it renders its children, and nothing is recorded.
 * @example
 * <AnalyticsProvider client={millstream} configuration={{ appId: 'shop', endpoint: 'https://collect.example.org/collect' }}>
 */
export function AnalyticsProvider({ client, configuration, children }: AnalyticsProviderProps): ReactElement {
  useEffect(() => {
    if (!configuration || started.has(client)) return;
    if (client.init(configuration)) started.add(client);
  }, [client, configuration]);
  return createElement(AnalyticsContext.Provider, { value: client }, children);
}
