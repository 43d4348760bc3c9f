import type { Attributes, Item } from './event-record.ts';

/** An error of a name or value: a code of the event protocol, and words. */
export interface Violation {
  readonly code: number;
  readonly message: string;
}

/** What is left of checked input, and all that was wrong. */
export interface Checked<T> {
  readonly kept: T;
  readonly violations: readonly Violation[];
}

type Scalars = Record<string, string | number | boolean | undefined>;

/** What names and values of one kind may be. */
interface Rules {
  /** Codes of: too many, name too long, name invalid, value too long. */
  readonly codes: readonly [number, number, number, number];
  readonly maxValueLength: number;
  /** How many names there may be besides the known ones. */
  readonly maxNewNames: number;
  isKnown(name: string): boolean;
}

const maxNameLength = 50;
const maxItems = 100;
/** Attributes of a user, the first touch included, which takes none of the room of the others. */
const maxUserAttributes = 101;
/** Attributes of one event, preset ones included. */
export const maxAttributes = 500;

const itemKeys = /^(id|name|brand|currency|price|quantity|creative_(name|slot)|location_id|category[2-5]?)$/;

// Characters, not UTF-16 units: an emoji counts once.
const isLonger = (text: string, limit: number): boolean => text.length > limit && [...text].length > limit;

const violation = (code: number, what: string, name: string | number): Violation => ({
  code,
  message: `${what}: ${name}`.slice(0, 256),
});

function checkName(name: string, lengthCode: number, shapeCode: number): Violation | null {
  if (isLonger(name, maxNameLength)) return violation(lengthCode, 'name too long', name);
  return /^[A-Za-z_]\w*$/.test(name) ? null : violation(shapeCode, 'name invalid', name);
}

/** Judges the name of an event; null is fine. */
export function checkEventName(name: string): Violation | null {
  return checkName(name, 1002, 1001);
}

/** Judges names and values of one kind, and keeps what is right. A name without a value is kept without one. */
function check(
  attributes: Attributes,
  { codes: [countCode, nameCode, shapeCode, valueCode], maxValueLength, maxNewNames, isKnown }: Rules,
): Checked<Scalars> {
  const kept: Scalars = {};
  const violations: Violation[] = [];
  let left = maxNewNames;
  const checkValue = (name: string, value: unknown): Violation | null => {
    switch (typeof value) {
      case 'string':
        return isLonger(value, maxValueLength) ? violation(valueCode, 'value too long', name) : null;
      case 'number':
        return Number.isFinite(value) ? null : violation(2005, 'value not finite', name);
      case 'boolean':
        return null;
      default:
        return violation(2006, 'value of a wrong type', name);
    }
  };
  for (const [name, given] of Object.entries(attributes)) {
    const value = given ?? undefined;
    const isNew = value !== undefined && !isKnown(name);
    const wrong =
      isNew && left < 1
        ? violation(countCode, 'too many attributes', name)
        : value !== undefined && (checkName(name, nameCode, shapeCode) ?? checkValue(name, value));
    if (wrong) violations.push(wrong);
    else {
      kept[name] = value;
      if (isNew) left -= 1;
    }
  }
  return { kept, violations };
}

/** Keeps what is right of an event's own attributes. @param room how many there may be */
export function checkAttributes(attributes: Attributes, room: number): Checked<Scalars> {
  const isKnown = (): boolean => false;
  return check(attributes, {
    codes: [2004, 2001, 2002, 2003],
    maxValueLength: 1_024,
    maxNewNames: room,
    isKnown,
  });
}

/** Keeps what is right of new user attributes. @param known names that the user has already */
export function checkUserAttributes(attributes: Attributes, known: readonly string[]): Checked<Scalars> {
  return check(attributes, {
    codes: [3001, 3002, 3003, 3004],
    maxValueLength: 256,
    maxNewNames: maxUserAttributes - known.length,
    isKnown: (name) => known.includes(name),
  });
}

/** Keeps the items that are right. An item without `id` is dropped, as the server would. */
export function checkItems(items: readonly Item[]): Checked<readonly Item[]> {
  const violations: Violation[] = [];
  if (items.length > maxItems) violations.push(violation(4001, 'too many items', items.length));
  const kept = items.slice(0, maxItems).filter((item) => {
    const [wrong] = check(item, {
      codes: [4003, 4004, 4005, 4002],
      maxValueLength: 256,
      maxNewNames: 10,
      isKnown: (key) => itemKeys.test(key),
    }).violations;
    if (wrong) violations.push(wrong);
    return !wrong && (item.id ?? '') !== '';
  });
  return { kept, violations };
}
