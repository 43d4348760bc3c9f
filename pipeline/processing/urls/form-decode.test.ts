import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { formDecode } from './form-decode.ts';
import { percentDecode } from './percent-decode.ts';

const cases: readonly (readonly [text: string, decoded: string])[] = [
  ['', ''],
  ['plain', 'plain'],
  ['a+b', 'a b'],
  ['a%20b', 'a b'],
  ['a%2Bb', 'a+b'],
  ['caf%C3%A9', 'café'],
  ['%F0%9F%98%80', '😀'],
  ['100% off', '100% off'],
  ['100%+off', '100%+off'],
  ['a+b%2', 'a+b%2'],
  ['%zz+%20', '%zz+%20'],
  ['%FF+x', '\uFFFD x'],
  ['caf%E9+au+lait', 'caf\uFFFD au lait'],
  ['%2525', '%25'],
  ['%EF%BB%BFx', '\uFEFFx'],
];

describe('formDecode', () => {
  for (const [text, decoded] of cases) {
    it(`turns ${JSON.stringify(text)} into ${JSON.stringify(decoded)}`, () => {
      assert.equal(formDecode(text), decoded);
    });
  }

  it('reads back whatever a form encoder wrote', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const encoded = new URLSearchParams([['', text]]).toString().slice(1);
        assert.equal(formDecode(encoded), text);
      }),
    );
  });
});

describe('percentDecode', () => {
  it('keeps plus signs and broken escapes', () => {
    assert.equal(percentDecode('a+b%20c%'), 'a+b c%');
    assert.equal(percentDecode('%zz%41%FF'), '%zzA\uFFFD');
  });
});
