import type { Attributes } from '@millstream/sdk-client';
import type { WebConfiguration } from './configuration.ts';
import { createWebClient, type WebClient, type WebParts } from './create-web-client.ts';

/** The one client of a page, usable before it is set up: up to 100 calls wait for `init`. */
export interface StaticApi extends WebClient {
  /**
   * Starts collecting. On a server, where there is no page, every call does nothing.
   * @returns false, with a line in the console, when app id or endpoint is missing or it ran before
   */
  init(configuration: WebConfiguration): boolean;
  /** Records an event: `record({ name, attributes })` in short. */
  track(name: string, attributes?: Attributes): void;
  /** A second client with its own users, sessions and queue; the device id is shared. */
  createInstance(name: string, configuration: WebConfiguration): WebClient;
}

const maxWaitingCalls = 100;

/** Calls that go to the client as they are, sooner or later. */
type PassedOn =
  | 'record'
  | 'setUserId'
  | 'setUserAttributes'
  | 'setGlobalAttributes'
  | 'deleteGlobalAttributes'
  | 'updateConfigure'
  | 'disable'
  | 'enable'
  | 'setConsent'
  | 'optOut';

const problemOf = ({ appId, endpoint }: WebConfiguration): string | null => {
  if (!appId) return 'appId is missing';
  return /^https?:\/\//.test(endpoint ?? '') || endpoint?.startsWith('/') ? null : 'endpoint is no address';
};

/** Creates the API. */
export function createStaticApi(parts: WebParts): StaticApi {
  const isInPage = typeof window !== 'undefined' && typeof document !== 'undefined';
  let client: WebClient | undefined;
  let waiting: ((client: WebClient) => void)[] = [];
  const whenReady = (call: (client: WebClient) => void): void => {
    if (client) call(client);
    else if (isInPage && waiting.length < maxWaitingCalls) waiting.push(call);
  };
  const passOn = <Name extends PassedOn>(name: Name): WebClient[Name] => {
    const call = (argument: never): void => whenReady((ready) => (ready[name] as typeof call)(argument));
    return call as WebClient[Name];
  };
  const record = passOn('record');
  return {
    init(configuration) {
      if (!isInPage) return false;
      const problem = client ? 'init ran before' : problemOf(configuration);
      if (problem) {
        console.warn(`[millstream] not started: ${problem}`);
        return false;
      }
      const created = createWebClient(configuration, parts, '');
      client = created;
      for (const call of waiting) call(created);
      waiting = [];
      return true;
    },
    track: (name, attributes = {}) => record({ name, attributes }),
    record,
    setUserId: passOn('setUserId'),
    setUserAttributes: passOn('setUserAttributes'),
    setGlobalAttributes: passOn('setGlobalAttributes'),
    deleteGlobalAttributes: passOn('deleteGlobalAttributes'),
    updateConfigure: passOn('updateConfigure'),
    disable: passOn('disable'),
    enable: passOn('enable'),
    setConsent: passOn('setConsent'),
    optOut: passOn('optOut'),
    flushEvents: async () => client?.flushEvents(),
    getSessionId: () => client?.getSessionId() ?? null,
    createInstance: (name, configuration) => createWebClient(configuration, parts, name),
  };
}
