import { type Client, type ClientCore, type Consent, createClient } from '@millstream/sdk-client';
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

/** One client as an app uses it. Nothing here throws or waits. Calls before `init` are made when it has run: the first 100, and what is told of consent. */
export interface AnalyticsInstance extends Omit<Client, 'updateConfigure'> {
  /** Changes settings; send mode, interval and session time-out stay as they were. */
  configure(configuration: Partial<ClickstreamConfiguration>): void;
}

/** What all instances of a mini program share. */
export interface SharedParts {
  readonly environment: Environment;
  readonly lifecycle: Lifecycle;
  readonly network: Network;
}

const minuteMs = 60_000;
const defaultStoredBytes = 5_242_880;
/** Calls that wait for `init`, besides those of consent. */
const maxEarlyCalls = 100;

interface Started {
  readonly client: ClientCore;
  readonly tracking: Tracking;
}

function startClient(
  { environment, lifecycle, network }: SharedParts,
  name: string,
  settings: ClickstreamConfiguration,
  now: () => number,
): Started {
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
      now,
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
      send: (request) =>
        wxSend(wx, request, {
          cookie: tracking.authCookie,
          log: environment.log,
          after: environment.after,
        }),
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

/** Makes an instance that does nothing until it is started. @param now the clock, epoch ms: calls before that keep their time */
export function createAnalyticsInstance(name: string, now: () => number): StartableInstance {
  let started: Started | null = null;
  let early: { readonly act: (client: ClientCore) => void; readonly atMs: number }[] = [];
  /** While an early call is made: when the app called. */
  let calledAtMs: number | null = null;
  let log: Environment['log'] | null = null;
  /** What a call before init said; holds from the first moment on. A refusal becomes one when the call is made. */
  let consentBefore: Consent | null = null;
  /** Whatever an app without types passes, it must not hear of it. */
  const make = (act: (started: Started) => void, ready: Started): void => {
    try {
      act(ready);
    } catch (error) {
      log?.('a call failed', error);
    }
  };
  /** @param isConsent always has a place: a refusal must not get lost */
  const call = (act: (client: ClientCore) => void, isConsent = false): void => {
    if (started) make(({ client }) => act(client), started);
    else if (isConsent || early.length < maxEarlyCalls) early.push({ act, atMs: now() });
  };
  return {
    start(shared, configuration) {
      if (started || !shared) return false;
      if (!configuration?.appId || !configuration.endpoint) {
        shared.environment.log('init needs appId and endpoint; nothing is collected');
        return false;
      }
      log = shared.environment.log;
      try {
        const settings = { ...configuration, ...(consentBefore && { consent: consentBefore }) };
        started = startClient(shared, name, settings, () => calledAtMs ?? now());
      } catch (error) {
        log('init failed; nothing is collected', error);
        return false;
      }
      for (const { act, atMs } of early) {
        calledAtMs = atMs;
        call(act);
      }
      calledAtMs = null;
      early = [];
      return true;
    },
    instance: {
      configure(changes) {
        if (!started) return;
        make(({ client, tracking }) => {
          client.updateConfigure(clientSettings(changes));
          Object.assign(tracking, changes);
        }, started);
      },
      record(event) {
        // A copy: the app may change its own before the call is made.
        const copy = { ...event, attributes: { ...event?.attributes } };
        call((client) => client.record(copy));
      },
      setUserId: (userId) => call((client) => client.setUserId(userId)),
      setUserAttributes: (attributes) => call((client) => client.setUserAttributes(attributes)),
      setGlobalAttributes: (attributes) => call((client) => client.setGlobalAttributes(attributes)),
      deleteGlobalAttributes: (names) => call((client) => client.deleteGlobalAttributes(names)),
      flushEvents: async () => started?.client.flushEvents(),
      disable: () => call((client) => client.disable()),
      enable: () => call((client) => client.enable()),
      setConsent(consent) {
        consentBefore = consent === 'denied' ? 'pending' : consent;
        call((client) => client.setConsent(consent), true);
      },
      optOut(purge) {
        consentBefore = 'pending';
        call((client) => client.optOut(purge), true);
      },
      getSessionId: () => started?.client.getSessionId() ?? null,
    },
  };
}
