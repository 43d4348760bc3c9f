import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { cutText } from './cut-text.ts';

/** Adds code points until the next one would not fit. */
function cutNaively(text: string, maxBytes: number): string {
  let cut = '';
  for (const point of text) {
    if (Buffer.byteLength(cut + point) > maxBytes) return cut;
    cut += point;
  }
  return cut;
}

describe('cutText', () => {
  const cases: readonly [text: string, maxBytes: number, cut: string][] = [
    ['', 0, ''],
    ['abc', 3, 'abc'],
    ['abcd', 3, 'abc'],
    ['äöü', 5, 'äö'],
    ['€€', 5, '€'],
    ['a😀b', 4, 'a'],
    ['a😀b', 5, 'a😀'],
    [`${'a'.repeat(253)}éé`, 255, `${'a'.repeat(253)}é`],
  ];
  for (const [text, maxBytes, cut] of cases) {
    it(`cuts "${text}" to "${cut}" at ${maxBytes} bytes`, () => assert.equal(cutText(text, maxBytes), cut));
  }

  it('gives the longest prefix of whole code points that fits', () => {
    const text = fc.string({ unit: 'binary', maxLength: 40 });
    fc.assert(
      fc.property(text, fc.nat(60), (given, maxBytes) => {
        assert.equal(cutText(given, maxBytes), cutNaively(given, maxBytes));
      }),
    );
  });

  it('does so for long Latin-1 text', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'é'), minLength: 200, maxLength: 300 });
    fc.assert(fc.property(text, (given) => assert.equal(cutText(given, 255), cutNaively(given, 255))));
  });
});
