import type { TypedUserValue } from '@millstream/core';
import { isJsonObject, type JsonObject } from '../../clean/json-object.ts';
import { putNamed } from '../../custom-values/custom-parameters.ts';
import { withinInt64 } from '../../custom-values/number-text.ts';
import { NumberToken } from '../../custom-values/number-token.ts';
import { quoteJson, typedJson, typedValue } from '../../custom-values/typed-value.ts';
import type { EventRow } from '../../rows/event-row.ts';
import { type FieldFaults, readStrictInteger, readText, readTolerantInteger } from './field-kinds.ts';

/** A user attribute with its value as JSON. */
interface UserAttribute {
  readonly value: unknown;
  readonly setMs: number | null;
}

/**
 * Reads one of the four named attributes, which must be objects; null (the object or its value) leaves it out, and so
 * does a numeric one without an integer.
 */
function readNamed(
  name: string,
  given: unknown,
  kind: 'text' | 'integer',
  faults: FieldFaults,
): UserAttribute | undefined {
  if (given === null) return undefined;
  if (!isJsonObject(given)) return faults.mark(name);
  const setMs = readStrictInteger(given.set_timestamp, name, faults) ?? null;
  const value = kind === 'text' ? readText(given.value, name, faults) : readTolerantInteger(given.value);
  if (value === undefined) return undefined;
  // A number keeps the text it was written with when that says more than its double.
  return { value: kind === 'integer' && given.value instanceof NumberToken ? given.value : value, setMs };
}

/** Reads any other attribute: `{value, set_timestamp}` with a value, else the given value as a whole. */
function readOther(given: unknown): UserAttribute {
  if (!isJsonObject(given) || given.value === undefined || given.value === null)
    return { value: given, setMs: null };
  const time = given.set_timestamp instanceof NumberToken ? given.set_timestamp.value : given.set_timestamp;
  return { value: given.value, setMs: typeof time === 'number' ? Math.trunc(withinInt64(time)) : null };
}

function fillProperties(row: EventRow, attributes: ReadonlyMap<string, UserAttribute>): void {
  if (attributes.size === 0) return;
  const properties: Record<string, TypedUserValue> = {};
  const members: string[] = [];
  for (const name of [...attributes.keys()].sort()) {
    const attribute = attributes.get(name);
    if (attribute === undefined) continue;
    const typed = typedValue(attribute.value);
    putNamed(properties, name, { ...typed, set_time_msec: attribute.setMs });
    const value = typedJson(attribute.value, typed);
    members.push(`${quoteJson(name)}:{"set_time_msec":${attribute.setMs},"value":${value}}`);
  }
  row.user_properties = properties;
  row.user_properties_json_str = ['{', members.join(','), '}'].join('');
}

/**
 * Reads an event's `user` object into its row: user id and first touch on every event, the whole property set only on
 * `_profile_set`, the one event that may supply it.
 */
export function readUser(user: JsonObject, row: EventRow, faults: FieldFaults): void {
  const kept = row.event_name === '_profile_set' ? new Map<string, UserAttribute>() : undefined;
  for (const name in user) {
    const given = user[name];
    let attribute: UserAttribute | undefined;
    switch (name) {
      case '_user_id':
        attribute = readNamed(name, given, 'text', faults);
        if (typeof attribute?.value === 'string') row.user_id = attribute.value;
        break;
      case '_user_name':
        attribute = readNamed(name, given, 'text', faults);
        break;
      case '_user_age':
        attribute = readNamed(name, given, 'integer', faults);
        break;
      case '_user_first_touch_timestamp':
        attribute = readNamed(name, given, 'integer', faults);
        row.user_first_touch_time_msec = readTolerantInteger(attribute?.value);
        break;
      default:
        if (kept !== undefined) attribute = readOther(given);
    }
    if (attribute !== undefined) kept?.set(name, attribute);
  }
  if (kept !== undefined) fillProperties(row, kept);
}
