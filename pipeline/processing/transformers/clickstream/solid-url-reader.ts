import { createBoundedCache } from '../../caching/bounded-cache.ts';
import { solidText } from '../../custom-values/solid-text.ts';
import { parseUrl } from '../../urls/parse-url.ts';
import { joinQueryParameters, queryParameters } from '../../urls/query-parameters.ts';
import type { ReadUrl, UrlReader } from '../../urls/url-reader.ts';

function readUrl(text: string): ReadUrl {
  const parsed = parseUrl(text);
  const parameters = queryParameters(parsed.query);
  return solidText({ ...parsed, parameters, joinedParameters: joinQueryParameters(parameters) });
}

/**
 * A URL reader whose parts are copies instead of pieces of the URL, as rows want them (see `solidText`). It remembers up
 * to twice `entries` URLs. @default 4096
 */
export function createSolidUrlReader(entries = 4096): UrlReader {
  const cache = createBoundedCache<ReadUrl>({ entries });
  return function readSolidUrl(text) {
    const url = text ?? '';
    const known = cache.get(url);
    if (known !== undefined) return known;
    const read = readUrl(url);
    cache.set(url, read);
    return read;
  };
}
