const host =
  '(?:localhost|\\d{1,3}(?:\\.\\d{1,3}){3}|\\*|(?:\\*\\.)?(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\\.)*[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)';
const entry = `(?:\\*|https?://${host}(?::\\d{2,5})?)`;

/** Shape of a CORS setting: empty, `*`, or a comma list of `http(s)://host[:port]` with optional `*.` before a domain. */
export const originListPattern: RegExp = new RegExp(`^(?:${entry}(?:\\s*,\\s*${entry})*)?$`, 'i');

/** Decides whether an `Origin` header is in the configured list. */
export type OriginMatcher = (origin: string) => boolean;

/** Longer origins are refused: no browser sends them, and they would be echoed. */
const maxOriginLength = 512;
const printable = /^[\x21-\x7e]+$/;

function entryPattern(text: string): string {
  return text
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*\\.', '(?:[a-z0-9_-]+\\.)+')
    .replaceAll('*', '[a-z0-9_.-]+');
}

/**
 * Compiles a comma list into a matcher. Each origin is matched whole and case-insensitively; `*.` stands for one or
 * more labels, a lone `*` for any origin; an empty list matches none.
 */
export function compileOriginMatcher(list: string): OriginMatcher {
  const entries = list
    .split(',')
    .map((text) => text.trim())
    .filter((text) => text !== '');
  const isSane = (origin: string) => origin.length <= maxOriginLength && printable.test(origin);
  if (entries.includes('*')) return isSane;
  if (entries.length === 0) return () => false;
  const pattern = new RegExp(`^(?:${entries.map(entryPattern).join('|')})$`, 'i');
  return (origin) => isSane(origin) && pattern.test(origin);
}
