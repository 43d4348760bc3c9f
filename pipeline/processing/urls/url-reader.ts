import { createBoundedCache } from '../caching/bounded-cache.ts';
import { noUrl, type ParsedUrl, parseUrl } from './parse-url.ts';
import { joinQueryParameters, type QueryParameter, queryParameters } from './query-parameters.ts';

/** A URL with its query split. The parts are shared between callers: do not change them. */
export interface ReadUrl extends ParsedUrl {
  readonly parameters: readonly QueryParameter[];
  /** As `page_view_page_url_query_parameters` stores them; null when there are none. */
  readonly joinedParameters: Readonly<Record<string, string>> | null;
}

/** Parses and splits a URL, remembering recent ones by their exact text. */
export type UrlReader = (text: string | null | undefined) => ReadUrl;

const nothing: ReadUrl = Object.freeze({ ...noUrl, parameters: [], joinedParameters: null });

/** Creates a reader that remembers up to twice `entries` URLs. @default 4096 */
export function createUrlReader(entries = 4096): UrlReader {
  const cache = createBoundedCache<ReadUrl>({ entries });
  return function readUrl(text) {
    if (text === null || text === undefined || text === '') return nothing;
    const known = cache.get(text);
    if (known !== undefined) return known;
    const parsed = parseUrl(text);
    const parameters = queryParameters(parsed.query);
    const read = { ...parsed, parameters, joinedParameters: joinQueryParameters(parameters) };
    cache.set(text, read);
    return read;
  };
}
