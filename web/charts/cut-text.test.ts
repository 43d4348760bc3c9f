import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cutMiddle, visibleText } from './cut-text.ts';

describe('texts of events in charts', () => {
  const cuts = [
    ['short', 10, 'short'],
    ['abcdefghij', 5, 'ab…ij'],
    ['😀😀😀😀😀', 3, '😀…😀'],
    ['abc', 2, 'a…'],
  ] as const;
  for (const [text, most, cut] of cuts)
    it(`cuts ${text} to ${most} characters`, () => assert.equal(cutMiddle(text, most), cut));

  it('shows control characters as symbols', () => assert.equal(visibleText('a\u0000b\tc\u007f'), 'a␀b␉c␡'));
});
