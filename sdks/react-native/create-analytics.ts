import type { Attributes, ClientCore, Consent } from '@millstream/sdk-client';
import type { Analytics } from './analytics.ts';
import type { Screen, Screens } from './collection/screens.ts';
import type { ClickstreamConfiguration } from './configuration.ts';
import { Attr, Event } from './constants.ts';
import type { Device } from './device/device.ts';
import { type Running, type StartParts, startClient } from './start-client.ts';
import { createWaitingCalls } from './waiting-calls.ts';

const screenError = 5_001;

const isEmpty = (value: object | undefined | null): boolean => !value || Object.keys(value).length === 0;

/** Creates an instance that waits for its init. @param parts what it does not share with other instances */
export function createAnalytics(device: Device, parts: Omit<StartParts, 'configuration' | 'now'>): Analytics {
  let isStarted = false;
  let running: Running | null = null;
  let starting: Promise<boolean> | null = null;
  let initAtMs: number | null = null;
  /** What a call before init said; holds from the first moment on. A refusal becomes one when the call is made. */
  let consentBefore: Consent | null = null;
  const calls = createWaitingCalls<Running>(device.now, {
    onDropped: () => warn('dropped: more than 100 calls before init'),
    onFailed: (error) => warn(`a call failed: ${error}`),
  });
  const warn = (text: string): void => device.log(`Clickstream: ${text}`);
  const withCore = (call: (core: ClientCore) => void): void => calls.make(({ core }) => call(core));
  const withConsent = (call: (core: ClientCore) => void): void => calls.make(({ core }) => call(core), true);
  const withScreens = (call: (screens: Screens, isTracked: boolean) => void): void =>
    calls.make(({ screens, settings }) => call(screens(), settings.isTrackScreenViewEvents !== false));

  const recordScreen = (screen: Screen, attributes: Attributes): void => {
    if (screen?.name) {
      withScreens((screens) => screens.record(screen, attributes));
      return;
    }
    withCore((core) =>
      core.recordPreset('_clickstream_error', {
        _error_code: screenError,
        _error_message: 'screen view without a name',
      }),
    );
  };

  const start = async (configuration: ClickstreamConfiguration): Promise<boolean> => {
    initAtMs = device.now();
    try {
      running = await startClient(device, {
        ...parts,
        configuration: { ...configuration, ...(consentBefore && { consent: consentBefore }) },
        now: () => calls.meantMs() ?? initAtMs ?? device.now(),
      });
    } catch (error) {
      isStarted = false;
      warn(`init failed: ${error}`);
    }
    initAtMs = null;
    if (running) calls.release(running);
    return running !== null;
  };

  return {
    async init(configuration: ClickstreamConfiguration) {
      if (isStarted) {
        warn('init was called before');
        return false;
      }
      if (!configuration?.appId || !configuration.endpoint) {
        warn('init needs appId and endpoint');
        return false;
      }
      isStarted = true;
      starting = start(configuration);
      return starting;
    },
    record(event) {
      if (!event?.name) {
        warn('an event without a name is ignored');
        return;
      }
      const { name } = event;
      // Copies: the app may change its own before the call is made.
      const attributes = { ...event.attributes };
      const items = [...(event.items ?? [])];
      if (name !== Event.SCREEN_VIEW) {
        withCore((core) => core.record({ name, attributes, items }));
        return;
      }
      const { [Attr.SCREEN_NAME]: screenName, [Attr.SCREEN_UNIQUE_ID]: uniqueId, ...own } = attributes;
      recordScreen(
        {
          name: typeof screenName === 'string' ? screenName : '',
          ...(typeof uniqueId === 'string' && { uniqueId }),
        },
        own,
      );
    },
    setUserId: (userId) => withCore((core) => core.setUserId(userId)),
    setUserAttributes(attributes) {
      if (isEmpty(attributes)) warn('empty user attributes are ignored');
      else {
        const given = { ...attributes };
        withCore((core) => core.setUserAttributes(given));
      }
    },
    setGlobalAttributes(attributes) {
      if (isEmpty(attributes)) warn('empty global attributes are ignored');
      else {
        const given = { ...attributes };
        withCore((core) => core.setGlobalAttributes(given));
      }
    },
    deleteGlobalAttributes: (names) => withCore((core) => core.deleteGlobalAttributes(names)),
    updateConfigure: (changes) => calls.make(({ change }) => change(changes)),
    async flushEvents() {
      await starting;
      await running?.core.flushEvents();
    },
    disable: () => withCore((core) => core.disable()),
    enable: () => withCore((core) => core.enable()),
    setConsent(consent) {
      consentBefore = consent === 'denied' ? 'pending' : consent;
      withConsent((core) => core.setConsent(consent));
    },
    optOut(purge = true) {
      consentBefore = 'pending';
      withConsent((core) => core.optOut(purge));
    },
    recordScreenView: (screen, attributes = {}) => recordScreen(screen, { ...attributes }),
    showScreen(screen) {
      if (screen?.name) withScreens((screens, isTracked) => screens.show(screen, isTracked));
    },
    recordDeepLink: (url) => calls.make(({ followLink }) => followLink(url)),
    getSessionId: () => running?.core.getSessionId() ?? null,
    async stored() {
      await starting;
      await running?.stored();
    },
  };
}
