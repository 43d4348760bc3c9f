import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import fc from 'fast-check';
import { TrinoEngine } from '../engines/trino/trino-engine.ts';
import type { TrinoParameter } from '../engines/trino/trino-literal.ts';
import { sharedTrino } from '../test-support/trino/shared-trino.ts';

const trino = await sharedTrino();
after(() => trino[Symbol.dispose]());
const engine = new TrinoEngine(trino);

/** Values that come back as they are; the statement names each in turn. */
async function backFromServer(values: readonly TrinoParameter[]): Promise<readonly unknown[]> {
  const list = values.map((_, index) => `? AS v${index}`).join(', ');
  const [row = {}] = await engine.rows(`SELECT ${list}`, values);
  return values.map((_, index) => row[`v${index}`]);
}

const hostile = fc.constantFrom(
  `'`,
  `''`,
  `\\`,
  `\\'`,
  `"`,
  '\u0000',
  '%',
  '_',
  ';',
  '--',
  '/*',
  '?',
  `U&'\\0041'`,
  '\u2028',
  '\n',
  '\r\n',
  '\ufeff',
);
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc
    .array(fc.oneof(hostile, fc.string({ unit: 'grapheme', maxLength: 3 })), { maxLength: 8 })
    .map((parts) => parts.join('')),
);
const whole = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });

describe('parameters on the real server', () => {
  it('come back as the same texts', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 60 }), async (values) => {
        assert.deepEqual(
          await backFromServer(values),
          values.map((value) => value.toWellFormed()),
        );
      }),
      { numRuns: 15 },
    );
  });

  it('come back as the same doubles', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.double(), { minLength: 1, maxLength: 60 }), async (values) => {
        const expected = values.map((value) => (Number.isFinite(value) ? value : String(value)));
        assert.deepEqual(await backFromServer(values), expected);
      }),
      { numRuns: 15 },
    );
  });

  it('come back as the same whole numbers, also beyond what a double holds', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(whole, { minLength: 1, maxLength: 60 }), async (values) => {
        const back = await backFromServer(values);
        assert.deepEqual(
          back.map((value) => BigInt(String(value))),
          values,
        );
      }),
      { numRuns: 15 },
    );
  });

  it('come back as lists, truth values and null', async () => {
    const values = [[`a'`, '\u0000', ''], [], [1n, -2n], [0.1, -0], true, false, null];
    assert.deepEqual(await backFromServer(values), [
      [`a'`, '\u0000', ''],
      [],
      [1, -2],
      [0.1, -0],
      true,
      false,
      null,
    ]);
  });

  it('may be ten thousand', async () => {
    const values = Array.from({ length: 10_000 }, (_, index) => `it's ${index}`);
    const places = values.map(() => '?').join(', ');
    const [row] = await engine.rows(`SELECT 'it''s 9999' IN (${places}) AS found`, values);
    assert.deepEqual(row, { found: true });
    const [listed] = await engine.rows(`SELECT contains(?, 'it''s 9999') AS found`, [values]);
    assert.deepEqual(listed, { found: true });
  });
});
