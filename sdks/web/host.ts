import type { ClientCore, Views } from '@millstream/sdk-client';
import type { BrowserPlatform } from './browser/browser-platform.ts';
import type { WebConfiguration } from './configuration.ts';
import { listenTo } from './listen.ts';

/** A new page of the site is shown: the first one, or one that the history moved to. */
export type PageListener = () => void;

/** What automatic events of a page work with. */
export interface WebHost {
  readonly client: ClientCore;
  readonly platform: BrowserPlatform;
  /** The settings as they are now; `updateConfigure` changes them in place. */
  readonly configuration: WebConfiguration;
  readonly views: Views;
  /** Hears of each page, after its `_page_view`, also of the one that is shown already. */
  onPage(listener: PageListener): void;
  /** Runs when collecting stops: removes listeners. */
  onStop(act: () => void): void;
}

/** One kind of automatic events: starts listening. Looks at its switch in the configuration when something happens. */
export type Tracker = (host: WebHost) => void;

/** Listens passively until collecting stops; what the listener throws stays inside. */
export function listen(
  host: WebHost,
  target: EventTarget,
  names: readonly string[],
  act: (event: Event) => void,
): void {
  const safely = (event: Event): void => {
    try {
      act(event);
    } catch (error) {
      host.platform.log('internal error', error);
    }
  };
  host.onStop(listenTo(target, names, safely));
}

/** A switch that is on unless it was turned off. */
export const isOn = (flag: boolean | undefined): boolean => flag !== false;
