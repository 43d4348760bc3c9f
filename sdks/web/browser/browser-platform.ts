import type { Attributes, Platform } from '@millstream/sdk-client';
import type { WebConfiguration } from '../configuration.ts';
import { deviceFacts, randomId } from './device-facts.ts';
import { indexedStore } from './indexed-store.ts';
import { instanceKey, storagePrefix, webStorage } from './local-state.ts';
import type { oneAtATime } from './one-at-a-time.ts';
import { type EncodedBody, sendRequest } from './send-request.ts';

/** The platform, and what changes on it from page to page. */
export interface BrowserPlatform extends Platform {
  /** Attributes of all events of this page. */
  page: Attributes;
  /** Attributes of all events of this page that give way to the app's. */
  landing: Attributes;
}

/** What the complete SDK adds to the platform. */
export interface PlatformParts {
  readonly encode?: (body: string) => Promise<EncodedBody>;
  /** Stands in for Web Locks. */
  readonly exclusively?: typeof oneAtATime;
}

/** A page in a browser. @param instance '' for the only one */
export function browserPlatform(
  instance: string,
  { isLogEvents }: WebConfiguration,
  parts: PlatformParts,
): BrowserPlatform {
  const state = webStorage('localStorage', instanceKey(instance));
  const after = (ms: number, act: () => void): (() => void) => {
    const timer = setTimeout(act, ms);
    return () => clearTimeout(timer);
  };
  const now = () => Date.now();
  // Absent where the page is not served securely.
  const locks = navigator.locks as LockManager | undefined;
  const platform: BrowserPlatform = {
    name: 'Web',
    sdkName: 'millstream-web',
    page: {},
    landing: {},
    state,
    store: indexedStore(instance),
    limits: { maxEvents: 500, maxBytes: 524_288, maxRequests: 1_000 },
    now,
    elapsed: () => performance.now(),
    after,
    random: Math.random,
    uuid: randomId,
    facts: deviceFacts,
    attributes: () => ({ ...platform.page, _page_title: document.title, _page_url: location.href }),
    defaults: () => platform.landing,
    isOnline: () => navigator.onLine,
    send: (request) => sendRequest(request, after, parts.encode),
    exclusively: locks
      ? async (work) => locks.request(storagePrefix + instance, work)
      : (parts.exclusively?.(state, { now, after }) ?? ((work) => work())),
    log(message, detail = '') {
      if (isLogEvents) console.log('[millstream]', message, detail);
    },
  };
  return platform;
}
