import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { NumberToken } from '../custom-values/number-token.ts';
import { parseJson, withoutLoneSurrogates } from './parse-json.ts';

describe('parseJson', () => {
  const tokens = [
    '1.0',
    '100.00',
    '-0.0',
    '1e5',
    '1.5E3',
    '1E-2',
    '9007199254740993',
    '0.99999999999999999999',
  ];
  for (const source of tokens) {
    it(`keeps the text of ${source} wherever it stands`, () => {
      const expected = new NumberToken(source, Number(source));
      assert.deepEqual(parseJson(`{"a":${source},"b":[ ${source}, 1]}`), { a: expected, b: [expected, 1] });
    });
  }

  const plain = [
    '0',
    '-1',
    '1.5',
    '12.50',
    '1772359200123',
    '123456789012345',
    '"1.0"',
    '"a,1.0"',
    '"x: 1e5"',
  ];
  for (const source of plain) {
    it(`reads ${source} as the plain parser does`, () => {
      assert.deepEqual(parseJson(`[${source}]`), JSON.parse(`[${source}]`));
    });
  }

  it('tells integers from other numbers and keeps the texts of both', () => {
    const number = fc.tuple(
      fc.constantFrom('', '-'),
      fc.bigInt(0n, 10n ** 20n),
      fc.option(fc.stringMatching(/^[0-9]{1,18}$/), { nil: undefined }),
      fc.option(fc.stringMatching(/^[eE][+-]?[0-9]{1,2}$/), { nil: undefined }),
    );
    fc.assert(
      fc.property(number, ([sign, integer, fraction, exponent]) => {
        const source = `${sign}${integer}${fraction === undefined ? '' : `.${fraction}`}${exponent ?? ''}`;
        const [value] = parseJson(`[${source}]`) as unknown[];
        const isInteger = value instanceof NumberToken ? value.isInteger : Number.isInteger(value);
        assert.equal(isInteger, fraction === undefined && exponent === undefined, source);
        if (isInteger && source !== '-0') {
          assert.equal(value instanceof NumberToken ? value.source : String(value), source);
        }
      }),
    );
  });

  it('reads deeply nested text even where a number asks for the slower parse', () => {
    const nested = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    assert.ok(Array.isArray(parseJson(`[1.0,${nested}]`)));
  });
});

describe('withoutLoneSurrogates', () => {
  const cases: readonly [given: string, kept: string][] = [
    ['["plain \\u00e9"]', 'plain é'],
    ['["\\ud83d\\ude00"]', '😀'],
    ['["\\uD83D\\uDE00"]', '😀'],
    ['["a\\ud83d"]', 'a\ufffd'],
    ['["\\ude00b"]', '\ufffdb'],
    ['["\\ud83d\\ud83d\\ude00"]', '\ufffd😀'],
    ['["\\\\ud83d"]', '\\ud83d'],
    ['["\\\\\\ud83d"]', '\\\ufffd'],
    ['["\ud83d"]', '\ufffd'],
  ];
  for (const [given, kept] of cases) {
    it(`reads ${JSON.stringify(given)} as "${kept}"`, () => {
      assert.deepEqual(JSON.parse(withoutLoneSurrogates(given)), [kept]);
    });
  }
});
