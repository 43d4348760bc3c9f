import type { Attributes } from '@millstream/sdk-client';
import { asOf, now } from './call-time.ts';
import type { WebConfiguration } from './configuration.ts';
import { createWebClient, type WebClient, type WebParts } from './create-web-client.ts';

/** The one client of a page, usable before it is set up: up to 100 calls wait for `init`, and whatever is told of consent. */
export interface StaticApi<Configuration = WebConfiguration> extends WebClient<Configuration> {
  /**
   * Starts collecting. On a server, where there is no page, every call does nothing.
   * @returns false, with a line in the console, when app id or endpoint is missing or it ran before
   */
  init(configuration: Configuration): boolean;
  /** Records an event: `record({ name, attributes })` in short. */
  track(name: string, attributes?: Attributes): void;
  /** A second client with its own users, sessions and queue; the device id is shared. */
  createInstance(name: string, configuration: Configuration): WebClient<Configuration>;
}

const maxWaitingCalls = 100;

/** Calls that go to the client as they are, sooner or later. */
const passedOn = [
  'record',
  'setUserId',
  'setUserAttributes',
  'setGlobalAttributes',
  'deleteGlobalAttributes',
  'updateConfigure',
  'disable',
  'enable',
  'setConsent',
  'optOut',
] as const;

const isAddress = (text: string): boolean => /^(https?:\/)?\//.test(text);

/** Creates the API. */
export function createStaticApi(parts: WebParts): StaticApi {
  const isInPage = typeof document !== 'undefined';
  let client: WebClient | undefined;
  const waiting: (readonly [atMs: number, pass: (client: WebClient) => void])[] = [];
  /** Consent was told before init: nothing is written until that call has its turn. */
  let told: Partial<WebConfiguration> = {};
  const calls = passedOn.map((name) => {
    const call = (argument: never): void => {
      const pass = (ready: WebClient): void => (ready[name] as typeof call)(argument);
      // A refusal always has a place.
      const isConsent = /Consent|optOut/.test(name);
      if (isConsent) told = { consent: 'pending' };
      if (client) pass(client);
      else if (isInPage && (isConsent || waiting.length < maxWaitingCalls)) waiting.push([now(), pass]);
    };
    return [name, call];
  });
  const api: StaticApi = {
    ...(Object.fromEntries(calls) as Pick<WebClient, (typeof passedOn)[number]>),
    init(configuration) {
      if (!isInPage) return false;
      if (client || !configuration?.appId || !isAddress(configuration.endpoint)) {
        console.warn('[millstream] init needs appId and endpoint, once');
        return false;
      }
      const ready = createWebClient({ ...configuration, ...told }, parts, '');
      client = ready;
      for (const [atMs, pass] of waiting.splice(0)) asOf(atMs, () => pass(ready));
      return true;
    },
    track: (name, attributes) => api.record({ name, attributes }),
    flushEvents: async () => client?.flushEvents(),
    getSessionId: () => client?.getSessionId() ?? null,
    createInstance: (name, configuration) => createWebClient(configuration, parts, name),
  };
  return api;
}
