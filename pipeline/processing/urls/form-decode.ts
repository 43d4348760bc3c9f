import { hasBrokenEscape, percentDecode } from './percent-decode.ts';

/**
 * Decodes form-encoded text: `+` is a space, `%xx` runs are UTF-8 (bytes that are not become U+FFFD). A text with an
 * invalid escape is returned unchanged as a whole, so "100% off" stays.
 */
export function formDecode(text: string): string {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text;
  if (!spaced.includes('%')) return spaced;
  return hasBrokenEscape(text) ? text : percentDecode(spaced);
}
