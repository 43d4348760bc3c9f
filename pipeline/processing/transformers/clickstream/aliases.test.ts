import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { columnsLike, recordLine, stageLines } from '../../test-support/staged-rows.ts';

const required = '"event_id":"e","app_id":"shop_web","timestamp":1772359200000';

describe('a field under several names', () => {
  const cases: readonly [members: string, column: string, value: unknown][] = [
    ['"event_name":"n"', 'event_name', 'n'],
    ['"event_type":"a","event_name":"b"', 'event_name', 'b'],
    ['"event_name":"b","event_type":"a"', 'event_name', 'a'],
    ['"event_type":"a","event_name":"b","event_type":"c"', 'event_name', 'c'],
    ['"event_type":"a","unique_id":"u","user_pseudo_id":"p"', 'user_pseudo_id', 'p'],
    ['"event_type":"a","user_pseudo_id":"p","unique_id":null', 'user_pseudo_id', null],
    ['"event_type":"a","advertising_id":"x","device_unique_id":"y"', 'device_advertising_id', 'y'],
    ['"event_type":"a","event_value":1,"event_value_in_usd":2', 'event_value', 2],
    [
      '"event_type":"a","event_value":1,"currency":"EUR","event_value_currency":"JPY"',
      'event_value_currency',
      'JPY',
    ],
    ['"event_type":"a","attributes":{"_session_start_time_msec":5}', 'session_start_time_msec', 5],
    [
      '"event_type":"a","attributes":{"_session_start_timestamp":1,"_session_start_time_msec":2,"_session_start_timestamp":3}',
      'session_start_time_msec',
      3,
    ],
    [
      '"event_type":"a","attributes":{"_install_channel":"i","_app_install_channel":"c","_app_install_source":"s"}',
      'app_install_source',
      's',
    ],
  ];
  for (const [members, column, value] of cases) {
    it(`reads ${column} as ${value} from {${members}}`, async () => {
      const rows = await stageLines([recordLine(`[{${required},${members}}]`)]);
      assert.deepEqual(columnsLike(rows.events[0], { [column]: value }), { [column]: value });
    });
  }

  it('settles doubled names of items as well', async () => {
    const items = '[null,{"id":"a","item_id":"b","id":"c","item_name":"x","name":"y"}]';
    const rows = await stageLines([recordLine(`[{${required},"event_type":"buy","items":${items}}]`)]);
    assert.deepEqual([rows.items[0]?.item_id, rows.items[0]?.name], ['c', 'y']);
  });
});
