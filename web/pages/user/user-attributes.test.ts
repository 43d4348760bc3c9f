import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { attributesOf } from './user-attributes.ts';

const columns = ['user_pseudo_id', 'user_properties_json_str', 'first_traffic_source', 'first_referrer'];

describe('attributes of a user', () => {
  it('lists custom ones with their time, then preset ones that have a value', () => {
    const json = JSON.stringify({
      tier: { value: '<b>gold</b>', set_time_msec: 5 },
      newsletter: { value: true, set_time_msec: 6 },
    });
    assert.deepEqual(attributesOf({ columns, rows: [['d', json, 'google', null]] }), [
      { category: 'user', name: 'tier', value: '<b>gold</b>', setAtMs: 5 },
      { category: 'user', name: 'newsletter', value: 'true', setAtMs: 6 },
      { category: 'user_outer', name: 'first_traffic_source', value: 'google', setAtMs: null },
    ]);
  });
  it('shows what is no JSON as it is', () => {
    const [broken] = attributesOf({ columns, rows: [['d', '{', null, null]] });
    assert.equal(broken?.value, '{');
  });
  it('is empty without a row', () => assert.deepEqual(attributesOf({ columns, rows: [] }), []));
});
