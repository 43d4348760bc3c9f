import { createBackOff } from './back-off.ts';
import type { ClientConfiguration, Consent, ResolvedConfiguration } from './configuration.ts';
import { createEventMaker, type EventParts } from './event-maker.ts';
import { createEventQueue } from './event-queue.ts';
import type { Attributes, AttributeValue, RecordedEvent } from './event-record.ts';
import { createIdentity, firstTouchName } from './identity.ts';
import type { Platform } from './platform.ts';
import { createSender } from './sender.ts';
import { createSession } from './session.ts';
import { consentingStore } from './state-record.ts';
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
  begin(): void;
  stop(): void;
}

/** What runs when collecting starts: automatic events. */
export interface ClientOptions {
  /** First and every later start of collecting (init, consent given, enabled), before the first event of that start. */
  onStart?(client: ClientCore): Started;
  /** A new session began while the app was already showing something. */
  onSession?(client: ClientCore): void;
  /** Ids and events were removed from the device; what else is kept there must go too. */
  onPurge?(): void;
  /** A visible app that nobody uses for the time-out starts a new session at the next event, as web pages do. @default false */
  readonly endsIdleSessions?: boolean;
}

/** Calls that wait for consent; the oldest ones stay. */
const maxWaitingCalls = 100;

/** Creates a client and, unless consent is missing, starts it. */
export function createClient(
  platform: Platform,
  settings: ClientConfiguration,
  options: ClientOptions = {},
): ClientCore {
  const configuration: { -readonly [Key in keyof ResolvedConfiguration]: ResolvedConfiguration[Key] } = {
    sendMode: 'Immediate',
    sendEventsInterval: 5_000,
    sessionTimeoutDuration: 1_800_000,
    sampleRate: 1,
    ...settings,
  };
  const state = consentingStore(platform.state);
  let consent: Consent = (platform.state.get('consent') as Consent | null) ?? settings.consent ?? 'granted';
  let isEnabled = true;
  let isVisible = true;
  let isStarted = false;
  let stopAutomatic: (() => void) | undefined;
  let waiting: { readonly call: () => void; readonly atMs: number }[] = [];
  let replayedAtMs: number | null = null;
  const globals: Record<string, AttributeValue | undefined> = { ...settings.globalAttributes };

  const identity = createIdentity(platform, state);
  const session = createSession(platform, state, configuration.sessionTimeoutDuration);
  const queue = createEventQueue(
    platform.store,
    () => consent !== 'cookieless',
    (event) => platform.log('dropped: no room', event.json),
  );
  const hasConsent = (): boolean => consent === 'granted' || consent === 'cookieless';
  const isOn = (): boolean => isEnabled && hasConsent();
  const backOff = createBackOff(platform, state);
  const sender = createSender({
    platform,
    state,
    configuration,
    queue,
    backOff,
    isAllowed: isOn,
  });
  const isSampled = (): boolean =>
    configuration.sampleRate >= 1 || identity.draw() < configuration.sampleRate;

  const nowMs = (): number => replayedAtMs ?? platform.now();

  const make = createEventMaker({
    platform,
    configuration,
    identity,
    session,
    globals,
    hasDeviceId: () => consent !== 'cookieless',
  });
  const write = (
    name: string,
    { isImmediate, ...parts }: EventParts & { readonly isImmediate?: boolean },
  ): void => {
    if (!isSampled()) return;
    queue.add(make(name, nowMs(), parts));
    if (isVisible) session.touch();
    sender.soon(isImmediate || configuration.sendMode === 'Immediate' ? 0 : configuration.sendEventsInterval);
  };

  const recordError = ({ code, message }: Violation): void => {
    platform.log(`error ${code}`, message);
    write('_clickstream_error', { reserved: { _error_code: code, _error_message: message } });
  };

  const renewSession = (): boolean => {
    if (!isOn() || !session.renew(identity.uniqueId())) return false;
    write('_session_start', {});
    return true;
  };
  /** A new session that starts between two events shows the current view again. */
  const keepSession = (): void => {
    if (options.endsIdleSessions && isVisible && renewSession()) options.onSession?.(core);
  };

  const start = (): void => {
    state.persist(consent === 'granted');
    if (isStarted || !isOn()) return;
    isStarted = true;
    const started = options.onStart?.(core);
    stopAutomatic = started?.stop;
    const isFirstOpen = state.get('opened') === null;
    if (isFirstOpen) state.set('opened', '1');
    // The first event belongs to the session that it opens.
    const isNewSession = session.renew(identity.uniqueId());
    if (isFirstOpen) write('_first_open', {});
    if (isNewSession) write('_session_start', {});
    started?.begin();
    sender.soon(0);
  };
  const stop = (): void => {
    stopAutomatic?.();
    stopAutomatic = undefined;
    isStarted = false;
    sender.stop();
  };
  const replay = (): void => {
    const calls = waiting;
    waiting = [];
    for (const { call, atMs } of calls) {
      replayedAtMs = atMs;
      call();
    }
    replayedAtMs = null;
  };

  /** Runs a call of the app now, after consent, or not at all. */
  const whenOn = (call: () => void): void => {
    try {
      if (consent === 'pending' && isEnabled) {
        if (waiting.length < maxWaitingCalls) waiting.push({ call, atMs: platform.now() });
      } else if (isOn()) call();
    } catch (error) {
      platform.log('internal error', error);
    }
  };

  const purge = (): void => {
    for (const key of ['user', 'session', 'device', 'opened', 'bundle', 'backoff']) {
      state.set(key, null);
      platform.state.set(key, null);
    }
    options.onPurge?.();
    void queue.clear();
  };

  const core: ClientCore = {
    platform,
    configuration,
    isOn,
    mayStore: () => isOn() && consent === 'granted',
    record({ name, attributes = {}, items = [], isImmediate = false }) {
      whenOn(() => {
        keepSession();
        const wrong = checkEventName(name);
        if (wrong) recordError(wrong);
        else write(name, { own: attributes, items, isImmediate });
      });
    },
    recordPreset(name, reserved, own) {
      if (isOn()) write(name, { reserved, ...(own && { own }) });
    },
    setUserId(userId) {
      whenOn(() => {
        keepSession();
        if (identity.setUserId(userId === '' ? null : userId)) write('_profile_set', {});
      });
    },
    setUserAttributes(attributes) {
      whenOn(() => {
        keepSession();
        const names = Object.keys(identity.attributes()).filter((name) => name !== firstTouchName);
        const checked = checkUserAttributes(attributes, (name) => names.includes(name), names.length);
        for (const wrong of checked.violations) recordError(wrong);
        identity.setAttributes(checked.kept);
        write('_profile_set', {});
      });
    },
    setGlobalAttributes(attributes) {
      for (const [name, value] of Object.entries(attributes)) {
        if (value === null || value === undefined) delete globals[name];
        else globals[name] = value;
      }
    },
    deleteGlobalAttributes(names) {
      for (const name of names) delete globals[name];
    },
    updateConfigure({ sendEventsInterval, sessionTimeoutDuration, sendMode, consent: _, ...changes }) {
      if (changes.globalAttributes) core.setGlobalAttributes(changes.globalAttributes);
      Object.assign(configuration, changes);
      sender.unblock();
      sender.soon(0);
    },
    async flushEvents() {
      await queue.stored();
      await sender.flush();
    },
    disable() {
      isEnabled = false;
      stop();
    },
    enable() {
      isEnabled = true;
      start();
    },
    setConsent(next) {
      const before = consent;
      consent = next;
      if (next !== 'pending') platform.state.set('consent', next === 'cookieless' ? null : next);
      if (next === 'denied') {
        waiting = [];
        stop();
        if (before !== 'denied') purge();
      } else if (next === 'cookieless' && before === 'granted') {
        stop();
        state.persist(false);
        start();
      } else start();
      if (hasConsent()) replay();
    },
    optOut(shouldPurge = true) {
      if (shouldPurge) core.setConsent('denied');
      else {
        consent = 'denied';
        platform.state.set('consent', 'denied');
        waiting = [];
        stop();
      }
    },
    getSessionId: () => session.current()?.id ?? null,
    renewSession,
    enterSession: session.enter,
    hide() {
      if (!isOn()) return;
      session.touch();
      isVisible = false;
      sender.close();
      sender.soon(0);
    },
    show() {
      isVisible = true;
      core.wake();
    },
    wake() {
      backOff.forgive();
      if (isOn()) sender.soon(0);
    },
    stored: queue.stored,
  };
  start();
  return core;
}
