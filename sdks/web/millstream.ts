import { preparePlatform } from './browser/prepare-platform.ts';
import type { Tracker } from './host.ts';
import { createStaticApi, type StaticApi } from './static-api.ts';
import { tabStorage, trackPageWith } from './track-page.ts';
import { trackClicks } from './trackers/clicks.ts';
import { trackDataAttributes } from './trackers/data-attributes.ts';
import { trackDebugOverlay } from './trackers/debug-overlay.ts';
import { trackDownloads } from './trackers/downloads.ts';
import { trackErrors } from './trackers/errors.ts';
import { trackForms } from './trackers/forms.ts';
import { trackLanding } from './trackers/landing.ts';
import { trackPageLoad } from './trackers/page-load.ts';
import { trackScroll } from './trackers/scroll.ts';
import { trackSearch } from './trackers/search.ts';
import { trackWebVitals } from './trackers/web-vitals.ts';

/** Automatic events besides page views and engagement. */
const trackers: readonly Tracker[] = [
  trackLanding,
  trackSearch,
  trackClicks,
  trackScroll,
  trackPageLoad,
  trackDownloads,
  trackForms,
  trackWebVitals,
  trackErrors,
  trackDataAttributes,
  trackDebugOverlay,
];

/** The client of this page, with all automatic events. */
export const millstream: StaticApi = createStaticApi({
  prepare: preparePlatform,
  track: trackPageWith(trackers),
  purge(instance) {
    for (const key of ['page', 'referrer']) tabStorage(instance).set(key, null);
  },
});
