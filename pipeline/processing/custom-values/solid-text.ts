/**
 * An equal value whose strings are each one piece of memory. V8's JSON.stringify leaves its fast path for a row that
 * holds a string cut out of or put together from others (measured: 4.2 instead of 1.9 µs for 62 columns).
 */
export function solidText<Value extends string | object>(value: Value): Value {
  const copy: Value = JSON.parse(JSON.stringify(value));
  return copy;
}
