import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { joinQueryParameters, queryParameters } from './query-parameters.ts';

const joined: readonly (readonly [query: string | null, map: Record<string, string> | null])[] = [
  [null, null],
  ['', null],
  ['&&', null],
  ['x=1&y=a b&x=2&z', { x: '1,2', y: 'a b', z: '' }],
  ['z&z=1&z=', { z: ',1,' }],
  ['=e', { '=e': '' }],
  ['constructor=1&toString=2', { constructor: '1', toString: '2' }],
  ['x=%2B', { x: '+' }],
  ['x=100% off', { x: '100% off' }],
];

describe('joinQueryParameters', () => {
  for (const [query, map] of joined) {
    it(`makes ${JSON.stringify(map)} of ${JSON.stringify(query)}`, () => {
      assert.deepEqual(joinQueryParameters(queryParameters(query)), map);
    });
  }

  it('keeps a parameter named __proto__ as an ordinary key', () => {
    const map = joinQueryParameters(queryParameters('__proto__=1&__proto__=2'));
    assert.equal(JSON.stringify(map), '{"__proto__":"1,2"}');
  });

  it('holds every name once and every value in order', () => {
    const word = fc.stringMatching(/^[a-z]{1,3}$/);
    fc.assert(
      fc.property(fc.array(fc.tuple(word, word), { minLength: 1 }), (pairs) => {
        const map = joinQueryParameters(queryParameters(pairs.map((pair) => pair.join('=')).join('&'))) ?? {};
        for (const [name, text] of Object.entries(map)) {
          assert.equal(
            text,
            pairs
              .filter(([n]) => n === name)
              .map(([, value]) => value)
              .join(','),
          );
        }
        assert.equal(Object.keys(map).length, new Set(pairs.map(([name]) => name)).size);
      }),
    );
  });
});
