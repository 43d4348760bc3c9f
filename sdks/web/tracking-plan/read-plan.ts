import { attributeTypes, type TrackingPlan } from './tracking-plan.ts';

/** A plan, or everything that is wrong with it, each with its place. */
export type PlanReading =
  | { readonly kind: 'plan'; readonly plan: TrackingPlan }
  | { readonly kind: 'refused'; readonly problems: readonly string[] };

type Fields = Readonly<Record<string, unknown>>;

const namePattern = /^[A-Za-z_][A-Za-z0-9_]*$/;
const maxNameLength = 50;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Checks of one value; each names the place and what belongs there. */
class PlanCheck {
  readonly problems: string[] = [];

  /** Fields of an object that may hold those and no others. */
  fields(value: unknown, place: string, allowed: readonly string[]): Fields {
    if (!isFields(value)) {
      this.problems.push(`${place}: an object is wanted`);
      return {};
    }
    for (const name of Object.keys(value).filter((key) => !allowed.includes(key)))
      this.problems.push(`${place}.${name}: not known here; ${allowed.join(', ')} are`);
    return value;
  }

  list(value: unknown, place: string): readonly unknown[] {
    if (Array.isArray(value)) return value;
    this.problems.push(`${place}: a list is wanted`);
    return [];
  }

  is(isRight: boolean, place: string, wanted: string): void {
    if (!isRight) this.problems.push(`${place}: ${wanted}`);
  }

  /** A name that clients accept, and that stands once among those before it. */
  name(value: unknown, place: string, before: Set<unknown>): void {
    const isName = typeof value === 'string' && namePattern.test(value) && value.length <= maxNameLength;
    this.is(isName, place, `letters, digits and _ are wanted, not first a digit, at most ${maxNameLength}`);
    this.is(!before.has(value), place, `${String(value)} stands twice`);
    before.add(value);
  }
}

function checkAttribute(check: PlanCheck, value: unknown, place: string, names: Set<unknown>): void {
  const allowed = ['name', 'type', 'required', 'enum', 'description'];
  const {
    name,
    type,
    required = false,
    enum: values,
    description = '',
  } = check.fields(value, place, allowed);
  check.name(name, `${place}.name`, names);
  const isType = attributeTypes.some((known) => known === type);
  check.is(isType, `${place}.type`, `one of ${attributeTypes.join(', ')} is wanted`);
  check.is(typeof required === 'boolean', `${place}.required`, 'true or false is wanted');
  check.is(typeof description === 'string', `${place}.description`, 'text is wanted');
  if (values === undefined) return;
  const list = check.list(values, `${place}.enum`);
  check.is(list.length > 0, `${place}.enum`, 'at least one value is wanted');
  check.is(type !== 'boolean', `${place}.enum`, 'a boolean has its two values already');
  for (const [index, item] of list.entries())
    check.is(typeof item === type, `${place}.enum[${index}]`, `a ${String(type)} is wanted`);
  check.is(new Set(list).size === list.length, `${place}.enum`, 'a value stands twice');
}

function checkEvent(check: PlanCheck, value: unknown, place: string, names: Set<unknown>): void {
  const {
    name,
    description = '',
    attributes = [],
  } = check.fields(value, place, ['name', 'description', 'attributes']);
  check.name(name, `${place}.name`, names);
  check.is(typeof description === 'string', `${place}.description`, 'text is wanted');
  const attributeNames = new Set<unknown>();
  for (const [index, attribute] of check.list(attributes, `${place}.attributes`).entries())
    checkAttribute(check, attribute, `${place}.attributes[${index}]`, attributeNames);
}

/** Reads a plan out of parsed JSON. Names follow the rules for events: 50 letters, digits and underscores. */
export function readPlan(value: unknown): PlanReading {
  const check = new PlanCheck();
  const { events } = check.fields(value, 'plan', ['events']);
  const names = new Set<unknown>();
  for (const [index, event] of check.list(events, 'events').entries())
    checkEvent(check, event, `events[${index}]`, names);
  const { problems } = check;
  return problems.length === 0
    ? { kind: 'plan', plan: value as TrackingPlan }
    : { kind: 'refused', problems };
}
