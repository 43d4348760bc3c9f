import type { Json, JsonObject } from './driver.ts';

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function expandText(text: string, n: number | null): Json {
  if (n === null) return text;
  return text === '{n}' ? n : text.replaceAll('{n}', String(n));
}

/**
 * Writes out what scenarios keep short:
 * - `{n}` in a string: the number of the round
 * - `{"$repeat": "x", "times": 51}`: a long string
 * - `{"$list": {...}, "times": 101}`: a long array; `{n}` counts inside
 * - in an object, `"$names": {"name": "a{n}", "value": 1, "times": 600}`: so many more names
 */
export function expandValue(value: Json, n: number | null = null): Json {
  if (typeof value === 'string') return expandText(value, n);
  if (Array.isArray(value)) return value.map((entry) => expandValue(entry, n));
  if (!isObject(value)) return value;
  const { times } = value;
  if (typeof value.$repeat === 'string' && typeof times === 'number') return value.$repeat.repeat(times);
  const list = value.$list;
  if (list !== undefined && typeof times === 'number') {
    return Array.from({ length: times }, (_, at) => expandValue(list, at + 1));
  }
  return expandObject(value, n);
}

/** The same for an object. */
export function expandObject(value: JsonObject, n: number | null = null): JsonObject {
  const whole: Record<string, Json> = {};
  for (const [name, entry] of Object.entries(value)) {
    if (name !== '$names' || !isObject(entry)) {
      whole[n === null ? name : name.replaceAll('{n}', String(n))] = expandValue(entry, n);
      continue;
    }
    const { name: pattern, value: one, times } = entry;
    if (typeof pattern !== 'string' || typeof times !== 'number' || one === undefined) {
      throw new Error('$names takes name, value and times');
    }
    for (let at = 1; at <= times; at += 1)
      whole[pattern.replaceAll('{n}', String(at))] = expandValue(one, at);
  }
  return whole;
}
