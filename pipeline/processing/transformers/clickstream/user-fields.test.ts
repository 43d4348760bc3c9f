import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { recordLine, stageLines } from '../../test-support/staged-rows.ts';

async function properties(user: string) {
  const event = `{"event_id":"e","app_id":"shop_web","timestamp":1772359200000,"event_type":"_profile_set","user":${user}}`;
  const rows = await stageLines([recordLine(`[${event}]`)]);
  assert.deepEqual(rows.rejects, []);
  return rows.events[0];
}

type Property = readonly [value: string, type: string, setMs: number | null];

describe('user properties', () => {
  const cases: readonly [user: string, expected: Record<string, Property> | null, json: string | null][] = [
    [
      '{"plan":{"value":"pro","set_timestamp":2},"x":"bare","y":{"value":null}}',
      { plan: ['pro', 'string', 2], x: ['bare', 'string', null], y: ['{"value":null}', 'object', null] },
      '{"plan":{"set_time_msec":2,"value":"pro"},"x":{"set_time_msec":null,"value":"bare"},"y":{"set_time_msec":null,"value":{"value":null}}}',
    ],
    [
      '{"_user_id":{"value":7,"set_timestamp":"5"},"_user_age":{"value":"80","set_timestamp":1.9},"_user_name":{"value":"Ann"}}',
      { _user_id: ['7', 'string', 5], _user_age: ['80', 'number', 1], _user_name: ['Ann', 'string', null] },
      '{"_user_age":{"set_time_msec":1,"value":80},"_user_id":{"set_time_msec":5,"value":"7"},"_user_name":{"set_time_msec":null,"value":"Ann"}}',
    ],
    ['{"_user_age":{"value":"80a"},"_user_id":{"value":null},"_user_name":null}', null, null],
    [
      '{"_user_id":{"value":"a","set_timestamp":"","extra":{}}}',
      { _user_id: ['a', 'string', null] },
      '{"_user_id":{"set_time_msec":null,"value":"a"}}',
    ],
    [
      '{"_user_ltv_revenue":{"value":100.0,"set_timestamp":"1"},"__proto__":{"value":[1]}}',
      { _user_ltv_revenue: ['100.0', 'number', null], ['__proto__']: ['[1]', 'object', null] },
      '{"__proto__":{"set_time_msec":null,"value":[1]},"_user_ltv_revenue":{"set_time_msec":null,"value":100.0}}',
    ],
    ['{}', null, null],
    ['null', null, null],
  ];
  for (const [user, expected, json] of cases) {
    it(`reads ${user}`, async () => {
      const row = await properties(user);
      const read = row?.user_properties;
      const readable =
        read &&
        Object.fromEntries(
          Object.entries(read).map(([name, p]) => [name, [p.value, p.type, p.set_time_msec]]),
        );
      assert.deepEqual(readable ?? null, expected);
      assert.equal(row?.user_properties_json_str ?? null, json);
    });
  }
});
