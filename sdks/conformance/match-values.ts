import type { Json, JsonObject } from './driver.ts';

/** Names bound so far: `$session` to the first value seen in its place. */
export type Bindings = Map<string, Json>;

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const show = (value: Json | undefined): string => {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
};

function bind(name: string, actual: Json | undefined, bindings: Bindings): string | null {
  if (actual === undefined) return 'is missing';
  const bound = bindings.get(name);
  if (bound !== undefined) {
    return bound === actual ? null : `is ${show(actual)}, but ${name} is ${show(bound)}`;
  }
  for (const [other, value] of bindings) {
    if (value === actual) return `is ${show(actual)}, the same as ${other}, but ${name} must differ`;
  }
  bindings.set(name, actual);
  return null;
}

/** Rules by their name: what is wrong with a value, or null. */
const rules: Readonly<
  Record<string, (actual: Json | undefined, rule: Json, zeroMs: number) => string | null>
> = {
  $any: (actual) => (actual === undefined ? 'is missing' : null),
  $absent: (actual) => (actual === undefined ? null : `is ${show(actual)}, should be absent`),
  $not: (actual, rule) => (actual === rule ? `is ${show(actual)}, should be anything else` : null),
  $atLeast: (actual, rule) =>
    typeof actual === 'number' && actual >= Number(rule)
      ? null
      : `is ${show(actual)}, should be at least ${rule}`,
  $atMost: (actual, rule) =>
    typeof actual === 'number' && actual <= Number(rule)
      ? null
      : `is ${show(actual)}, should be at most ${rule}`,
  $matches: (actual, rule) =>
    typeof actual === 'string' && new RegExp(String(rule), 'u').test(actual)
      ? null
      : `is ${show(actual)}, should match ${rule}`,
  $oneOf: (actual, rule) =>
    Array.isArray(rule) && rule.some((one) => one === actual)
      ? null
      : `is ${show(actual)}, should be one of ${show(rule)}`,
  $size: (actual, rule) => {
    const size = Array.isArray(actual) ? actual.length : isObject(actual) ? Object.keys(actual).length : -1;
    return size === rule ? null : `has ${size} entries, should have ${rule}`;
  },
  /** Attributes, those not counted that tell of an error. */
  $kept: (actual, rule) => {
    const names = isObject(actual) ? Object.keys(actual).filter((name) => !name.startsWith('_error_')) : [];
    return names.length === rule
      ? null
      : `has ${names.length} attributes besides errors, should have ${rule}`;
  },
  /** Seconds of the wall clock since the scenario began. */
  $at: (actual, rule, zeroMs) => {
    const ms = zeroMs + Math.round(Number(rule) * 1000);
    return actual === ms
      ? null
      : `is ${typeof actual === 'number' ? `${(actual - zeroMs) / 1000} s` : show(actual)} after the start, should be ${rule} s`;
  },
};

/**
 * Compares a value with what a scenario expects. Objects compare only the named keys, arrays all entries.
 * @param zeroMs what the wall clock showed when the scenario began
 * @returns what is wrong, each with its path; nothing when it fits
 */
export function matchValue(
  expected: Json,
  actual: Json | undefined,
  context: { readonly bindings: Bindings; readonly zeroMs: number; readonly path?: string },
): readonly string[] {
  const { bindings, zeroMs, path = '' } = context;
  const at = (problem: string | null) => (problem === null ? [] : [`${path} ${problem}`.trim()]);
  if (typeof expected === 'string' && expected.startsWith('$')) return at(bind(expected, actual, bindings));
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual)) return at(`is ${show(actual)}, should be a list`);
    if (actual.length !== expected.length) {
      return at(`has ${actual.length} entries, should have ${expected.length}`);
    }
    return expected.flatMap((entry, index) =>
      matchValue(entry, actual[index], { ...context, path: `${path}[${index}]` }),
    );
  }
  if (!isObject(expected))
    return at(expected === actual ? null : `is ${show(actual)}, should be ${show(expected)}`);
  const keys = Object.keys(expected);
  const ruleKeys = keys.filter((key) => key.startsWith('$'));
  const problems = ruleKeys.flatMap((key) => {
    const rule = rules[key];
    const wanted = expected[key];
    if (!rule || wanted === undefined) throw new Error(`No rule is named ${key}`);
    return at(rule(actual, wanted, zeroMs));
  });
  const plain = keys.filter((key) => !key.startsWith('$'));
  if (plain.length === 0 && ruleKeys.length > 0) return problems;
  if (!isObject(actual)) return [...problems, ...at(`is ${show(actual)}, should be an object`)];
  return [
    ...problems,
    ...plain.flatMap((key) => {
      const wanted = expected[key];
      return wanted === undefined
        ? []
        : matchValue(wanted, actual[key], { ...context, path: path === '' ? key : `${path}.${key}` });
    }),
  ];
}
