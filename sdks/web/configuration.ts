import type { ClientConfiguration } from '@millstream/sdk-client';

/** Settings of the web SDK. */
export interface WebConfiguration extends ClientConfiguration {
  /** `SPA` follows the history of a single-page app; `multiPageApp` takes each load as a view, reloads too. @default 'SPA' */
  readonly pageType?: 'SPA' | 'multiPageApp';
  /** Without page views there is no engagement, search or scroll either. @default true */
  readonly isTrackPageViewEvents?: boolean;
  /** Clicks on links to absolute addresses. @default true */
  readonly isTrackClickEvents?: boolean;
  /** A search word in the address of a page. @default true */
  readonly isTrackSearchEvents?: boolean;
  /** 90 % of a page seen. @default true */
  readonly isTrackScrollEvents?: boolean;
  /** Timing of the page's load. @default false */
  readonly isTrackPageLoadEvents?: boolean;
  /** The page becomes visible. @default false */
  readonly isTrackAppStartEvents?: boolean;
  /** The page is hidden. @default false */
  readonly isTrackAppEndEvents?: boolean;
  /** Links to files, as `file_download`. @default false */
  readonly isTrackDownloadEvents?: boolean;
  /** Start and sending of forms, never their values, as `form_start` and `form_submit`. @default false */
  readonly isTrackFormEvents?: boolean;
  /** Core Web Vitals, as `web_vital`. @default false */
  readonly isTrackWebVitalEvents?: boolean;
  /** Uncaught errors and rejections, as `_app_exception`. @default false */
  readonly isTrackErrorEvents?: boolean;
  /** Clicks on elements with `data-track`. @default false */
  readonly isTrackDataAttributes?: boolean;
  /** Inactivity longer than this does not count as engagement, ms. @default 120_000 */
  readonly idleTimeoutDuration?: number;
  /** Further parameters of the address that hold a search word, besides q, s, search, query and keyword. */
  readonly searchKeyWords?: readonly string[];
  /** Hosts of the own site. @default the page's host */
  readonly domainList?: readonly string[];
  /** Of the original's client; browsers forbid the header. Set the cookie on the collector's domain, or use `authToken`. */
  readonly authCookie?: string;
  /** Keeps the ids in a first-party cookie of this domain too, so that subdomains share them. */
  readonly cookieDomain?: string;
  /** Takes Do Not Track and Global Privacy Control as `consent: 'denied'` until the app says otherwise. @default false */
  readonly respectPrivacySignals?: boolean;
  /**
   * Shows events as they are recorded, in a corner of the page; `address` does so only on pages that are opened with
   * `?millstream-debug=1`. @default false
   */
  readonly debugOverlay?: boolean | 'address';
}
