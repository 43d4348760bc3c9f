// The names of the retired solution's web client: an app changes this import and its endpoint.
import { presetAttributes } from '@millstream/sdk-client';
import { indexedStore } from './browser/indexed-store.ts';
import { storagePrefix, webStorage } from './browser/local-state.ts';
import type { WebConfiguration } from './configuration.ts';
import { adoptFormerClient } from './former-client.ts';
import { millstream } from './millstream.ts';
import type { StaticApi } from './static-api.ts';

export type { Item } from '@millstream/sdk-client';
/** Settings, by their former name. */
export type ClickstreamConfiguration = WebConfiguration;

/**
 * The client of this page, by its former name. With consent it goes on with the users, session and unsent events of the
 * former client in this browser.
 */
export const ClickstreamAnalytics: StaticApi = {
  ...millstream,
  init(configuration) {
    const hasConsent = (configuration.consent ?? 'granted') === 'granted';
    if (hasConsent && typeof window !== 'undefined')
      adoptFormerClient(webStorage('localStorage', ''), indexedStore(storagePrefix), Math.random).catch(() =>
        console.warn('[millstream] events of the former client stay where they are'),
      );
    return millstream.init(configuration);
  },
};

/** When events are sent. */
export const SendMode = { Immediate: 'Immediate', Batch: 'Batch' } as const;
/** One of {@link SendMode}. */
export type SendMode = (typeof SendMode)[keyof typeof SendMode];

/** How a site moves from page to page. */
export const PageType = { SPA: 'SPA', multiPageApp: 'multiPageApp' } as const;
/** One of {@link PageType}. */
export type PageType = (typeof PageType)[keyof typeof PageType];

/** Names of preset attributes that an app sets itself. */
export const Attr: typeof presetAttributes = presetAttributes;
