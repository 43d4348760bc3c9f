import type { LeftView, StateStore, View } from '@millstream/sdk-client';
import type { WebHost } from '../host.ts';
import { isOn } from '../host.ts';
import { followHistory } from './page-history.ts';

interface StoredPage {
  readonly url: string;
  readonly title: string;
  readonly atMs: number;
  readonly spentMs: number;
}

function pageView(url: string, title: string): View {
  return {
    key: `${url} ${title}`,
    attributes: { _page_title: title, _page_url: url },
    from: (previous) => ({
      _page_referrer: previous ? `${previous.attributes._page_url}` : document.referrer,
      _page_referrer_title: previous ? `${previous.attributes._page_title}` : '',
    }),
  };
}

const shownPage = (): View => pageView(location.href, document.title);

/** The page of this tab before the one that is loading. */
export function recallPage(tab: StateStore): LeftView | null {
  try {
    const page = JSON.parse(tab.get('page') ?? '') as StoredPage;
    return { view: pageView(page.url, page.title), atMs: page.atMs, spentMs: page.spentMs };
  } catch {
    return null;
  }
}

/** Keeps the page for the next load in this tab. */
export function rememberPage(tab: StateStore, { view, atMs, spentMs }: LeftView): void {
  const { _page_url: url, _page_title: title } = view.attributes;
  tab.set('page', JSON.stringify({ url, title, atMs, spentMs }));
}

/** How the page came: a reload shows what was shown before. */
export function isReload(): boolean {
  const [entry] = performance.getEntriesByType('navigation');
  return entry !== undefined && 'type' in entry && entry.type === 'reload';
}

/**
 * Records `_page_view` for the page that is shown and for each that the history moves to.
 * @param onShown runs after each
 */
export function trackPages(
  { configuration, views, onStop }: WebHost,
  known: LeftView | null,
  onShown: () => void,
): void {
  const show = (): void => {
    if (!isOn(configuration.isTrackPageViewEvents)) return;
    const before = views.current();
    views.show(shownPage());
    if (views.current() !== before) onShown();
  };
  if (configuration.pageType !== 'multiPageApp') {
    onStop(followHistory(show));
    if (isReload() && known) {
      views.follow(shownPage());
      return;
    }
  }
  show();
}
