import {
  type ClientCore,
  createViews,
  createViewTime,
  type Started,
  type View,
  type Views,
} from '@millstream/sdk-client';
import type { Tracking } from './configuration.ts';
import type { Environment } from './environment.ts';
import type { Lifecycle } from './lifecycle.ts';
import { pageNumbers, titleOf, viewOf } from './page-view.ts';
import { tried } from './tried.ts';
import type { WxEntry, WxPage } from './wx-api.ts';

/** Automatic events of one instance. */
export interface AutomaticEvents {
  /** Reserved attributes of all events: the page that is shown, and the scene the person came from. */
  attributes(): Readonly<Record<string, string | number>>;
  /** Collecting starts, or starts again. */
  start(client: ClientCore): Started;
}

/** Characters of an error's message or stack. */
const maxExceptionLength = 4_096;

/** WeChat hands over errors as texts: the message, and the stack below it. */
const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : (String(error).split('\n')[0] ?? '');
const stackOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? '') : typeof error === 'string' ? error : '';

/** Turns what happens to the mini program into events. */
export function createAutomaticEvents(
  environment: Environment,
  lifecycle: Lifecycle,
  tracking: Tracking,
): AutomaticEvents {
  const uniqueIdOf = pageNumbers();
  let client: ClientCore | null = null;
  let views: Views | null = null;
  let shown: View | null = null;
  let scene = tried(() => environment.wx.getLaunchOptionsSync?.())?.scene;
  let isFirstStart = true;
  /** `_app_start` was recorded, and no `_app_end` since. */
  let isStarted = false;
  let sessionId: string | null = null;

  const openViews = (core: ClientCore): Views => {
    sessionId = core.getSessionId();
    return createViews({
      eventName: '_screen_view',
      time: createViewTime(Number.POSITIVE_INFINITY),
      now: environment.now,
      elapsed: environment.elapsed,
      enter: core.enterSession,
      tracksEngagement: () => tracking.autoTrackUserEngagement ?? true,
      record: core.recordPreset,
    });
  };
  const viewOfPage = (page: WxPage): View =>
    viewOf(page, {
      uniqueId: uniqueIdOf(page),
      title: titleOf(page, environment, tracking.getPageTitle),
    });
  const showPage = (page: WxPage): void => {
    const view = viewOfPage(page);
    shown = view;
    if (!views || !client?.isOn()) return;
    if (tracking.autoTrackPageShow ?? true) views.show(view);
    else views.follow(view);
  };
  const recordStart = (core: ClientCore): void => {
    if (isStarted) return;
    isStarted = true;
    if (tracking.autoTrackAppStart ?? true) core.recordPreset('_app_start', { _is_first_time: isFirstStart });
    isFirstStart = false;
  };
  /** A session starts with no page before: its pages are shown anew. */
  const followSession = (core: ClientCore): void => {
    if (!views || sessionId !== core.getSessionId()) views = openViews(core);
  };

  lifecycle.listen({
    shown(entry: WxEntry | undefined) {
      scene = entry?.scene ?? scene;
      if (!client?.isOn()) return;
      client.show();
      client.renewSession();
      followSession(client);
      recordStart(client);
      views?.resume();
    },
    hidden() {
      if (client?.isOn()) {
        views?.leave();
        if (isStarted && (tracking.autoTrackAppEnd ?? true)) client.recordPreset('_app_end', {});
        client.hide();
      }
      isStarted = false;
    },
    pageShown: showPage,
    shared() {
      if (tracking.autoTrackMPShare) client?.recordPreset('_mp_share', {});
    },
    favorited() {
      if (tracking.autoTrackMPFavorite) client?.recordPreset('_mp_favorite', {});
    },
    failed(error) {
      if (!tracking.autoTrackAppException) return;
      client?.recordPreset('_app_exception', {
        _exception_message: messageOf(error).slice(0, maxExceptionLength),
        _exception_stack: stackOf(error).slice(0, maxExceptionLength),
      });
    },
  });

  return {
    attributes: () => ({ ...shown?.attributes, ...(scene !== undefined && { _mp_scene: scene }) }),
    start(core) {
      client = core;
      return {
        begin() {
          followSession(core);
          if (!lifecycle.isVisible()) return;
          recordStart(core);
          views?.resume();
          const pages = environment.currentPages();
          const page = pages[pages.length - 1];
          if (page) showPage(page);
        },
        stop() {
          views?.time.pause(environment.elapsed());
          client = null;
        },
      };
    },
  };
}
