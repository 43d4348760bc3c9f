import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { placeOptions } from './place-options.ts';

const names = { recent: 'Last used', others: 'All others' };
const places = (...ids: readonly string[]) => ids.map((value) => ({ value }));
const seven = places('a', 'b', 'c', 'd', 'e', 'f', 'g');

describe('the lists of the header', () => {
  it('put the last five in a group of their own and leave the others in order', () =>
    assert.deepEqual(placeOptions(seven, ['g', 'c', 'gone', 'a', 'f', 'd', 'b'], names), [
      { label: 'Last used', options: places('g', 'c', 'a', 'f', 'd') },
      { label: 'All others', options: places('b', 'e') },
    ]));

  it('of up to five places have no groups', () =>
    assert.deepEqual(placeOptions(places('a', 'b', 'c'), ['c'], names), places('c', 'a', 'b')));

  it('stay as they are for those who used nothing yet', () =>
    assert.deepEqual(placeOptions(seven, ['gone'], names), seven));
});
