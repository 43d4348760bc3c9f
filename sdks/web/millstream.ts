import { encodeBody } from './browser/encode-body.ts';
import { oneAtATime } from './browser/one-at-a-time.ts';
import type { Tracker } from './host.ts';
import { createStaticApi } from './static-api.ts';
import { tabStorage, trackPageWith } from './track-page.ts';

/** Automatic events besides page views and engagement. */
const trackers: readonly Tracker[] = [];

/** The client of this page, with all automatic events. */
export const millstream = createStaticApi({
  encode: encodeBody,
  exclusively: oneAtATime,
  track: trackPageWith(trackers),
  purge(instance) {
    for (const key of ['page', 'referrer']) tabStorage(instance).set(key, null);
  },
});
