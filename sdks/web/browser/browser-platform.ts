import type { Attributes, Platform } from '@millstream/sdk-client';
import { now } from '../call-time.ts';
import { deviceFacts, randomId } from './device-facts.ts';
import { indexedStore } from './indexed-store.ts';
import { storagePrefix, webStorage } from './local-state.ts';
import { sendRequest } from './send-request.ts';

/** The platform, and what changes on it from page to page. */
export interface BrowserPlatform extends Platform {
  /** Attributes of all events of this page. */
  page?: Attributes;
}

/**
 * A page in a browser.
 * @param instance '' for the only one
 * @param isLogging whether the log is printed now
 */
export function browserPlatform(instance: string, isLogging: () => boolean | undefined): BrowserPlatform {
  const name = storagePrefix + instance;
  // Absent where the page is not served securely.
  const locks = navigator.locks as LockManager | undefined;
  const platform: BrowserPlatform = {
    name: 'Web',
    sdkName: 'millstream-web',
    state: webStorage('localStorage', instance),
    store: indexedStore(name),
    limits: { maxEvents: 500, maxBytes: 524_288, maxRequests: 1_000 },
    now,
    elapsed: () => performance.now(),
    after(ms, act) {
      const timer = setTimeout(act, ms);
      return () => clearTimeout(timer);
    },
    random: Math.random,
    uuid: randomId,
    facts: deviceFacts,
    attributes: () => ({ ...platform.page, _page_title: document.title, _page_url: location.href }),
    isOnline: () => navigator.onLine,
    send: sendRequest,
    exclusively: locks && (async (work) => locks.request(name, work)),
    log(message, detail = '') {
      if (isLogging()) console.log('[millstream]', message, detail);
    },
  };
  return platform;
}
