import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createUrlReader } from './url-reader.ts';

describe('createUrlReader', () => {
  it('gives the same parts on every reading of one text, also after it was forgotten', () => {
    const readUrl = createUrlReader(1);
    const first = readUrl('https://a.b/p?x=1&x=2');
    for (let n = 0; n < 5; n++) readUrl(`https://other.example/${n}`);
    assert.deepEqual(readUrl('https://a.b/p?x=1&x=2'), first);
    assert.deepEqual(first, {
      host: 'a.b',
      path: '/p',
      query: 'x=1&x=2',
      parameters: [
        ['x', '1'],
        ['x', '2'],
      ],
      joinedParameters: { x: '1,2' },
    });
  });

  it('gives nulls for an absent URL', () => {
    assert.deepEqual(createUrlReader()(undefined), {
      host: null,
      path: null,
      query: null,
      parameters: [],
      joinedParameters: null,
    });
  });
});
