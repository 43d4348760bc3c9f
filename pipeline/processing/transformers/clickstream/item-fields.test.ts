import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { stageEvent } from '../../test-support/staged-rows.ts';

describe('items', () => {
  it('gives one row per item with an id, the first of equal ids, nulls skipped', async () => {
    const items = [
      null,
      { name: 'no id' },
      { id: '' },
      { id: 7, item_name: 'pot', brand: 'b', currency: 'EUR', price: '12.50', quantity: 2, category5: 'c5' },
      { item_id: 'x', price: 'dear', quantity: null, size: 'L', tags: ['a'] },
      { id: '7', name: 'again' },
    ];
    const rows = await stageEvent({ items });
    const place = { file: 0, line: 0, event_index: 0 };
    assert.deepEqual(rows.items, [
      {
        ...place,
        item_index: 3,
        item_id: '7',
        name: 'pot',
        brand: 'b',
        currency: 'EUR',
        price: 12.5,
        quantity: 2,
        category5: 'c5',
      },
      {
        ...place,
        item_index: 4,
        item_id: 'x',
        custom_parameters_json_str: '{"size":"L","tags":["a"]}',
        custom_parameters: { size: { value: 'L', type: 'string' }, tags: { value: '["a"]', type: 'object' } },
      },
    ]);
  });

  it('takes ids that agree in their stored length for the same item', async () => {
    const long = 'i'.repeat(255);
    const rows = await stageEvent({ items: [{ id: `${long}1` }, { id: `${long}2` }] });
    assert.deepEqual(
      rows.items.map(({ item_id }) => item_id),
      [long],
    );
  });
});
