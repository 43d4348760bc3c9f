import type { Arrival } from './channel.ts';
import type { ClientSession } from './client-session.ts';
import type { Look } from './look.ts';
import { type WebPage, webPage } from './web-page.ts';

interface PreviousPage extends WebPage {
  readonly shownMs: number;
  readonly focusedMs: number;
}

function recordDuring(session: ClientSession, look: Look, atMs: number): void {
  const marks = look.acts.map((act) => ({
    atMs: atMs + act.afterMs,
    run: () => session.perform(act, atMs + act.afterMs),
  }));
  const { scrolledMs, outbound } = look;
  if (scrolledMs !== undefined) {
    const scrollMs = atMs + scrolledMs;
    marks.push({
      atMs: scrollMs,
      run: () => session.record('_scroll', scrollMs, { _engagement_time_msec: scrolledMs }),
    });
  }
  if (outbound !== undefined) {
    const clickMs = atMs + look.dwellMs - 50;
    const attributes = {
      _link_url: outbound,
      _link_domain: new URL(outbound).host,
      _link_classes: 'article-link',
      _link_id: 'further-reading',
      _outbound: true,
    };
    marks.push({ atMs: clickMs, run: () => session.record('_click', clickMs, attributes) });
  }
  marks.sort((one, other) => one.atMs - other.atMs);
  for (const mark of marks) mark.run();
}

function viewAttributes(previous: PreviousPage | null): Record<string, unknown> {
  if (previous === null) return { _page_referrer: '', _page_referrer_title: '', _entrances: 1 };
  return {
    _page_referrer: previous.url,
    _page_referrer_title: previous.title,
    _entrances: 0,
    _previous_timestamp: previous.shownMs,
    ...(previous.focusedMs > 1_000 ? { _engagement_time_msec: previous.focusedMs } : {}),
  };
}

/** Records a visit as the web client does in a single-page shop; returns when it ends, epoch ms. */
export function recordWebVisit(
  session: ClientSession,
  looks: readonly Look[],
  visit: { readonly startMs: number; readonly arrival: Arrival },
): number {
  const { visitor } = session;
  const { startMs, arrival } = visit;
  const latest =
    arrival.referrer === ''
      ? { _latest_referrer: '' }
      : { _latest_referrer: arrival.referrer, _latest_referrer_host: new URL(arrival.referrer).host };
  let previous: PreviousPage | null = null;
  let atMs = startMs;
  for (const look of looks) {
    const page = webPage(look.spot, previous === null ? arrival.query : '');
    session.surface = { _page_title: page.title, _page_url: page.url, ...latest };
    if (previous === null) {
      if (!visitor.hasOpened) session.record('_first_open', atMs);
      session.record('_session_start', atMs);
    }
    session.record('_page_view', atMs, viewAttributes(previous));
    if (look.spot.kind === 'search') {
      session.record('_search', atMs, { _search_key: 'q', _search_term: look.spot.term });
    }
    recordDuring(session, look, atMs);
    const shownMs = atMs - visitor.clockLagMs;
    atMs += look.dwellMs;
    if (look.focusedMs > 1_000) {
      session.record('_user_engagement', atMs, { _engagement_time_msec: look.focusedMs });
    }
    previous = { ...page, shownMs, focusedMs: look.focusedMs };
  }
  visitor.hasOpened = true;
  return atMs;
}
