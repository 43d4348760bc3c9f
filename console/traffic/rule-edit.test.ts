import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CodedError } from '@millstream/core';
import { editRules, type RuleEdit } from './rule-edit.ts';

const sites = ['a', 'b', 'c'].map((url) => ({ url, source: url.toUpperCase() }));
const rules = { categories: sites, channels: [{ id: 1 }, { id: '1_copy' }] };

describe('editRules', () => {
  const cases: readonly (readonly [edit: RuleEdit, expected: string])[] = [
    [{ action: 'add', list: 'categories', entry: { url: 'n' } }, 'n a b c'],
    [{ action: 'update', list: 'categories', index: 1, entry: { url: 'B' } }, 'a B c'],
    [{ action: 'copy', list: 'categories', index: 1 }, 'a b_copy b c'],
    [{ action: 'delete', list: 'categories', index: 0 }, 'b c'],
    [{ action: 'move', list: 'categories', index: 0, to: 2 }, 'b c a'],
    [{ action: 'move', list: 'categories', index: 2, to: 0 }, 'c a b'],
    [{ action: 'move', list: 'categories', index: 0, to: 99 }, 'b c a'],
  ];
  for (const [edit, expected] of cases) {
    it(`${JSON.stringify(edit)} gives ${expected}`, () => {
      const edited = editRules(rules, edit);
      const urls = edited.categories.map((site) =>
        site instanceof Object ? Reflect.get(site, 'url') : site,
      );
      assert.equal(urls.join(' '), expected);
      assert.equal(edited.channels, rules.channels);
    });
  }

  it('gives a copy a name of its own', () => {
    const { channels } = editRules(rules, { action: 'copy', list: 'channels', index: 0 });
    assert.deepEqual(channels, [{ id: '1_copy_copy' }, { id: 1 }, { id: '1_copy' }]);
  });

  it('refuses a place outside the list', () => {
    assert.throws(
      () => editRules(rules, { action: 'delete', list: 'channels', index: 2 }),
      (error) => error instanceof CodedError && error.code === 'NOT_FOUND',
    );
  });
});
