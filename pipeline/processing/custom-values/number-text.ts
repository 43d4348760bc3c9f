import { NumberToken } from './number-token.ts';

const jsonInteger = /^-?(?:0|[1-9]\d*)$/;
const jsonNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
/** The double just below 2^63: a rounded integer must stay readable as 64 bits. */
const maxInt64Double = 2 ** 63 - 1024;
/** Every integer of so few characters fits. */
const surelyInt64Length = 18;

/** Whether the text is an integer by JSON's grammar that fits 64 bits. */
export function isInt64Text(text: string): boolean {
  if (!jsonInteger.test(text)) return false;
  return text.length <= surelyInt64Length || BigInt.asIntN(64, BigInt(text)) === BigInt(text);
}

/** Value of an integer text; beyond 53 bits the nearest double that is still within 64 bits; undefined for other text. */
export function int64OfText(text: string): number | undefined {
  return isInt64Text(text) ? withinInt64(Number(text)) : undefined;
}

/** Value of a JSON integer that fits 64 bits (see `int64OfText`); undefined for anything else, `1.0` included. */
export function int64OfJson(value: unknown): number | undefined {
  if (typeof value === 'number') {
    return Number.isInteger(value) && Math.abs(value) <= maxInt64Double ? value : undefined;
  }
  return value instanceof NumberToken ? int64OfText(value.source) : undefined;
}

/** The integer nearest to `value` within 64 bits. */
export function withinInt64(value: number): number {
  return Math.min(Math.max(value, -maxInt64Double), maxInt64Double);
}

/** Value of a number text by JSON's grammar; undefined for other text and beyond the range of a double. */
export function doubleOfText(text: string): number | undefined {
  if (!jsonNumber.test(text)) return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}

/**
 * Shortest text of a double that is not written as an integer: `1.5`, `100.0`; at 1e7 and above, and below 1e-3, with
 * an exponent: `1.0E7`, `2.5E-4`.
 */
export function doubleText(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e7)) {
    const [mantissa = '', exponent = ''] = value.toExponential().split('e');
    const fraction = mantissa.includes('.') ? '' : '.0';
    return `${mantissa}${fraction}E${exponent.startsWith('+') ? exponent.slice(1) : exponent}`;
  }
  const text = Object.is(value, -0) ? '-0' : String(value);
  return text.includes('.') ? text : `${text}.0`;
}

/** Text of a JSON number: integers of any size as they are, others by `doubleText`. */
export function numberText(value: number | NumberToken): string {
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : doubleText(value);
  return value.isInteger || !Number.isFinite(value.value) ? value.source : doubleText(value.value);
}

/** JSON text of a typed number: an integer if it fits 64 bits, else a double. */
export function typedNumberJson(value: number | NumberToken): string {
  if (typeof value === 'number' || !value.isInteger || isInt64Text(value.source)) return numberText(value);
  return Number.isFinite(value.value) ? doubleText(value.value) : value.source;
}
