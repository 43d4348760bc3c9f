import type { Attributes, Platform, SendRequest } from '@millstream/sdk-client';
import { deviceFacts, randomId } from './device-facts.ts';
import { indexedStore } from './indexed-store.ts';
import { storagePrefix, webStorage } from './local-state.ts';
import type { oneAtATime } from './one-at-a-time.ts';
import { sendRequest } from './send-request.ts';
import type { tellTabs } from './tell-tabs.ts';

/** The platform, and what changes on it from page to page. */
export interface BrowserPlatform extends Platform {
  /** Attributes of all events of this page. */
  page?: Attributes;
}

/** What the complete SDK adds to the platform. */
export interface PlatformParts {
  /** Compresses and signs a request, when the page is not about to end. */
  readonly encode?: (request: SendRequest) => Promise<SendRequest>;
  /** Stands in for Web Locks. */
  readonly exclusively?: typeof oneAtATime;
  readonly tellTabs?: typeof tellTabs;
}

/**
 * A page in a browser.
 * @param instance '' for the only one
 * @param isLogging whether the log is printed now
 */
export function browserPlatform(
  instance: string,
  { encode, exclusively, tellTabs }: PlatformParts,
  isLogging: () => boolean | undefined,
): BrowserPlatform {
  const name = storagePrefix + instance;
  const store = indexedStore(name);
  const state = webStorage('localStorage', instance);
  // Absent where the page is not served securely.
  const locks = navigator.locks as LockManager | undefined;
  const platform: BrowserPlatform = {
    name: 'Web',
    sdkName: 'millstream-web',
    state,
    store: tellTabs?.(store, name) ?? store,
    limits: { maxEvents: 500, maxBytes: 524_288, maxRequests: 1_000 },
    now: () => Date.now(),
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
    send: async (request) => sendRequest(encode && !request.isClosing ? await encode(request) : request),
    exclusively: locks ? async (work) => locks.request(name, work) : exclusively?.(state),
    log(message, detail = '') {
      if (isLogging()) console.log('[millstream]', message, detail);
    },
  };
  return platform;
}
