import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FilterNode } from '@millstream/studio/spec';
import { filterFromWords, filterToWords } from './filter-url.ts';

const country = { category: 'event_outer', name: 'geo_country', type: 'string' } as const;
const price = { category: 'event', name: 'pri.ce:,', type: 'number' } as const;
const flag = { category: 'event', name: 'flag', type: 'boolean' } as const;

const filters: readonly (readonly [string, FilterNode])[] = [
  ['one condition', { field: country, operator: 'in', value: ['DE', 'FR, too', 'a:b', '', '100%'] }],
  ['a number with odd letters in its name', { field: price, operator: 'between', value: [1, 2.5] }],
  ['no value', { field: country, operator: 'is_null' }],
  ['a boolean', { field: flag, operator: 'is_true' }],
  ['a segment', { segment: ['a.b', 'c,d'], operator: 'not_in' }],
  [
    'several that all hold',
    {
      op: 'and',
      children: [
        { field: country, operator: '=', value: ['DE'] },
        { field: flag, operator: 'is_false' },
      ],
    },
  ],
  [
    'a tree',
    {
      op: 'or',
      children: [
        { field: country, operator: '=', value: ['DE'] },
        {
          op: 'and',
          children: [
            { field: flag, operator: 'is_false' },
            { segment: ['x'], operator: 'in' },
          ],
        },
      ],
    },
  ],
];

describe('filters in the address', () => {
  for (const [name, filter] of filters) {
    it(`keep ${name}`, () =>
      assert.deepEqual(filterFromWords(filterToWords(filter)), { filter, dropped: 0 }));
  }
  for (const text of [
    '',
    'geo_country:in:DE',
    'event.x.string:magic:1',
    'event.x.number:=:abc',
    'event.%.string:=:x',
    'segment:in:',
  ]) {
    it(`drop ${text || 'an empty word'} and say so`, () => {
      assert.deepEqual(filterFromWords({ f: [text], ft: null }), { filter: null, dropped: 1 });
    });
  }
  it('drop a tree that is none', () => {
    assert.deepEqual(filterFromWords({ f: [], ft: '{"op":"xor"}' }), { filter: null, dropped: 1 });
    assert.deepEqual(filterFromWords({ f: [], ft: '{' }), { filter: null, dropped: 1 });
  });
});
