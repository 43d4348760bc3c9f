import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkEvent } from './event-check.ts';
import { parseJson } from './parse-json.ts';

function check(fields: string): unknown {
  const checked = checkEvent(parseJson(`{"event_id":"e","app_id":"a","timestamp":1${fields}}`));
  return 'reason' in checked ? `${checked.reason} ${checked.detail ?? ''}`.trim() : 'passes';
}

describe('checkEvent', () => {
  const elements: readonly [json: string, outcome: string][] = [
    ['null', 'event_not_object'],
    ['[]', 'event_not_object'],
    ['"x"', 'event_not_object'],
    ['1.0', 'event_not_object'],
    ['{}', 'event_field_missing event_id'],
    ['{"event_id":null,"app_id":"a","timestamp":1}', 'event_field_missing event_id'],
    ['{"event_id":"e","timestamp":1}', 'event_field_missing app_id'],
    ['{"event_id":"e","app_id":"a"}', 'event_field_missing timestamp'],
    ['{"event_id":"","app_id":"a","timestamp":1}', 'passes'],
    ['{"event_id":"e","app_id":"a","timestamp":"1"}', 'event_field_type timestamp'],
    ['{"event_id":"e","app_id":"a","timestamp":1.0}', 'event_field_type timestamp'],
    ['{"event_id":"e","app_id":"a","timestamp":1e3}', 'event_field_type timestamp'],
    ['{"event_id":"e","app_id":"a","timestamp":9223372036854775807}', 'passes'],
    ['{"event_id":"e","app_id":"a","timestamp":9223372036854775808}', 'event_field_type timestamp'],
  ];
  for (const [json, outcome] of elements) {
    it(`answers ${outcome} for ${json}`, () => {
      const checked = checkEvent((parseJson(`[${json}]`) as unknown[])[0]);
      assert.equal(
        'reason' in checked ? `${checked.reason} ${checked.detail ?? ''}`.trim() : 'passes',
        outcome,
      );
    });
  }

  for (const field of [
    'screen_height',
    'screen_width',
    'zone_offset',
    'event_previous_timestamp',
    'viewport_width',
    'viewport_height',
  ]) {
    it(`takes JSON integers and null for ${field}, nothing else`, () => {
      for (const value of ['5', '-5', 'null', '9007199254740993']) {
        assert.equal(check(`,"${field}":${value}`), 'passes', value);
      }
      for (const value of ['"5"', '5.5', '5.0', 'true', '{}', '99999999999999999999']) {
        assert.equal(check(`,"${field}":${value}`), `event_field_type ${field}`, value);
      }
    });
  }

  it('takes any JSON number and null for event_value_in_usd, but no text', () => {
    for (const value of ['5', '5.5', '1e3', 'null'])
      assert.equal(check(`,"event_value_in_usd":${value}`), 'passes');
    assert.equal(check(',"event_value_in_usd":"5"'), 'event_field_type event_value_in_usd');
  });
});
