import type { JsonValue } from '@millstream/modeling';
import type { TrinoType } from './trino-answer.ts';

/** Turns a value as the protocol sends it into what a query's row holds. */
export type TrinoDecoder = (value: unknown) => JsonValue;

/** Digits that a double holds exactly. */
const exactDigits = 15;

/**
 * The decoder for a column's type. Rows hold what the embedded warehouse's rows hold: instants as ISO text in UTC, whole
 * numbers beyond 2^53 as digits, NaN and infinities as text, maps and rows with names as objects.
 */
export function trinoDecoder(type: TrinoType): TrinoDecoder {
  const decode = decoderOfType(type);
  return (value) => (value === null || value === undefined ? null : decode(value));
}

function decoderOfType(type: TrinoType): TrinoDecoder {
  const inner = (type.arguments ?? []).flatMap((argument) =>
    argument.kind === 'TYPE' ? [trinoDecoder(argument.value)] : [],
  );
  switch (type.rawType) {
    case 'array':
      return listDecoder(inner[0] ?? plain);
    case 'map':
      return mapDecoder(inner[1] ?? plain);
    case 'row':
      return rowDecoder(type);
    case 'timestamp':
      return (value) => isoInstant(String(value));
    case 'timestamp with time zone':
      return (value) => isoInstant(String(value).replace(/ UTC$/, ''));
    case 'decimal':
      return decimalDecoder(type);
    default:
      return plain;
  }
}

function plain(value: unknown): JsonValue {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'boolean':
      return value;
    default:
      return JSON.stringify(value) ?? null;
  }
}

function listDecoder(item: TrinoDecoder): TrinoDecoder {
  return (value) => (Array.isArray(value) ? value.map(item) : plain(value));
}

function mapDecoder(item: TrinoDecoder): TrinoDecoder {
  return (value) =>
    typeof value === 'object' && value !== null
      ? Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, item(entry)]))
      : plain(value);
}

/** A row is an object when all its fields have names, else a list. */
function rowDecoder(type: TrinoType): TrinoDecoder {
  const fields = (type.arguments ?? []).flatMap((argument) =>
    argument.kind === 'NAMED_TYPE'
      ? [{ name: argument.value.fieldName?.name, decode: trinoDecoder(argument.value.typeSignature) }]
      : [],
  );
  return (value) => {
    if (!Array.isArray(value)) return plain(value);
    const decoded = fields.map(({ name, decode }, index) => [name, decode(value[index])] as const);
    const named = decoded.flatMap(([name, item]) => (name === undefined ? [] : [[name, item] as const]));
    return named.length === decoded.length ? Object.fromEntries(named) : decoded.map(([, item]) => item);
  };
}

function decimalDecoder(type: TrinoType): TrinoDecoder {
  const precision = type.arguments?.[0]?.kind === 'LONG' ? Number(type.arguments[0].value) : 38;
  return (value) => (precision <= exactDigits ? Number(value) : String(value));
}

/** `2026-03-01 10:00:00.123` in UTC as ISO text: three digits, or six where the rest is not zero. */
function isoInstant(text: string): string {
  const parts = /^(\S+) (\d\d:\d\d:\d\d)(?:\.(\d+))?$/.exec(text);
  if (parts === null) return text;
  const [, day = '', time = '', fraction = ''] = parts;
  const digits = fraction.padEnd(6, '0').slice(0, 6);
  return `${day}T${time}.${digits.endsWith('000') ? digits.slice(0, 3) : digits}Z`;
}
