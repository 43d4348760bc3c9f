import type { SpecCase } from './spec-case.ts';

const typed: readonly [json: string, type: string, value: string][] = [
  ['"x"', 'string', 'x'],
  ['""', 'string', ''],
  ['1', 'number', '1'],
  ['-7', 'number', '-7'],
  ['1.50', 'number', '1.5'],
  ['100.0', 'number', '100.0'],
  ['1e2', 'number', '100.0'],
  ['10000000.0', 'number', '1.0E7'],
  ['9999999.5', 'number', '9999999.5'],
  ['12345678.9', 'number', '1.23456789E7'],
  ['0.001', 'number', '0.001'],
  ['0.0001', 'number', '1.0E-4'],
  ['9223372036854775808', 'number', '9223372036854775808'],
  ['123456789012345678901234567890', 'number', '123456789012345678901234567890'],
  ['true', 'boolean', 'true'],
  ['false', 'boolean', 'false'],
  ['{"b":[1,2.50,"x"],"a":null}', 'object', '{"b":[1,2.5,"x"],"a":null}'],
  ['[1,{"k":true}]', 'object', '[1,{"k":true}]'],
  ['null', 'object', 'null'],
];

/** `processing.md` 4.1 and 4.2: custom parameters and user properties. */
export const customValueCases: readonly SpecCase[] = [
  ...typed.map(([json, type, value]) => ({
    rule: `4.1: ${json} is {${value}, ${type}}`,
    text: `$base,"attributes":{"p":${json}}`,
    row: { custom_parameters: { p: { value, type } } },
  })),
  {
    rule: '4.1: the JSON text holds typed values, keys in code-unit order',
    text: '$base,"zz":1,"attributes":{"b":"x","a":2.50,"B":true,"big":9007199254740993,"o":{"k":[1,2]},"n":null}',
    row: {
      custom_parameters_json_str: {
        $json: { B: true, a: 2.5, b: 'x', big: 9_007_199_254_740_992, n: null, o: { k: [1, 2] }, zz: 1 },
      },
    },
  },
  {
    rule: '4.1: the attribute wins over the field of that name',
    event: { p: 'field', attributes: { p: 'attribute' } },
    row: { custom_parameters_json_str: '{"p":"attribute"}' },
  },
  {
    rule: '4.1: without custom parameters both columns are null',
    event: { attributes: { _page_title: 'x' } },
    row: { custom_parameters: null, custom_parameters_json_str: null },
  },
  {
    rule: '4.1: names that are not known',
    event: {
      country_code: 'IR',
      os_name: 'x',
      attributes: { _screen_route: 'r', _channel: 'c', _traffic_source_name: 'n', _user_ltv_revenue: 1 },
    },
    row: {
      custom_parameters_json_str: {
        $json: {
          _channel: 'c',
          _screen_route: 'r',
          _traffic_source_name: 'n',
          _user_ltv_revenue: 1,
          country_code: 'IR',
          os_name: 'x',
        },
      },
    },
  },
  {
    rule: '4.2: forms of a user property',
    event: {
      event_type: '_profile_set',
      user: {
        plan: { value: 'pro', set_timestamp: 2 },
        x: 'bare',
        y: { value: null },
        z: { value: 1.5, set_timestamp: 'soon' },
        w: { other: 1 },
        l: [1],
      },
    },
    user: {
      user_properties: {
        plan: { value: 'pro', type: 'string', set_time_msec: 2 },
        x: { value: 'bare', type: 'string', set_time_msec: null },
        y: { value: '{"value":null}', type: 'object', set_time_msec: null },
        z: { value: '1.5', type: 'number', set_time_msec: null },
        w: { value: '{"other":1}', type: 'object', set_time_msec: null },
        l: { value: '[1]', type: 'object', set_time_msec: null },
      },
      latest_event_name: '_profile_set',
    },
  },
  {
    rule: '4.2: the four named ones',
    event: {
      event_type: '_profile_set',
      user: {
        _user_id: { value: 42, set_timestamp: '7' },
        _user_name: { value: 'Ann', set_timestamp: 8, extra: 1 },
        _user_age: { value: '30', set_timestamp: null },
        _user_first_touch_timestamp: { value: 100, set_timestamp: 100.9 },
      },
    },
    row: { user_id: '42', user_first_touch_time_msec: 100 },
    user: {
      user_id: '42',
      user_properties: {
        _user_id: { value: '42', type: 'string', set_time_msec: 7 },
        _user_name: { value: 'Ann', type: 'string', set_time_msec: 8 },
        _user_age: { value: '30', type: 'number', set_time_msec: null },
        _user_first_touch_timestamp: { value: '100', type: 'number', set_time_msec: 100 },
      },
      user_properties_json_str: {
        $json: {
          _user_age: { set_time_msec: null, value: 30 },
          _user_first_touch_timestamp: { set_time_msec: 100, value: 100 },
          _user_id: { set_time_msec: 7, value: '42' },
          _user_name: { set_time_msec: 8, value: 'Ann' },
        },
      },
    },
  },
  {
    rule: '4: a null or non-numeric age is left out',
    event: {
      event_type: '_profile_set',
      user: {
        _user_age: { value: null, set_timestamp: 1 },
        _user_first_touch_timestamp: { value: 'x', set_timestamp: 1 },
        a: 1,
      },
    },
    row: { user_first_touch_time_msec: null },
    user: { user_properties: { a: { value: '1', type: 'number', set_time_msec: null } } },
  },
  ...['_user_id', '_user_name', '_user_age', '_user_first_touch_timestamp'].map((name) => ({
    rule: `protocol 4: a bare ${name} quarantines`,
    event: { user: { [name]: '1' } },
    rejected: 'event_field_shape',
  })),
  {
    rule: '4: a set time that is no number quarantines',
    event: { user: { _user_id: { value: 'a', set_timestamp: 'x' } } },
    rejected: 'event_field_shape',
  },
  {
    rule: '4.2: an empty user object gives no properties',
    event: { event_type: '_profile_set', user: {} },
    user: { user_properties: null, user_properties_json_str: null, latest_event_name: null },
  },
  {
    rule: 'protocol 11: the worked example',
    event: {
      event_type: '_page_view',
      timestamp: 1_772_359_200_123,
      unique_id: 'worked',
      device_id: 'd-1',
      platform: 'Web',
      zone_offset: -12_600_500,
      country_code: 'IR',
      user: {
        _user_id: { value: '42', set_timestamp: 1_772_359_000_001 },
        plan: { value: 'pro', set_timestamp: 1_772_359_000_002 },
      },
      attributes: {
        _page_url: 'https://shop.example.org/tea%20pots?color=red',
        _entrances: '1',
        _session_id: 's-1',
        _session_duration: '200123',
        n: 1,
        o: { k: [1, 2] },
      },
    },
    record: {
      uri: '/collect?platform=Web&appId=shop_web&event_bundle_sequence_id=7&upload_timestamp=1772359200900',
      client_timestamp: '1772359200900',
    },
    row: {
      event_bundle_sequence_id: 7,
      device_time_zone_offset_seconds: -12_600,
      page_view_entrances: true,
      screen_view_entrances: true,
      session_duration: 200_123,
      user_id: '42',
      custom_parameters: {
        country_code: { value: 'IR', type: 'string' },
        n: { value: '1', type: 'number' },
        o: { value: '{"k":[1,2]}', type: 'object' },
      },
      event_timestamp: '2026-03-01T10:00:00.123Z',
      event_time_msec: 1_772_359_200_123,
      ingest_time_msec: 1_772_359_201_000,
      page_view_page_url: 'https://shop.example.org/tea pots?color=red',
      page_view_page_url_path: '/tea pots',
      page_view_hostname: 'shop.example.org',
      page_view_page_url_query_parameters: { color: 'red' },
    },
    processInfo: {
      upload_time: '2026-03-01T10:00:00.900Z',
      ingest_time: '2026-03-01T10:00:01Z',
      event_timestamp_adjusted: undefined,
    },
    session: { session_source: 'Direct', event_timestamp: '2026-03-01T10:00:00.123Z' },
  },
];
