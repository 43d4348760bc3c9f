import type { ClientConfiguration, Consent, ResolvedConfiguration } from './configuration.ts';
import { createEventMaker, type EventParts } from './event-maker.ts';
import { createEventQueue } from './event-queue.ts';
import type { Attributes, RecordedEvent } from './event-record.ts';
import { createFacts } from './facts.ts';
import { createIdentity } from './identity.ts';
import type { Platform } from './platform.ts';
import { createSender } from './sender.ts';
import { createSession } from './session.ts';
import { checkEventName, checkUserAttributes, type Violation } from './validation.ts';

/** What an app does with a client. Nothing here throws, waits or needs the network. */
export interface Client {
  record(event: RecordedEvent): void;
  /** null logs out. */
  setUserId(userId: string | null): void;
  /** Null removes one. */
  setUserAttributes(attributes: Attributes): void;
  /** Null removes one. */
  setGlobalAttributes(attributes: Attributes): void;
  deleteGlobalAttributes(names: readonly string[]): void;
  updateConfigure(configuration: Partial<ClientConfiguration>): void;
  /** Sends what waits; resolves when that was tried. */
  flushEvents(): Promise<void>;
  /** Stops collecting and sending; what is stored stays. */
  disable(): void;
  enable(): void;
  setConsent(consent: Consent): void;
  /** Withdraws consent, over restarts too. @param purge removes ids and events from the device. @default true */
  optOut(purge?: boolean): void;
  /** Id of the running session; null before there is one. */
  getSessionId(): string | null;
}

/** What automatic events use besides. */
export interface ClientCore extends Client {
  readonly platform: Platform;
  readonly configuration: ResolvedConfiguration;
  /** Events may be made now. */
  isOn(): boolean;
  /** Facts may be written to the device. */
  mayStore(): boolean;
  /** Records a preset event with reserved attributes; they win over `own` ones of the app, which are checked. */
  recordPreset(name: string, reserved: Attributes, own?: Attributes): void;
  /**
   * A sign of life of the person: starts a new session when the old one has timed out.
   * @returns whether it did
   */
  renewSession(): boolean;
  /** Takes the entrance of the session. */
  enterSession(): boolean;
  /** The app goes out of sight: the session's time-out counts from now, and events leave at once. */
  hide(): void;
  /** It is back. */
  show(): void;
  /** The network is back: waits that the collector did not ask for are over. */
  wake(): void;
  /** All that was recorded is stored, or known to be unstorable. */
  stored(): Promise<void>;
}

/** Automatic events that were started. */
export interface Started {
  /** Runs after `_first_open` and `_session_start`: the first `_app_start` and view. */
  begin?(): void;
  /**
   * Where a visible app that nobody uses for the time-out starts a new session at the next event, as web pages do:
   * shows again what is shown.
   */
  restart?(): void;
  stop(): void;
}

/** What runs when collecting starts: automatic events. */
export interface ClientOptions {
  /** First and every later start of collecting (init, consent given, enabled), before the first event of that start. */
  onStart?(client: ClientCore): Started;
  /** The app was started in the background: until it is shown, events do not prolong the session. @default false */
  readonly startsHidden?: boolean;
  /** Ids and events were removed from the device; what else is kept there must go too. */
  onPurge?(): void;
}

/** Calls that wait for consent; the oldest ones stay. */
const maxWaitingCalls = 100;

/** What has a value: undefined is none, as `none` is, and JavaScript may give nothing at all. */
function given<T extends object>(settings: T, none?: null): T {
  const found = { ...settings };
  for (const [name, value] of Object.entries(found))
    if (value === undefined || value === none) Reflect.deleteProperty(found, name);
  return found;
}

/** Creates a client and, unless consent is missing, starts it. */
export function createClient(
  platform: Platform,
  settings: ClientConfiguration,
  options: ClientOptions = {},
): ClientCore {
  const configuration: { -readonly [Key in keyof ResolvedConfiguration]: ResolvedConfiguration[Key] } = {
    sendEventsInterval: 5_000,
    sessionTimeoutDuration: 1_800_000,
    sampleRate: 1,
    ...given(settings),
  };
  let consent: Consent = (platform.state.get('consent') as Consent | null) ?? settings.consent ?? 'granted';
  let isEnabled = true;
  let isVisible = !options.startsHidden;
  /** What runs while collecting is on. */
  let automatic: Partial<Started> | undefined;
  /** With the global attributes as they were when the app called. */
  let waiting: (readonly [call: () => void, atMs: number, globals: Attributes])[] = [];
  let replayedAtMs: number | null = null;
  /** Never changed in place: calls that wait keep theirs. */
  let globals: Attributes = {};

  const isOn = (): boolean => isEnabled && (consent === 'granted' || consent === 'cookieless');
  const hasDeviceId = (): boolean => consent !== 'cookieless';

  const facts = createFacts(platform.state);
  const identity = createIdentity(platform, facts);
  const session = createSession(platform, facts, {
    identity,
    timeoutMs: configuration.sessionTimeoutDuration,
  });
  const queue = createEventQueue(platform.store, hasDeviceId, ({ json }) =>
    platform.log('dropped: no room', json),
  );
  const sender = createSender(platform, facts, { configuration, queue, isOn });
  const make = createEventMaker(platform, identity, {
    configuration,
    session,
    globals: () => globals,
    hasDeviceId,
  });

  const write = (name: string, parts: EventParts = {}): void => {
    if (identity.user().draw >= configuration.sampleRate) return;
    queue.add(make(name, replayedAtMs ?? platform.now(), parts));
    if (isVisible) session.touch();
    const { sendMode, sendEventsInterval } = configuration;
    sender.soon(parts.isImmediate || sendMode !== 'Batch' ? 0 : sendEventsInterval);
  };

  const recordError = ({ code, message }: Violation): void => {
    platform.log(`error ${code}`, message);
    write('_clickstream_error', { reserved: { _error_code: code, _error_message: message } });
  };

  const renewSession = (): boolean => {
    const isNew = isOn() && session.renew();
    if (isNew) write('_session_start');
    return isNew;
  };

  const start = (): void => {
    facts.persist(consent === 'granted');
    if (automatic || !isOn()) return;
    const isFirstOpen = facts.read('user') === null;
    automatic = options.onStart?.(core) ?? {};
    // The first event belongs to the session that it opens.
    const isNewSession = session.renew();
    if (isFirstOpen) write('_first_open');
    if (isNewSession) write('_session_start');
    automatic.begin?.();
    const latest = globals;
    for (const [call, atMs, had] of waiting.splice(0)) {
      replayedAtMs = atMs;
      globals = had;
      whenOn(call);
    }
    replayedAtMs = null;
    globals = latest;
    sender.soon(0);
  };
  const stop = (): void => {
    automatic?.stop?.();
    automatic = undefined;
    sender.stop();
  };

  /** Runs a call of the app now, after consent, or not at all. */
  const whenOn = (call: () => void): void => {
    try {
      if (isOn()) {
        // A new session that starts between two events shows the current view again.
        if (automatic?.restart && isVisible && renewSession()) automatic.restart();
        call();
      } else if (consent === 'pending' && isEnabled && waiting.length < maxWaitingCalls)
        waiting.push([call, platform.now(), globals]);
    } catch (error) {
      platform.log('internal error', error);
    }
  };
  const setGlobalAttributes = (attributes: Attributes | undefined): void => {
    globals = given({ ...globals, ...attributes }, null);
  };
  const rememberConsent = (): void => {
    if (consent !== 'pending') platform.state.set('consent', consent === 'cookieless' ? null : consent);
  };
  const changeConsent = (next: Consent, shouldPurge: boolean): void => {
    // Other consent, other automatic events; only what becomes more lasting goes on.
    if (next !== consent && next !== 'granted') stop();
    consent = next;
    if (next === 'denied') waiting = [];
    if (next === 'denied' && shouldPurge) {
      facts.clear();
      options.onPurge?.();
      // A full device has room for the answer then.
      void queue.clear().then(rememberConsent);
    }
    rememberConsent();
    start();
  };

  const core: ClientCore = {
    platform,
    configuration,
    isOn,
    mayStore: () => isOn() && consent === 'granted',
    record(event) {
      whenOn(() => {
        const { name, attributes, items, isImmediate } = event;
        const wrong = checkEventName(name);
        if (wrong) recordError(wrong);
        else write(name, { attributes, items, isImmediate });
      });
    },
    recordPreset(name, reserved, attributes) {
      if (isOn()) write(name, { reserved, attributes });
    },
    setUserId(userId) {
      whenOn(() => {
        if (identity.setUserId(userId || undefined)) write('_profile_set');
      });
    },
    setUserAttributes(attributes) {
      whenOn(() => {
        const checked = checkUserAttributes(attributes, Object.keys(identity.attributes(true)));
        checked.violations.forEach(recordError);
        identity.setAttributes(checked.kept);
        write('_profile_set');
      });
    },
    setGlobalAttributes,
    deleteGlobalAttributes(names) {
      for (const name of names ?? []) setGlobalAttributes({ [name]: null });
    },
    updateConfigure(settings) {
      const { sendEventsInterval, sendMode, consent: _, ...changes } = given(settings);
      setGlobalAttributes(changes.globalAttributes);
      Object.assign(configuration, changes);
      sender.unblock();
      sender.soon(0);
    },
    flushEvents: sender.flush,
    disable() {
      isEnabled = false;
      stop();
    },
    enable() {
      isEnabled = true;
      start();
    },
    setConsent: (next) => changeConsent(next, consent !== 'denied'),
    optOut: (shouldPurge = true) => changeConsent('denied', shouldPurge),
    getSessionId: () => session.current()?.id ?? null,
    renewSession,
    enterSession: session.enter,
    hide() {
      if (!isOn()) return;
      if (isVisible) session.touch();
      isVisible = false;
      sender.close();
      sender.soon(0);
    },
    show() {
      isVisible = true;
      sender.wake();
    },
    wake: sender.wake,
    stored: queue.stored,
  };
  setGlobalAttributes(settings.globalAttributes);
  start();
  return core;
}
