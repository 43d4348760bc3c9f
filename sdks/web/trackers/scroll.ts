import { isOn, listen, type Tracker } from '../host.ts';

/** The page's position is looked at once in this time, ms. */
const checkEveryMs = 100;
/** Share of the page that has to have been seen. */
const leastShare = 0.9;

/** `_scroll` when somebody first scrolls a page beyond 90 % of its height. */
export const trackScroll: Tracker = (host) => {
  const { client, configuration, platform, views } = host;
  let isDone = false;
  let cancel: (() => void) | undefined;

  const check = (): void => {
    cancel = undefined;
    const { scrollHeight } = document.scrollingElement ?? document.documentElement;
    if (scrollY <= 0 || scrollY + innerHeight <= scrollHeight * leastShare) return;
    isDone = true;
    client.recordPreset('_scroll', { _engagement_time_msec: views.time.spentMs(platform.elapsed()) });
  };
  const forget = (): void => {
    cancel?.();
    cancel = undefined;
  };
  host.onPage(() => {
    forget();
    isDone = false;
  });
  host.onStop(forget);
  listen(host, document, ['scroll'], () => {
    const { isTrackScrollEvents, isTrackPageViewEvents } = configuration;
    if (!isDone && isOn(isTrackScrollEvents) && isOn(isTrackPageViewEvents))
      cancel ??= platform.after(checkEveryMs, check);
  });
};
