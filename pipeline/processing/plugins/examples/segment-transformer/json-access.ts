import type { JsonValue } from '../../define-plugin.ts';

/** A JSON object. */
export type JsonObject = { readonly [key: string]: JsonValue | undefined };

/** The value as an object; an empty one for anything else. */
export function asObject(value: JsonValue | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

/** The value as an array; an empty one for anything else. */
export function asArray(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}

/** Non-empty text, also of a number; undefined for anything else. */
export function asText(value: JsonValue | undefined): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A finite number, also of numeric text; undefined for anything else. */
export function asNumber(value: JsonValue | undefined): number | undefined {
  if (typeof value === 'string' && value.trim() === '') return undefined;
  const number = typeof value === 'string' || typeof value === 'number' ? Number(value) : Number.NaN;
  return Number.isFinite(number) ? number : undefined;
}

/** Epoch ms of an ISO time; undefined for anything else. */
export function asTime(value: JsonValue | undefined): number | undefined {
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}

/** The object without the named keys and without undefined values. */
export function without(object: JsonObject, names: ReadonlySet<string>): JsonObject {
  return Object.fromEntries(
    Object.entries(object).filter(([name, value]) => value !== undefined && !names.has(name)),
  );
}
