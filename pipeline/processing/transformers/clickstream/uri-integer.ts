import { int64OfText } from '../../custom-values/number-text.ts';

/** Value of the first query parameter `name` of a path with query; undefined when absent or not an integer. */
export function uriInteger(uri: string | undefined, name: string): number | undefined {
  if (uri === undefined) return undefined;
  const query = uri.indexOf('?');
  if (query === -1) return undefined;
  for (let at = uri.indexOf(name, query); at !== -1; at = uri.indexOf(name, at + 1)) {
    const before = uri[at - 1];
    const start = at + name.length + 1;
    if (uri[start - 1] !== '=' || (before !== '?' && before !== '&')) continue;
    const end = uri.slice(start).search(/[&#]/);
    return int64OfText(end === -1 ? uri.slice(start) : uri.slice(start, start + end));
  }
  return undefined;
}
