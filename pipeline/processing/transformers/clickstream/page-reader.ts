import { createBoundedCache } from '../../caching/bounded-cache.ts';
import { solidText } from '../../custom-values/solid-text.ts';
import { formDecode } from '../../urls/form-decode.ts';
import { parseUrl } from '../../urls/parse-url.ts';
import { joinQueryParameters, queryParameters } from '../../urls/query-parameters.ts';

/** What the page columns hold of a URL; absent parts are undefined. Shared between rows: do not change it. */
export interface ReadPage {
  /** Form-decoded as a whole. */
  readonly url: string;
  readonly host?: string;
  readonly path?: string;
  readonly parameters?: Readonly<Record<string, string>>;
}

/** Reads a URL as sent; remembers recent ones by their exact text. */
export type PageReader = (url: string) => ReadPage;

/** Longer URLs are not remembered, so that the cache stays below about 10 MB. */
const longestRemembered = 2048;

function readPage(url: string): ReadPage {
  const { host, path, query } = parseUrl(url);
  const parameters = joinQueryParameters(queryParameters(query));
  return solidText({
    url: formDecode(url),
    ...(host === null ? {} : { host }),
    ...(path === null ? {} : { path }),
    ...(parameters === null ? {} : { parameters }),
  });
}

/** Creates a reader that remembers up to twice `entries` URLs. @default 2048 */
export function createPageReader(entries = 2048): PageReader {
  const cache = createBoundedCache<ReadPage>({ entries });
  return function readCachedPage(url) {
    const known = cache.get(url);
    if (known !== undefined) return known;
    const page = readPage(url);
    if (url.length <= longestRemembered) cache.set(url, page);
    return page;
  };
}
