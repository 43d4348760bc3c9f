import { formDecode } from './form-decode.ts';

/** One `name=value` pair of a query; the value is null when it is absent or empty. */
export type QueryParameter = readonly [name: string, value: string | null];

const none: readonly QueryParameter[] = Object.freeze([]);

/**
 * Pairs of a query in their order, repeated names included. `query` is already percent-decoded as a whole, so an encoded
 * `&` or `=` splits too; the value is form-decoded once more and the name is not. Empty pairs are skipped.
 */
export function queryParameters(query: string | null): readonly QueryParameter[] {
  if (query === null || query === '') return none;
  const pairs: QueryParameter[] = [];
  let start = 0;
  while (start <= query.length) {
    const ampersand = query.indexOf('&', start);
    const end = ampersand < 0 ? query.length : ampersand;
    if (end > start) pairs.push(readPair(query.slice(start, end)));
    start = end + 1;
  }
  return pairs;
}

function readPair(pair: string): QueryParameter {
  // An `=` at position 0 does not split: such a pair is all name.
  const split = pair.indexOf('=', 1);
  if (split < 0) return [pair, null];
  const value = pair.slice(split + 1);
  return [pair.slice(0, split), value === '' ? null : formDecode(value)];
}

/**
 * The pairs as one map, as `page_view_page_url_query_parameters` stores them: repeated values joined with `,` in order,
 * a missing value as the empty string. Null when there are no pairs.
 */
export function joinQueryParameters(
  parameters: readonly QueryParameter[],
): Readonly<Record<string, string>> | null {
  if (parameters.length === 0) return null;
  const joined: Record<string, string> = {};
  for (const [name, value] of parameters) {
    const text = Object.hasOwn(joined, name) ? `${joined[name]},${value ?? ''}` : (value ?? '');
    // Assigning to `__proto__` would set the prototype instead of a key.
    if (name === '__proto__') {
      Object.defineProperty(joined, name, {
        value: text,
        enumerable: true,
        writable: true,
        configurable: true,
      });
    } else joined[name] = text;
  }
  return joined;
}
