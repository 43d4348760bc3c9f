import type { WebParts } from '../create-web-client.ts';
import { cookieState } from './cookie-state.ts';
import { encodeRequest } from './encode-request.ts';
import { storagePrefix } from './local-state.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { withPrivacySignals } from './privacy-signals.ts';
import { tellTabs } from './tell-tabs.ts';

/**
 * What the complete SDK has besides the core: compressed and signed requests, tabs that know of each other, ids shared by subdomains, privacy
 * signals.
 */
export const preparePlatform: NonNullable<WebParts['prepare']> = (platform, configuration, instance) => {
  const { send, state: local, store, exclusively } = platform;
  const { cookieDomain } = configuration;
  const state = cookieDomain ? cookieState(local, cookieDomain, instance) : local;
  Object.assign(platform, {
    // There is no time for it when the page is about to end.
    send: async (request) => send(request.isClosing ? request : await encodeRequest(request)),
    state,
    store: tellTabs(store, storagePrefix + instance),
    exclusively: exclusively ?? oneAtATime(state),
  } satisfies Partial<typeof platform>);
  return withPrivacySignals(configuration);
};
