import type { Attributes, Client, RecordedEvent } from '@millstream/sdk-client';
import type { Screen } from './collection/screens.ts';
import type { ClickstreamConfiguration } from './configuration.ts';

/** What an app does with one instance. Nothing throws; calls before init is done are kept, up to 100. */
export interface Analytics extends Omit<Client, 'record' | 'updateConfigure'> {
  /** Starts collecting. @returns false when it is started already or the configuration is wrong */
  init(configuration: ClickstreamConfiguration): Promise<boolean>;
  /** Records one event. `Event.SCREEN_VIEW` is a manual screen view. */
  record(event: Omit<RecordedEvent, 'isImmediate'>): void;
  /** Changes what may change at run time: all but send interval, session time-out, space and consent. */
  updateConfigure(configuration: Partial<ClickstreamConfiguration>): void;
  /** Records `_screen_view`, also for the screen that is shown. */
  recordScreenView(screen: Screen, attributes?: Attributes): void;
  /** A screen is shown, as a navigation library tells: recorded when it is another one than before. */
  showScreen(screen: Screen): void;
  /** Keeps the campaign of a link for the session. Links that open the app are heard of without this. */
  recordDeepLink(url: string): void;
  /** Resolves when all that was recorded is stored, or known to be unstorable. */
  stored(): Promise<void>;
}
