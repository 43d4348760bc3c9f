import { hostOf, isOwnHost } from '../browser/referrer.ts';
import type { WebHost } from '../host.ts';
import { isOn, listen } from '../host.ts';
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

/** Follows the page out of sight and back, and the person's activity. */
export function trackVisibility(host: WebHost): void {
  const { client, configuration, views, platform } = host;
  let isHidden = document.visibilityState === 'hidden';
  let activeMs = 0;

  const hide = (): void => {
    if (isHidden) return;
    isHidden = true;
    if (isOn(configuration.isTrackPageViewEvents)) views.leave();
    if (configuration.isTrackAppEndEvents) client.recordPreset('_app_end', {});
    client.hide();
  };
  const show = (): void => {
    if (!isHidden) return;
    isHidden = false;
    client.show();
    const isNew = client.renewSession();
    if (configuration.isTrackAppStartEvents) client.recordPreset('_app_start', { _is_first_time: false });
    views.resume();
    if (isNew && isOn(configuration.isTrackPageViewEvents)) views.restart();
  };
  listen(host, document, ['visibilitychange'], () =>
    document.visibilityState === 'hidden' ? hide() : show(),
  );
  listen(host, window, ['pagehide'], hide);
  listen(host, window, ['pageshow'], () => document.visibilityState === 'visible' && show());
  listen(host, window, ['online'], client.wake);
  listen(host, window, activities, () => {
    const nowMs = platform.elapsed();
    if (isHidden || nowMs - activeMs < activityEveryMs) return;
    activeMs = nowMs;
    views.time.activity(nowMs);
    if (client.renewSession() && isOn(configuration.isTrackPageViewEvents)) views.restart();
  });
}
