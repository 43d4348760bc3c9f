import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AttributeValue, Item } from './index.ts';
import { checkAttributes, checkEventName, checkItems, checkUserAttributes } from './validation.ts';

const a = (count: number): string => 'a'.repeat(count);
const many = (count: number): Record<string, number> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, index]));

const eventNames: readonly (readonly [string, number | undefined])[] = [
  ['add_to_cart', undefined],
  ['_reserved', undefined],
  [a(50), undefined],
  [a(51), 1002],
  ['', 1001],
  ['1st', 1001],
  ['two words', 1001],
  ['naïve', 1001],
  // Twenty-six pairs of units are 26 characters: wrong in form, not in length.
  ['😀'.repeat(26), 1001],
  ['😀'.repeat(51), 1002],
];

const attributes: readonly (readonly [string, unknown, number | undefined])[] = [
  ['plan', 'gold', undefined],
  ['n', 0, undefined],
  ['isNew', false, undefined],
  ['empty', '', undefined],
  [a(50), 1, undefined],
  [a(51), 1, 2001],
  ['1st', 1, 2002],
  ['text', a(1_024), undefined],
  ['text', a(1_025), 2003],
  ['text', '😀'.repeat(1_024), undefined],
  ['text', '😀'.repeat(1_025), 2003],
  ['n', Number.NaN, 2005],
  ['n', Number.NEGATIVE_INFINITY, 2005],
  ['o', { deep: 1 }, 2006],
  ['l', [1], 2006],
  ['f', () => 1, 2006],
  ['big', 10n, 2006],
];

const items: readonly (readonly [Item, number | undefined, boolean])[] = [
  [{ id: 'p', price: 1.5, category5: 'x' }, undefined, true],
  [{ name: 'no id' }, undefined, false],
  [{ id: 'p', name: a(256) }, undefined, true],
  [{ id: 'p', name: a(257) }, 4002, false],
  [{ id: 'p', ...many(10) }, undefined, true],
  [{ id: 'p', ...many(11) }, 4003, false],
  [{ id: 'p', [a(51)]: 1 }, 4004, false],
  [{ id: 'p', '1st': 1 }, 4005, false],
];

const codes = ({ violations }: { readonly violations: readonly { readonly code: number }[] }) =>
  violations.map(({ code }) => code);

describe('validation', () => {
  for (const [name, code] of eventNames)
    it(`${code === undefined ? 'takes' : `refuses (${code})`} the event name ${name.slice(0, 20)}`, () =>
      assert.equal(checkEventName(name)?.code, code));

  for (const [name, value, code] of attributes)
    it(`${code === undefined ? 'takes' : `refuses (${code})`} ${name.slice(0, 9)} = ${typeof value} ${String(value).slice(0, 9)}`, () => {
      const checked = checkAttributes({ [name]: value as AttributeValue }, 500);
      assert.deepEqual(codes(checked), code === undefined ? [] : [code]);
      assert.deepEqual(Object.keys(checked.kept), code === undefined ? [name] : []);
    });

  for (const [item, code, isKept] of items)
    it(`${isKept ? 'keeps' : 'drops'} an item ${JSON.stringify(item).slice(0, 40)}`, () => {
      const checked = checkItems([item]);
      assert.deepEqual(codes(checked), code === undefined ? [] : [code]);
      assert.equal(checked.kept.length, isKept ? 1 : 0);
    });

  it('skips values that are not there', () =>
    assert.deepEqual(checkAttributes({ a: null, b: undefined, '1st': null, c: 1 }, 1), {
      kept: { a: undefined, b: undefined, '1st': undefined, c: 1 },
      violations: [],
    }));

  it('keeps as many attributes as there is room for', () => {
    const checked = checkAttributes(many(12), 10);
    assert.equal(Object.keys(checked.kept).length, 10);
    assert.deepEqual(codes(checked), [2004, 2004]);
  });

  it('keeps 100 items', () => {
    const checked = checkItems(Array.from({ length: 101 }, (_, index) => ({ id: `p${index}` })));
    assert.equal(checked.kept.length, 100);
    assert.deepEqual(codes(checked), [4001]);
  });

  it('counts only new user attributes against their limit, and lets null remove', () => {
    // The first touch takes no room.
    const known = ['_user_first_touch_timestamp', ...Object.keys(many(99))];
    const checked = checkUserAttributes({ k0: 1, a: null, b: 'x', c: 'y' }, known);
    assert.deepEqual(checked.kept, { k0: 1, a: undefined, b: 'x' });
    assert.deepEqual(codes(checked), [3001]);
    assert.deepEqual(
      codes(checkUserAttributes({ text: a(257), [a(51)]: 1, '1st': 1 }, [])),
      [3004, 3002, 3003],
    );
  });
});
