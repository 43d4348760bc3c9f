import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { mostTableRows } from '../run/analyze.ts';

/**
 * Asserts that a result's table holds the expected rows, as many of them as a table may have. Tells the first row that
 * differs: to print the whole difference of thousands of rows takes more memory than a machine has.
 */
export function assertTableRows(actual: readonly unknown[], whole: readonly unknown[]): void {
  const expected = whole.slice(0, mostTableRows);
  const length = Math.max(actual.length, expected.length);
  for (let at = 0; at < length; at += 1)
    if (!isDeepStrictEqual(actual[at], expected[at])) {
      const rowOf = (rows: readonly unknown[]) => ({ at, rows: rows.length, row: rows[at] });
      assert.deepEqual(rowOf(actual), rowOf(expected));
    }
}
