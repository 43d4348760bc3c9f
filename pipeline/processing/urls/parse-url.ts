import { percentDecode } from './percent-decode.ts';
import { hostOfAuthority } from './url-host.ts';

/** Parts of a URL; a part is null when the URL has none or cannot be parsed. The fragment and the port are never read. */
export interface ParsedUrl {
  /** As written, or punycode for an international name. */
  readonly host: string | null;
  /** Percent-decoded, `+` kept; empty for `https://a.b`. */
  readonly path: string | null;
  /** Text between `?` and `#`, percent-decoded once; `queryParameters` splits it. */
  readonly query: string | null;
}

/** What an empty, absent or unparsable URL gives. */
export const noUrl: ParsedUrl = Object.freeze({ host: null, path: null, query: null });

/** Only so far is a scheme looked for, so that a URL inside the query of a bare one does not count. */
const schemeSearchLength = 15;
const schemePattern = /^[A-Za-z][A-Za-z0-9+.-]*$/;

/**
 * Parses a URL as an RFC 2396 parser does that first percent-encodes whatever is illegal: a text without a scheme gets
 * `https://`, and only a bad scheme or a missing authority makes the whole URL unparsable.
 */
export function parseUrl(text: string | null | undefined): ParsedUrl {
  if (text === null || text === undefined || text === '') return noUrl;
  const separator = text.indexOf('://');
  const hasScheme = separator >= 0 && separator + 3 <= schemeSearchLength;
  const hash = text.indexOf('#');
  const whole = hash < 0 ? text : text.slice(0, hash);
  if (!hasScheme) return parseHierarchical(whole, '//', 0);
  const schemeEnd = endOfScheme(whole);
  if (schemeEnd < 0) return parseHierarchical(whole, '', 0);
  if (!schemePattern.test(whole.slice(0, schemeEnd))) return hostOnly(text);
  // `mailto:a@b` and the like are opaque: no host, no path, no query.
  return whole[schemeEnd + 1] === '/' ? parseHierarchical(whole, '', schemeEnd + 1) : noUrl;
}

/** For what the strict grammar refuses as a whole, such as a URL after a blank: only the WHATWG parser's host. */
function hostOnly(text: string): ParsedUrl {
  const host = URL.parse(text)?.hostname ?? '';
  return host === '' ? noUrl : { ...noUrl, host };
}

/** Index of the colon after the scheme, -1 when a `/` or `?` comes before any colon. */
function endOfScheme(text: string): number {
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (character === ':') return index;
    if (character === '/' || character === '?') return -1;
  }
  return -1;
}

/** Parses `[//authority][path][?query]` of `text` from `start`; `implied` is `//` when the authority comes at once. */
function parseHierarchical(text: string, implied: '' | '//', start: number): ParsedUrl {
  const question = text.indexOf('?', start);
  const pathEnd = question < 0 ? text.length : question;
  const query = question < 0 ? null : percentDecode(text.slice(question + 1));
  if (implied === '' && !text.startsWith('//', start)) {
    return { host: null, path: percentDecode(text.slice(start, pathEnd)), query };
  }
  const authorityStart = implied === '//' ? start : start + 2;
  const slash = text.indexOf('/', authorityStart);
  const authorityEnd = slash < 0 || slash > pathEnd ? pathEnd : slash;
  if (authorityStart === text.length) return noUrl;
  return {
    host: hostOfAuthority(text.slice(authorityStart, authorityEnd)),
    path: percentDecode(text.slice(authorityEnd, pathEnd)),
    query,
  };
}
