import type { Attributes, Item } from './event-record.ts';

/** An error of a name or value: a code of the event protocol, and words. */
export interface Violation {
  readonly code: number;
  readonly message: string;
}

/** What is left of checked input, and the first thing that was wrong. */
export interface Checked<T> {
  readonly kept: T;
  readonly violations: readonly Violation[];
}

type Scalar = string | number | boolean;

const nameShape = /^[A-Za-z_]\w*$/;
const maxNameLength = 50;
const maxValueLength = 1_024;
const maxUserValueLength = 256;
const maxItemValueLength = 256;
const maxUserAttributes = 100;
const maxItems = 100;
const maxCustomKeys = 10;
/** Attributes of one event, preset ones included. */
export const maxAttributes = 500;

const presetKeys =
  /^(id|name|brand|currency|price|quantity|creative_name|creative_slot|location_id|category[2-5]?)$/;

// Characters, not UTF-16 units: an emoji counts once.
const isLonger = (text: string, limit: number): boolean =>
  text.length > limit && Array.from(text).length > limit;

const violation = (code: number, what: string, name: string): Violation => ({
  code,
  message: `${what}: ${name}`.slice(0, 256),
});

/** Judges a name; null is fine. */
function checkName(name: string, lengthCode: number, shapeCode: number): Violation | null {
  if (isLonger(name, maxNameLength)) return violation(lengthCode, 'name too long', name);
  return nameShape.test(name) ? null : violation(shapeCode, 'name invalid', name);
}

/** Judges the name of an event; null is fine. */
export const checkEventName = (name: string): Violation | null => checkName(name, 1002, 1001);

function checkValue(name: string, value: unknown, limit: number, lengthCode: number): Violation | null {
  switch (typeof value) {
    case 'string':
      return isLonger(value, limit) ? violation(lengthCode, 'value too long', name) : null;
    case 'number':
      return Number.isFinite(value) ? null : violation(2005, 'value not finite', name);
    case 'boolean':
      return null;
    default:
      return violation(2006, 'value of a wrong type', name);
  }
}

const isGiven = (value: unknown): boolean => value !== null && value !== undefined;

/** Keeps what is right of an event's own attributes. @param room how many more the event may have */
export function checkAttributes(attributes: Attributes, room: number): Checked<Record<string, Scalar>> {
  const kept: Record<string, Scalar> = {};
  const violations: Violation[] = [];
  let count = 0;
  for (const [name, value] of Object.entries(attributes)) {
    if (!isGiven(value)) continue;
    const wrong =
      count >= room
        ? violation(2004, 'too many attributes', name)
        : (checkName(name, 2001, 2002) ?? checkValue(name, value, maxValueLength, 2003));
    if (wrong) violations.push(wrong);
    else {
      kept[name] = value as Scalar;
      count += 1;
    }
  }
  return { kept, violations };
}

/** Keeps what is right of new user attributes. @param room how many more the user may have; `isKnown` ones need none */
export function checkUserAttributes(
  attributes: Attributes,
  isKnown: (name: string) => boolean,
  count: number,
): Checked<Record<string, Scalar | null>> {
  const kept: Record<string, Scalar | null> = {};
  const violations: Violation[] = [];
  let known = count;
  for (const [name, value] of Object.entries(attributes)) {
    const isNew = isGiven(value) && !isKnown(name);
    const wrong =
      isNew && known >= maxUserAttributes
        ? violation(3001, 'too many attributes', name)
        : (checkName(name, 3002, 3003) ??
          (isGiven(value) ? checkValue(name, value, maxUserValueLength, 3004) : null));
    if (wrong) violations.push(wrong);
    else {
      kept[name] = (value ?? null) as Scalar | null;
      if (isNew) known += 1;
    }
  }
  return { kept, violations };
}

function checkItem(item: Item): Violation | null {
  let custom = 0;
  for (const [key, value] of Object.entries(item)) {
    if (!presetKeys.test(key)) {
      custom += 1;
      if (custom > maxCustomKeys) return violation(4003, 'too many attributes', key);
      const wrong = checkName(key, 4004, 4005);
      if (wrong) return wrong;
    }
    const wrong = isGiven(value) ? checkValue(key, value, maxItemValueLength, 4002) : null;
    if (wrong) return wrong;
  }
  return null;
}

/** Keeps the items that are right. An item without `id` is dropped, as the server would. */
export function checkItems(items: readonly Item[]): Checked<readonly Item[]> {
  const violations: Violation[] = [];
  if (items.length > maxItems) violations.push(violation(4001, 'too many items', `${items.length}`));
  const kept = items.slice(0, maxItems).filter((item) => {
    const wrong = checkItem(item);
    if (wrong) violations.push(wrong);
    return !wrong && isGiven(item.id) && item.id !== '';
  });
  return { kept, violations };
}
