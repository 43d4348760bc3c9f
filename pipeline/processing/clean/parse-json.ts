import { NumberToken } from '../custom-values/number-token.ts';

/**
 * Finds a number whose text says more than its double: 16 and more characters, only zeros after the point, an exponent.
 * It may hit inside a string, which only costs the slower parse.
 */
const delicateNumber = /[:,[][\t\n\r ]*-?(?:[\d.]{16,}|\d+\.0+(?!\d)|\d+(?:\.\d+)?[eE])/;
const delicateSource = /^-?(?:[\d.]{16,}|\d+\.0+)$|[eE]/;
/** Escapes one by one, so that an escaped backslash before `ud800` is not taken for a surrogate. */
const escapes =
  /\\(?:u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|(u[dD][89a-fA-F][\da-fA-F]{2})|.)/gs;

/** Lone surrogates, raw or as escapes, become U+FFFD; the text stays as it is otherwise. */
export function withoutLoneSurrogates(json: string): string {
  const raw = json.isWellFormed() ? json : json.toWellFormed();
  if (!raw.includes('\\ud') && !raw.includes('\\uD')) return raw;
  return raw.replace(escapes, (whole, lone: string | undefined) => (lone === undefined ? whole : '\\ufffd'));
}

function keepDelicate(_name: string, value: unknown, context?: { source?: string }): unknown {
  if (typeof value !== 'number' || context?.source === undefined) return value;
  return delicateSource.test(context.source) ? new NumberToken(context.source, value) : value;
}

/**
 * Parses JSON so that integers of any size and `1.0` can be told apart: such numbers come as `NumberToken`. Ordinary
 * text costs one plain parse. @throws SyntaxError
 */
export function parseJson(json: string): unknown {
  if (!delicateNumber.test(json)) return JSON.parse(json);
  try {
    return JSON.parse(json, keepDelicate);
  } catch (error) {
    // The reviver is recursive, the plain parse is not: one deeply nested event must not cost its neighbours.
    if (error instanceof RangeError) return JSON.parse(json);
    throw error;
  }
}
