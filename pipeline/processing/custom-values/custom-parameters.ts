import type { TypedValue } from '@millstream/core';
import { quoteJson, typedJson, typedValue } from './typed-value.ts';

/** Custom parameters in the two forms that the tables hold. */
export interface CustomParameters {
  readonly values: Readonly<Record<string, TypedValue>>;
  /** JSON object of the typed values, names in ascending code-unit order. */
  readonly json: string;
}

/** Puts any name into a map object, also `__proto__`, which plain assignment would take as the prototype. */
export function putNamed<Value>(target: Record<string, Value>, name: string, value: Value): void {
  if (name === '__proto__') {
    Object.defineProperty(target, name, { value, enumerable: true, writable: true, configurable: true });
  } else target[name] = value;
}

/**
 * Both forms of named JSON values; undefined when there are none.
 * @throws RangeError when a value is nested too deeply to be written
 */
export function customParameters(
  named: ReadonlyMap<string, unknown> | undefined,
): CustomParameters | undefined {
  if (named === undefined || named.size === 0) return undefined;
  const values: Record<string, TypedValue> = {};
  // Joined, not added up: a string made of pieces costs its row the fast path of JSON.stringify.
  const members: string[] = [];
  for (const name of [...named.keys()].sort()) {
    const value = named.get(name);
    const typed = typedValue(value);
    putNamed(values, name, typed);
    members.push(quoteJson(name), ':', typedJson(value, typed), ',');
  }
  members[members.length - 1] = '}';
  return { values, json: ['{', ...members].join('') };
}

/** JSON text as in `customParameters` for values that are typed already (as plug-ins give them). */
export function customParametersJson(values: Readonly<Record<string, TypedValue>>): string {
  const members = Object.keys(values)
    .sort()
    .map((name) => {
      const typed = values[name];
      return `${quoteJson(name)}:${typed === undefined ? 'null' : typedJson(undefined, typed)}`;
    });
  return ['{', members.join(','), '}'].join('');
}
