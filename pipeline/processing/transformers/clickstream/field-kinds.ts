import {
  doubleOfText,
  int64OfJson,
  int64OfText,
  numberText,
  withinInt64,
} from '../../custom-values/number-text.ts';
import { NumberToken } from '../../custom-values/number-token.ts';

/** Remembers the first field of an event that has the wrong shape, which rejects the event. */
export class FieldFaults {
  first: string | undefined = undefined;

  /** Notes that `field` cannot be read; gives the null that stands in for it. */
  mark(field: string): undefined {
    this.first ??= field;
    return undefined;
  }
}

/** Text: a string, or the text of a number or boolean; objects and arrays are faults. */
export function readText(value: unknown, field: string, faults: FieldFaults): string | undefined {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'number' || value instanceof NumberToken) return numberText(value);
  return typeof value === 'boolean' ? String(value) : faults.mark(field);
}

/** Tolerant integer: a JSON integer or integer text within 64 bits; anything else is null. */
export function readTolerantInteger(value: unknown): number | undefined {
  return typeof value === 'string' ? int64OfText(value) : int64OfJson(value);
}

/** Tolerant integer of 32 bits. */
export function readTolerantInt32(value: unknown): number | undefined {
  const integer = readTolerantInteger(value);
  return integer !== undefined && (integer | 0) === integer ? integer : undefined;
}

/** Tolerant number: a number or numeric text; anything else is null. */
export function readTolerantNumber(value: unknown): number | undefined {
  if (typeof value === 'string') return doubleOfText(value);
  return finiteNumber(value);
}

function finiteNumber(value: unknown): number | undefined {
  const number = value instanceof NumberToken ? value.value : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** Tolerant boolean: 1 and any-case `true` are true, empty text, null and the text `null` are null, all else is false. */
export function readTolerantBoolean(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (value === null || value === undefined || value === '' || value === 'null') return undefined;
  if (typeof value === 'number') return value === 1;
  return typeof value === 'string' && (value === '1' || value.toLowerCase() === 'true');
}

/** Strict integer: a JSON number (fraction cut) or integer text; empty text is null; anything else is a fault. */
export function readStrictInteger(value: unknown, field: string, faults: FieldFaults): number | undefined {
  if (value === null || value === undefined || value === '') return undefined;
  if (typeof value === 'string') return int64OfText(value) ?? faults.mark(field);
  const exact = int64OfJson(value);
  if (exact !== undefined) return exact;
  const number = finiteNumber(value);
  if (number === undefined || withinInt64(number) !== number) return faults.mark(field);
  return Math.trunc(number);
}

/** Strict number: a number or numeric text; empty text is null; anything else is a fault. */
export function readStrictNumber(value: unknown, field: string, faults: FieldFaults): number | undefined {
  if (value === null || value === undefined || value === '') return undefined;
  const number = typeof value === 'string' ? doubleOfText(value) : finiteNumber(value);
  return number ?? faults.mark(field);
}
