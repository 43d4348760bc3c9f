import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pairsOf, withNames } from './dictionary.ts';
import type { EntityEdit } from './metadata-api.ts';

const empty: EntityEdit = { displayNames: {}, descriptions: {}, tags: [], isHidden: false, dictionary: [] };

describe('a dictionary of values', () => {
  it('names values in one language and leaves the other alone', () => {
    const named = withNames(empty, 'en-US', [['DE', 'Germany']]);
    const both = withNames(named, 'zh-CN', [['DE', '德国']]);
    assert.deepEqual(both.dictionary, [
      { value: 'DE', displayValues: { 'en-US': 'Germany', 'zh-CN': '德国' } },
    ]);
    assert.deepEqual(withNames(both, 'en-US', [['DE', '']]).dictionary, [
      { value: 'DE', displayValues: { 'zh-CN': '德国' } },
    ]);
  });

  it('forgets an entry that says nothing more', () => {
    const named = withNames(empty, 'en-US', [['DE', 'Germany']]);
    assert.deepEqual(withNames(named, 'en-US', [['DE', 'DE']]).dictionary, []);
  });

  it('reads two pasted columns, with tabs or commas', () => {
    assert.deepEqual(pairsOf('DE\tGermany\r\nFR\tFrance, the\n\n'), {
      pairs: [
        ['DE', 'Germany'],
        ['FR', 'France, the'],
      ],
      wrongLines: 0,
    });
    assert.deepEqual(pairsOf('DE,"Ger""many"\nalone\n,x\n'), { pairs: [['DE', 'Ger"many']], wrongLines: 2 });
  });
});
