import assert from 'node:assert/strict';

/** Relative difference of numbers that the order of additions explains. */
const tolerance = 1e-9;

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The first place where two plain values differ, as a path; null when they agree. */
function differenceOf(actual: unknown, expected: unknown, path: string): string | null {
  if (typeof actual === 'number' && typeof expected === 'number') {
    const size = Math.max(1, Math.abs(actual), Math.abs(expected));
    return Math.abs(actual - expected) <= tolerance * size ? null : path;
  }
  if (Array.isArray(actual) && Array.isArray(expected)) {
    if (actual.length !== expected.length) return `${path}.length`;
    return firstOf(expected.keys(), (at) => differenceOf(actual[at], expected[at], `${path}[${at}]`));
  }
  if (isRecord(actual) && isRecord(expected)) {
    const names = new Set([...Object.keys(actual), ...Object.keys(expected)]);
    return firstOf(names, (name) => differenceOf(actual[name], expected[name], `${path}.${name}`));
  }
  return Object.is(actual, expected) ? null : path;
}

function firstOf<T>(values: Iterable<T>, find: (value: T) => string | null): string | null {
  for (const value of values) {
    const found = find(value);
    if (found !== null) return found;
  }
  return null;
}

/** Requires that two plain values are equal, numbers up to 1e-9 of their size. */
export function assertAgree(actual: unknown, expected: unknown, message = 'the answers'): void {
  const place = differenceOf(actual, expected, '');
  if (place !== null) assert.deepEqual(actual, expected, `${message} differ at ${place || 'the top'}`);
}
