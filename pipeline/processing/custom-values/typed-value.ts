import type { TypedValue } from '@millstream/core';
import { numberText, typedNumberJson } from './number-text.ts';
import { NumberToken } from './number-token.ts';

const yes: TypedValue = Object.freeze({ value: 'true', type: 'boolean' });
const no: TypedValue = Object.freeze({ value: 'false', type: 'boolean' });

/** A JSON value as `custom_parameters` holds it. @throws RangeError when it is nested too deeply to be written */
export function typedValue(value: unknown): TypedValue {
  switch (typeof value) {
    case 'string':
      return { value, type: 'string' };
    case 'number':
      return { value: numberText(value), type: 'number' };
    case 'boolean':
      return value ? yes : no;
    default:
      if (value instanceof NumberToken) return { value: numberText(value), type: 'number' };
      return { value: JSON.stringify(value ?? null), type: 'object' };
  }
}

const plainText = /^[\w $.:/-]*$/;

/** A string as JSON text; most names and values need no escape. */
export function quoteJson(text: string): string {
  return text.length < 64 && plainText.test(text) ? `"${text}"` : JSON.stringify(text);
}

/** JSON text of a value whose `typedValue` is `typed`. */
export function typedJson(value: unknown, typed: TypedValue): string {
  if (typed.value === null) return 'null';
  switch (typed.type) {
    case 'string':
      return quoteJson(typed.value);
    case 'number':
      return typeof value === 'number' || value instanceof NumberToken ? typedNumberJson(value) : typed.value;
    default:
      return typed.value;
  }
}
