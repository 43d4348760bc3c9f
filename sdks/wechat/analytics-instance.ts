import {
  type Attributes,
  type ClientCore,
  type Consent,
  createClient,
  type RecordedEvent,
} from '@millstream/sdk-client';
import { createAutomaticEvents } from './automatic-events.ts';
import { chunkedEventStore } from './chunked-event-store.ts';
import { type ClickstreamConfiguration, clientSettings, type Tracking } from './configuration.ts';
import { deviceFacts } from './device-facts.ts';
import type { Environment } from './environment.ts';
import type { Lifecycle } from './lifecycle.ts';
import type { Network } from './network.ts';
import { randomUuid } from './uuid.ts';
import { wxSend } from './wx-send.ts';
import { storagePrefix, wxStateStore } from './wx-state-store.ts';

/** One client as an app uses it. Nothing here throws or waits. Calls before `init` are made when it has run, the first 100 of them. */
export interface AnalyticsInstance {
  /** Changes settings; send mode, interval and session time-out stay as they were. */
  configure(configuration: Partial<ClickstreamConfiguration>): void;
  record(event: RecordedEvent): void;
  /** null logs out. */
  setUserId(userId: string | null): void;
  /** Null removes one. */
  setUserAttributes(attributes: Attributes): void;
  /** Null removes one. */
  setGlobalAttributes(attributes: Attributes): void;
  deleteGlobalAttributes(names: readonly string[]): void;
  /** Sends what waits; resolves when that was tried. */
  flushEvents(): Promise<void>;
  /** Stops collecting and sending; what is stored stays. */
  disable(): void;
  enable(): void;
  setConsent(consent: Consent): void;
  /** Withdraws consent, over restarts too. @param purge removes ids and events from the device. @default true */
  optOut(purge?: boolean): void;
  /** Null before there is a session. */
  getSessionId(): string | null;
}

/** What all instances of a mini program share. */
export interface SharedParts {
  readonly environment: Environment;
  readonly lifecycle: Lifecycle;
  readonly network: Network;
}

const minuteMs = 60_000;
const defaultStoredBytes = 5_242_880;
/** Calls that wait for `init`. */
const maxEarlyCalls = 100;

function startClient(
  { environment, lifecycle, network }: SharedParts,
  name: string,
  settings: ClickstreamConfiguration,
): { readonly client: ClientCore; readonly tracking: Tracking } {
  const { wx } = environment;
  const tracking: Tracking = { ...settings };
  const log = (message: string, detail?: unknown): void => {
    if (tracking.debug) environment.log(message, detail);
  };
  const automatic = createAutomaticEvents(environment, lifecycle, tracking);
  const facts = deviceFacts(wx);
  const client = createClient(
    {
      name: 'WeChatMP',
      sdkName: 'millstream-wechat',
      state: wxStateStore(wx, name),
      store: chunkedEventStore(wx, {
        prefix: storagePrefix(name),
        maxBytes: settings.maxStoredBytes ?? defaultStoredBytes,
        onDropped: (events) => environment.log(`dropped the ${events} oldest events: the store is full`),
      }),
      limits: { maxEvents: 100, maxBytes: 524_288, maxRequests: 10 },
      now: environment.now,
      elapsed: environment.elapsed,
      after: environment.after,
      random: environment.random,
      uuid: () => randomUuid(environment.random),
      facts: () => ({
        ...facts,
        network_type: network.type(),
        zone_offset: -new Date(environment.now()).getTimezoneOffset() * minuteMs,
      }),
      attributes: automatic.attributes,
      isOnline: network.isOnline,
      send: (request) => wxSend(wx, request, { cookie: tracking.authCookie, log: environment.log }),
      log,
    },
    clientSettings(settings),
    { onStart: automatic.start },
  );
  network.onReturn(client.wake);
  return { client, tracking };
}

/** An instance, and how it starts. */
export interface StartableInstance {
  readonly instance: AnalyticsInstance;
  /** @returns false when it runs already or the settings lack something */
  start(shared: SharedParts | null, configuration: ClickstreamConfiguration): boolean;
}

/** Makes an instance that does nothing until it is started. */
export function createAnalyticsInstance(name: string): StartableInstance {
  let started: { readonly client: ClientCore; readonly tracking: Tracking } | null = null;
  let early: ((client: ClientCore) => void)[] = [];
  const call = (act: (client: ClientCore) => void): void => {
    if (started) act(started.client);
    else if (early.length < maxEarlyCalls) early.push(act);
  };
  return {
    start(shared, configuration) {
      if (started || !shared) return false;
      if (!configuration?.appId || !configuration.endpoint) {
        shared.environment.log('init needs appId and endpoint; nothing is collected');
        return false;
      }
      try {
        started = startClient(shared, name, configuration);
        const calls = early;
        early = [];
        for (const act of calls) act(started.client);
      } catch (error) {
        shared.environment.log('init failed; nothing is collected', error);
      }
      return started !== null;
    },
    instance: {
      configure(changes) {
        if (!started) return;
        Object.assign(started.tracking, changes);
        started.client.updateConfigure(clientSettings(changes));
      },
      record: (event) => call((client) => client.record(event)),
      setUserId: (userId) => call((client) => client.setUserId(userId)),
      setUserAttributes: (attributes) => call((client) => client.setUserAttributes(attributes)),
      setGlobalAttributes: (attributes) => call((client) => client.setGlobalAttributes(attributes)),
      deleteGlobalAttributes: (names) => call((client) => client.deleteGlobalAttributes(names)),
      flushEvents: async () => started?.client.flushEvents(),
      disable: () => call((client) => client.disable()),
      enable: () => call((client) => client.enable()),
      setConsent: (consent) => call((client) => client.setConsent(consent)),
      optOut: (purge) => call((client) => client.optOut(purge)),
      getSessionId: () => started?.client.getSessionId() ?? null,
    },
  };
}
