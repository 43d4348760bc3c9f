import type { View } from '@millstream/sdk-client';
import type { Environment } from './environment.ts';
import type { WxPage } from './wx-api.ts';

function routeWithQuery(page: WxPage): string {
  const query = Object.entries(page.options ?? {})
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  return query === '' ? (page.route ?? '') : `${page.route ?? ''}?${query}`;
}

/** Tells two instances of one page apart, by the numbers WeChat gives to pages or, where it gives none, by our own. */
export function pageNumbers(): (page: WxPage) => string {
  const own = new WeakMap<WxPage, string>();
  let last = 0;
  return (page) => {
    const known = page.getPageId?.() ?? own.get(page);
    if (known !== undefined) return known;
    last += 1;
    own.set(page, `page-${last}`);
    return `page-${last}`;
  };
}

/** What a page is called in events. */
export function viewOf(
  page: WxPage,
  { uniqueId, title }: { readonly uniqueId: string; readonly title: string | undefined },
): View {
  const id = routeWithQuery(page);
  const name = title || (page.route ?? '');
  const attributes = { _screen_name: name, _screen_id: id, _screen_unique_id: uniqueId };
  return {
    key: [uniqueId, id, name].join('\n'),
    attributes,
    from: (previous) => ({
      ...attributes,
      ...(previous && {
        _previous_screen_name: previous.attributes._screen_name,
        _previous_screen_id: previous.attributes._screen_id,
        _previous_screen_unique_id: previous.attributes._screen_unique_id,
      }),
    }),
  };
}

/** Title of a page by the app's own answer or its configuration. */
export function titleOf(
  page: WxPage,
  environment: Environment,
  getPageTitle: ((page: WxPage) => string | undefined) | undefined,
): string | undefined {
  try {
    return getPageTitle?.(page) ?? environment.configuredTitle(page.route ?? '');
  } catch (error) {
    environment.log('getPageTitle failed', error);
    return undefined;
  }
}
