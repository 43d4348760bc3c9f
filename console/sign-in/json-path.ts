import { CodedError } from '@millstream/core';

/** One step of a path: a name, or `null` for each element. */
type Step = string | number | null;

const stepPattern = /\.([A-Za-z_][\w-]*)|\['([^']*)'\]|\["([^"]*)"\]|\[(\d+)\]|(?:\.|\[)\*\]?/y;

/**
 * Reads the small part of JSONPath that claims need: `$.a.b`, `['a:b']`, `["a"]`, `[0]`, `[*]`, `.*`.
 * @throws CodedError USAGE when the path is written otherwise
 */
export function parseJsonPath(path: string): readonly Step[] {
  const wrong = () =>
    new CodedError('USAGE', { problem: `roleJsonPath: not a path such as $.payload.groups: ${path}` });
  if (!path.startsWith('$')) throw wrong();
  const steps: Step[] = [];
  stepPattern.lastIndex = 1;
  while (stepPattern.lastIndex < path.length) {
    const match = stepPattern.exec(path);
    if (match === null) throw wrong();
    const [, name, quoted, doubleQuoted, index] = match;
    steps.push(index === undefined ? (name ?? quoted ?? doubleQuoted ?? null) : Number(index));
  }
  return steps;
}

/** Texts at a path: those of a list, or one text alone. * */
export function textsAtPath(value: unknown, path: string): readonly string[] {
  let found: unknown[] = [value];
  for (const step of parseJsonPath(path)) found = found.flatMap((one) => childrenAt(one, step));
  return found.flat().flatMap((one) => (typeof one === 'string' ? [one] : []));
}

function childrenAt(value: unknown, step: Step): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  if (step === null) return Object.values(value);
  return Object.hasOwn(value, step) ? [(value as Record<string | number, unknown>)[step]] : [];
}
