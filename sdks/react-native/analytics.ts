import type { Attributes, Consent, RecordedEvent } from '@millstream/sdk-client';
import type { Screen } from './collection/screens.ts';
import type { ClickstreamConfiguration } from './configuration.ts';

/** What an app does with one instance. Nothing throws; calls before init is done are kept, up to 100. */
export interface Analytics {
  /** Starts collecting. @returns false when it is started already or the configuration is wrong */
  init(configuration: ClickstreamConfiguration): Promise<boolean>;
  /** Records one event. `Event.SCREEN_VIEW` is a manual screen view. */
  record(event: Omit<RecordedEvent, 'isImmediate'>): void;
  /** null logs out. */
  setUserId(userId: string | null): void;
  /** Null removes one. */
  setUserAttributes(attributes: Attributes): void;
  /** Attributes of all later events, until the app ends; null removes one. */
  setGlobalAttributes(attributes: Attributes): void;
  deleteGlobalAttributes(names: readonly string[]): void;
  /** Changes what may change at run time: all but send interval, session time-out, space and consent. */
  updateConfigure(configuration: Partial<ClickstreamConfiguration>): void;
  /** Sends what waits; resolves when that was tried. */
  flushEvents(): Promise<void>;
  /** Stops collecting and sending; what is stored stays. */
  disable(): void;
  enable(): void;
  setConsent(consent: Consent): void;
  /** Withdraws consent, over restarts too. @param purge removes ids and events from the device. @default true */
  optOut(purge?: boolean): void;
  /** Records `_screen_view`, also for the screen that is shown. */
  recordScreenView(screen: Screen, attributes?: Attributes): void;
  /** A screen is shown, as a navigation library tells: recorded when it is another one than before. */
  showScreen(screen: Screen): void;
  /** Keeps the campaign of a link for the session. Links that open the app are heard of without this. */
  recordDeepLink(url: string): void;
  /** Id of the running session; null before there is one. */
  getSessionId(): string | null;
  /** Resolves when all that was recorded is stored, or known to be unstorable. */
  stored(): Promise<void>;
}
