import { hostOf, isOwnHost } from '../browser/referrer.ts';
import type { WebHost } from '../host.ts';
import { isOn, listen } from '../host.ts';
import { followPage } from '../page-life.ts';
import { isReload } from './page-views.ts';

/** Signs of a person. */
const activities = ['click', 'scroll', 'mousemove', 'keydown', 'touchstart'] as const;
/** The pointer moves often; more than this is not worth knowing, ms. */
const activityEveryMs = 250;

/** `_app_start` of a page that was opened, not reloaded or reached from the own site. */
export function recordAppStart({ client, configuration }: WebHost): void {
  if (!configuration.isTrackAppStartEvents) return;
  const isInside = document.referrer !== '' && isOwnHost(hostOf(document.referrer), configuration.domainList);
  if (!isReload() && !isInside) client.recordPreset('_app_start', { _is_first_time: true });
}

/** Follows the page out of sight and back, and the person's activity. @param restart shows the page again, in a new session */
export function trackVisibility(host: WebHost, restart: () => void): void {
  const { client, configuration, views, platform, onStop } = host;
  let activeMs = 0;

  const hide = (): void => {
    if (isOn(configuration.isTrackPageViewEvents)) views.leave();
    if (configuration.isTrackAppEndEvents) client.recordPreset('_app_end', {});
    client.hide();
  };
  const show = (): void => {
    client.show();
    const isNew = client.renewSession();
    if (configuration.isTrackAppStartEvents) client.recordPreset('_app_start', { _is_first_time: false });
    views.resume();
    if (isNew) restart();
  };
  onStop(followPage(hide, show, client.wake));
  listen(host, window, activities, () => {
    const nowMs = platform.elapsed();
    if (document.hidden || nowMs - activeMs < activityEveryMs) return;
    activeMs = nowMs;
    views.time.activity(nowMs);
    if (client.renewSession()) restart();
  });
}
