import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type TrinoParameter, trinoLiteral } from './trino-literal.ts';

const cases: readonly (readonly [TrinoParameter, string])[] = [
  ['plain', `'plain'`],
  [`it's`, `'it''s'`],
  [`\\' OR 1=1 --`, `'\\'' OR 1=1 --'`],
  ['ü😀%_', `'ü😀%_'`],
  ['a\u0000b', `U&'a\\0000b'`],
  [`\\'\n`, `U&'\\\\''\\000a'`],
  ['\ud800', `'\ufffd'`],
  [5n, `BIGINT '5'`],
  [-(2n ** 63n), `BIGINT '-9223372036854775808'`],
  [2n ** 63n, `DECIMAL '9223372036854775808'`],
  [5, `DOUBLE '5'`],
  [-0, `DOUBLE '-0'`],
  [1e300, `DOUBLE '1e+300'`],
  [Number.NaN, 'nan()'],
  [true, 'true'],
  [null, 'NULL'],
  [[], 'CAST(ARRAY[] AS array(varchar))'],
  [['a', `'`], `ARRAY['a', '''']`],
];

describe('a parameter as a constant of Trino', () => {
  for (const [value, literal] of cases) {
    it(`prints ${literal}`, () => assert.equal(trinoLiteral(value), literal));
  }
});
