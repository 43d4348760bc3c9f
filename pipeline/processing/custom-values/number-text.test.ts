import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  doubleOfText,
  doubleText,
  int64OfJson,
  int64OfText,
  numberText,
  typedNumberJson,
} from './number-text.ts';
import { NumberToken } from './number-token.ts';

function token(source: string): NumberToken {
  return new NumberToken(source, Number(source));
}

describe('number text', () => {
  const cases: readonly [given: number | NumberToken, text: string, json: string][] = [
    [1, '1', '1'],
    [-42, '-42', '-42'],
    [1.5, '1.5', '1.5'],
    [token('100.0'), '100.0', '100.0'],
    [token('-0.0'), '-0.0', '-0.0'],
    [token('1e5'), '100000.0', '100000.0'],
    [token('1e7'), '1.0E7', '1.0E7'],
    [9999999.5, '9999999.5', '9999999.5'],
    [12345678.25, '1.234567825E7', '1.234567825E7'],
    [0.001, '0.001', '0.001'],
    [0.00025, '2.5E-4', '2.5E-4'],
    [token('9007199254740993'), '9007199254740993', '9007199254740993'],
    [token('9223372036854775807'), '9223372036854775807', '9223372036854775807'],
    [token('9223372036854775808'), '9223372036854775808', '9.223372036854776E18'],
    [token('123456789012345678901234567890'), '123456789012345678901234567890', '1.2345678901234568E29'],
    [token('1e400'), '1e400', '1e400'],
  ];
  for (const [given, text, json] of cases) {
    it(`writes ${given instanceof NumberToken ? given.source : given} as ${text}, in JSON as ${json}`, () => {
      assert.equal(numberText(given), text);
      assert.equal(typedNumberJson(given), json);
    });
  }

  it('keeps the value of every double', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        assert.equal(Number(doubleText(value)), value);
        assert.match(doubleText(value), /^-?\d+\.\d+(?:E-?\d+)?$/);
      }),
    );
  });
});

describe('integers of 64 bits', () => {
  const texts: readonly [string, number | undefined][] = [
    ['0', 0],
    ['-7', -7],
    ['007', undefined],
    ['+7', undefined],
    ['', undefined],
    [' 7', undefined],
    ['12.5', undefined],
    ['80a', undefined],
    ['1e3', undefined],
    ['9223372036854775807', 2 ** 63 - 1024],
    ['-9223372036854775808', -(2 ** 63 - 1024)],
    ['9223372036854775808', undefined],
    ['-9223372036854775809', undefined],
  ];
  for (const [text, value] of texts) {
    it(`reads the text "${text}" as ${value}`, () => assert.equal(int64OfText(text), value));
  }

  const values: readonly [unknown, number | undefined][] = [
    [5, 5],
    [1.5, undefined],
    ['5', undefined],
    [null, undefined],
    [token('1.0'), undefined],
    [token('1e3'), undefined],
    [token('9007199254740993'), 9007199254740992],
    [token('99999999999999999999'), undefined],
    [Number.POSITIVE_INFINITY, undefined],
  ];
  for (const [value, integer] of values) {
    it(`reads the JSON value ${JSON.stringify(value)} as ${integer}`, () => {
      assert.equal(int64OfJson(value), integer);
    });
  }
});

describe('number texts', () => {
  const texts: readonly [string, number | undefined][] = [
    ['1.50', 1.5],
    ['-2e3', -2000],
    ['.5', undefined],
    ['5.', undefined],
    ['0x10', undefined],
    ['Infinity', undefined],
    ['1e400', undefined],
    ['', undefined],
  ];
  for (const [text, value] of texts) {
    it(`reads "${text}" as ${value}`, () => assert.equal(doubleOfText(text), value));
  }
});
