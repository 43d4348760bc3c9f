import type { ClientConfiguration } from '@millstream/sdk-client';
import type { WxPage } from './wx-api.ts';

/** Settings of the WeChat SDK, beside those that all JavaScript SDKs share. */
export interface ClickstreamConfiguration
  extends Omit<ClientConfiguration, 'isLogEvents' | 'isTrackUserEngagementEvents'> {
  /** `_app_start` when the mini program comes to the foreground. @default true */
  readonly autoTrackAppStart?: boolean;
  /** `_app_end` when it leaves. @default true */
  readonly autoTrackAppEnd?: boolean;
  /** `_screen_view` when a page is shown. @default true */
  readonly autoTrackPageShow?: boolean;
  /** `_user_engagement` when a page had more than a second of attention. @default true */
  readonly autoTrackUserEngagement?: boolean;
  /** `_mp_share` when a page is shared. @default false */
  readonly autoTrackMPShare?: boolean;
  /** `_mp_favorite` when a page is added to the favourites. @default false */
  readonly autoTrackMPFavorite?: boolean;
  /** `_app_exception` for errors that nothing caught. @default false */
  readonly autoTrackAppException?: boolean;
  /** Prints each event and each request. @default false */
  readonly debug?: boolean;
  /** Sent as the `cookie` header. */
  readonly authCookie?: string;
  /** Storage that waiting events may take, bytes; the oldest go beyond it. WeChat allows 10 MB for all of an app. @default 5_242_880 */
  readonly maxStoredBytes?: number;
  /** Title of a page. @default title of the navigation bar in the app's configuration, else the route */
  readonly getPageTitle?: (page: WxPage) => string | undefined;
}

/** What automatic events look at each time; `configure` changes it. */
export type Tracking = {
  -readonly [Key in keyof ClickstreamConfiguration]: ClickstreamConfiguration[Key];
};

const ownNames = [
  'autoTrackAppStart',
  'autoTrackAppEnd',
  'autoTrackPageShow',
  'autoTrackUserEngagement',
  'autoTrackMPShare',
  'autoTrackMPFavorite',
  'autoTrackAppException',
  'debug',
  'authCookie',
  'maxStoredBytes',
  'getPageTitle',
] as const;

/** The same settings by the names of the shared client. */
export function clientSettings<Given extends Partial<ClickstreamConfiguration>>(
  given: Given,
): Omit<Given, (typeof ownNames)[number]> & Partial<ClientConfiguration> {
  const shared: Given & { isLogEvents?: boolean; isTrackUserEngagementEvents?: boolean } = { ...given };
  for (const name of ownNames) delete shared[name];
  if (given.debug !== undefined) shared.isLogEvents = given.debug;
  if (given.autoTrackUserEngagement !== undefined)
    shared.isTrackUserEngagementEvents = given.autoTrackUserEngagement;
  return shared;
}
