import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bothFilters, filterOfGroup, filterWithoutGroup } from './group-filter.ts';

const country = { category: 'event_outer', name: 'geo_country', type: 'string' } as const;
const price = { category: 'event', name: 'price', type: 'number' } as const;
const flag = { category: 'event', name: 'flag', type: 'boolean' } as const;
const segment = { category: 'segment', name: 's', type: 'string' } as const;

describe('filters of a group', () => {
  it('keep text, numbers, booleans and what has no value', () => {
    assert.deepEqual(filterOfGroup([country], ['DE']), { field: country, operator: '=', value: ['DE'] });
    assert.deepEqual(filterOfGroup([price], ['2']), { field: price, operator: '=', value: [2] });
    assert.deepEqual(filterOfGroup([flag], ['false']), { field: flag, operator: 'is_false' });
    assert.deepEqual(filterOfGroup([country], [null]), { field: country, operator: 'is_null' });
    assert.deepEqual(filterOfGroup([country], ['']), { field: country, operator: '=', value: [''] });
  });
  it('hold all parts of a composite group, and without it any part differs', () => {
    const both = [
      { field: country, operator: '=', value: ['DE'] },
      { field: flag, operator: 'is_true' },
    ];
    assert.deepEqual(filterOfGroup([country, flag], ['DE', 'true']), { op: 'and', children: both });
    assert.deepEqual(filterWithoutGroup([country, flag], ['DE', 'true']), {
      op: 'or',
      children: [
        { field: country, operator: '!=', value: ['DE'] },
        { field: flag, operator: 'is_false' },
      ],
    });
  });
  it('are none for the rest, for segments and without groups', () => {
    assert.equal(filterOfGroup([country], 'other'), null);
    assert.equal(filterOfGroup([segment], ['in']), null);
    assert.equal(filterWithoutGroup([], undefined), null);
  });
  it('join with the filter of the page', () => {
    const one = { field: flag, operator: 'is_true' } as const;
    const two = { field: country, operator: 'is_null' } as const;
    assert.deepEqual(bothFilters(null, one), one);
    assert.deepEqual(bothFilters(one, two), { op: 'and', children: [one, two] });
    assert.deepEqual(bothFilters({ op: 'and', children: [one] }, two), { op: 'and', children: [one, two] });
  });
});
