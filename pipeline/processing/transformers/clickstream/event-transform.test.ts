import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { eventColumns } from '@millstream/core';
import { createEventRow } from '../../rows/event-row.ts';
import { columnsLike, ingestMs, recordLine, stageEvent, stageLines } from '../../test-support/staged-rows.ts';

/** Fields of one event and the columns they give. */
type ColumnCase = readonly [title: string, fields: Record<string, unknown>, columns: Record<string, unknown>];

const workedExample = `[{"event_type":"_page_view","event_id":"e-1","timestamp":1772359200123,"app_id":"shop_web",
  "unique_id":"u-1","device_id":"d-1","platform":"Web","zone_offset":-12600500,"country_code":"IR",
  "user":{"_user_id":{"value":"42","set_timestamp":1772359000001},"plan":{"value":"pro","set_timestamp":1772359000002}},
  "attributes":{"_page_url":"https://shop.example.org/tea%20pots?color=red","_entrances":"1",
    "_session_id":"s-1","_session_duration":"200123","n":1,"o":{"k":[1,2]}}}]`;

const everyAttribute = {
  _session_id: 's',
  _session_start_timestamp: '11',
  _session_duration: 12,
  _session_number: '13',
  _screen_name: 'sn',
  _screen_id: 'si',
  _screen_unique_id: 'su',
  _previous_screen_name: 'pn',
  _previous_screen_id: 'pi',
  _previous_screen_unique_id: 'pu',
  _page_title: 'Tea+pots',
  _page_url: 'https://shop.example.org/a?x=1&x=2',
  _page_referrer: 'https://shop.example.org/100%25',
  _page_referrer_title: '100% off',
  _latest_referrer: 'https://www.example.com/x',
  _entrances: 0,
  _previous_timestamp: '21',
  _engagement_time_msec: 22,
  _is_first_time: true,
  _exception_message: 'em',
  _exception_stack: 'es',
  _previous_app_version: 'pa',
  _previous_os_version: 'po',
  _search_key: 'q',
  _search_term: 'tea',
  _link_classes: 'lc',
  _link_domain: 'ld',
  _link_id: 'li',
  _link_url: 'https://x.org/a+b',
  _outbound: 'true',
  _error_code: 1001,
  _error_message: 'bad name',
  _app_install_channel: 'store',
};

const cases: readonly ColumnCase[] = [
  [
    'takes every top-level field to its column',
    {
      unique_id: 'u',
      device_id: 'd',
      device_unique_id: 'ad',
      platform: 'android',
      os_version: 14,
      make: 'mk',
      brand: 'br',
      model: 'md',
      carrier: 'ca',
      network_type: 'WIFI',
      locale: 'de_DE',
      system_language: 'de',
      zone_offset: 3_600_999,
      screen_width: 1,
      screen_height: 2,
      viewport_width: 3,
      viewport_height: 4,
      app_version: '1.2',
      app_package_name: 'org.shop',
      app_title: 'Shop',
      sdk_version: '0.9',
      sdk_name: 'sdk',
      event_value: '12.5',
      event_value_currency: 'EUR',
      event_previous_timestamp: 5,
    },
    {
      event_id: 'e-1',
      event_name: 'buy',
      app_id: 'shop_web',
      project_id: 'shop',
      user_pseudo_id: 'u',
      device_vendor_id: 'd',
      device_advertising_id: 'ad',
      platform: 'android',
      device_operating_system: 'android',
      device_operating_system_version: '14',
      device_manufacturer: 'mk',
      device_mobile_brand_name: 'br',
      device_mobile_model_name: 'md',
      device_carrier: 'ca',
      device_network_type: 'WIFI',
      geo_locale: 'de_DE',
      device_system_language: 'de',
      device_time_zone_offset_seconds: 3600,
      device_screen_width: 1,
      device_screen_height: 2,
      device_viewport_width: 3,
      device_viewport_height: 4,
      app_version: '1.2',
      app_package_id: 'org.shop',
      app_title: 'Shop',
      sdk_version: '0.9',
      sdk_name: 'sdk',
      event_value: 12.5,
      event_value_currency: 'EUR',
      custom_parameters: null,
      custom_parameters_json_str: null,
    },
  ],
  [
    'takes every attribute to its column on any event',
    { attributes: everyAttribute },
    {
      session_id: 's',
      session_start_time_msec: 11,
      session_duration: 12,
      session_number: 13,
      screen_view_screen_name: 'sn',
      screen_view_screen_id: 'si',
      screen_view_screen_unique_id: 'su',
      screen_view_previous_screen_name: 'pn',
      screen_view_previous_screen_id: 'pi',
      screen_view_previous_screen_unique_id: 'pu',
      screen_view_entrances: false,
      page_view_entrances: false,
      page_view_page_title: 'Tea pots',
      page_view_page_url: 'https://shop.example.org/a?x=1&x=2',
      page_view_page_url_path: '/a',
      page_view_page_url_query_parameters: { x: '1,2' },
      page_view_hostname: 'shop.example.org',
      page_view_page_referrer: 'https://shop.example.org/100%',
      page_view_page_referrer_title: '100% off',
      page_view_latest_referrer: 'https://www.example.com/x',
      page_view_latest_referrer_host: 'www.example.com',
      app_exception_message: 'em',
      app_exception_stack: 'es',
      upgrade_previous_app_version: 'pa',
      upgrade_previous_os_version: 'po',
      search_key: 'q',
      search_term: 'tea',
      outbound_link_classes: 'lc',
      outbound_link_domain: 'ld',
      outbound_link_id: 'li',
      outbound_link_url: 'https://x.org/a+b',
      outbound_link: true,
      sdk_error_code: '1001',
      sdk_error_message: 'bad name',
      app_install_source: 'store',
      // Times and first start belong to named events only, and known names never become custom parameters.
      screen_view_previous_time_msec: null,
      page_view_previous_time_msec: null,
      screen_view_engagement_time_msec: null,
      page_view_engagement_time_msec: null,
      user_engagement_time_msec: null,
      scroll_engagement_time_msec: null,
      app_start_is_first_time: null,
      custom_parameters: null,
    },
  ],
  [
    'fills view times on _screen_view',
    { event_type: '_screen_view', attributes: everyAttribute },
    {
      screen_view_previous_time_msec: 21,
      screen_view_engagement_time_msec: 22,
      page_view_previous_time_msec: null,
    },
  ],
  [
    'fills view times on _page_view',
    { event_type: '_page_view', attributes: everyAttribute },
    {
      page_view_previous_time_msec: 21,
      page_view_engagement_time_msec: 22,
      screen_view_previous_time_msec: null,
    },
  ],
  [
    'fills engagement on _user_engagement',
    { event_type: '_user_engagement', attributes: everyAttribute },
    { user_engagement_time_msec: 22, scroll_engagement_time_msec: null },
  ],
  [
    'fills engagement on _scroll',
    { event_type: '_scroll', attributes: everyAttribute },
    { scroll_engagement_time_msec: 22, user_engagement_time_msec: null },
  ],
  [
    'fills the first start on _app_start',
    { event_type: '_app_start', attributes: everyAttribute },
    { app_start_is_first_time: true },
  ],
  [
    'defaults the platform to Web without an operating system',
    {},
    { platform: 'Web', device_operating_system: null },
  ],
  [
    'names no operating system for Web',
    { platform: 'Web' },
    { platform: 'Web', device_operating_system: null },
  ],
  ['takes WeChatMP as operating system', { platform: 'WeChatMP' }, { device_operating_system: 'WeChatMP' }],
  [
    'defaults the currency to USD when there is a value',
    { event_value: 5 },
    { event_value: 5, event_value_currency: 'USD' },
  ],
  ['has no currency without a value', { currency: 'EUR' }, { event_value: null, event_value_currency: null }],
  [
    'gives no zone for an offset beyond 32 bits of seconds',
    { zone_offset: 2 ** 50 },
    { device_time_zone_offset_seconds: null },
  ],
  ['truncates a zone offset toward zero', { zone_offset: -999 }, { device_time_zone_offset_seconds: 0 }],
  ['gives no pixels beyond 32 bits', { screen_width: 2 ** 31 }, { device_screen_width: null }],
  [
    'takes the given host name',
    { host_name: 'h.org', attributes: { _page_url: 'https://a.b/' } },
    { page_view_hostname: 'h.org' },
  ],
  ['ignores a host name without attributes', { host_name: 'h.org' }, { page_view_hostname: null }],
  [
    'prefers the given host of the latest referrer',
    { attributes: { _latest_referrer: 'https://a.b/', _latest_referrer_host: 'c.d' } },
    { page_view_latest_referrer_host: 'c.d' },
  ],
  [
    'has no traffic source without attributes',
    {},
    { traffic_source_source: null, traffic_source_channel_group: null },
  ],
  [
    'makes an event with attributes but without URLs direct',
    { attributes: {} },
    {
      traffic_source_source: 'Direct',
      traffic_source_medium: 'None',
      traffic_source_channel_group: 'Direct',
    },
  ],
  [
    'keeps a stated traffic source, the weaker names included',
    {
      attributes: { _traffic_source_source: 'letter', _utm_source: 'x', _utm_medium: 'email', _gclid: 'c"1' },
    },
    {
      traffic_source_source: 'letter',
      traffic_source_medium: 'email',
      traffic_source_clid: '{"type":"gclid","value":"c\\"1"}',
    },
  ],
  [
    'overlays unknown fields by unknown attributes and keeps names that are known elsewhere',
    { a: 1, b: 2, _page_url: 'top', os_name: 'x', attributes: { b: 3, event_id: 'inner', _channel: null } },
    {
      custom_parameters_json_str:
        '{"_channel":null,"_page_url":"top","a":1,"b":3,"event_id":"inner","os_name":"x"}',
    },
  ],
  [
    'treats null parts as absent',
    { attributes: null, user: null, items: null, unique_id: null },
    { user_pseudo_id: null, custom_parameters: null },
  ],
  [
    'takes identity from the user object on any event, properties on _profile_set only',
    { user: { _user_id: { value: 42 }, _user_first_touch_timestamp: { value: 99 }, plan: 'pro' } },
    { user_id: '42', user_first_touch_time_msec: 99, user_properties: null, user_properties_json_str: null },
  ],
  [
    'leaves out a first touch that no calendar holds',
    { user: { _user_first_touch_timestamp: { value: 2 ** 62 } } },
    { user_first_touch_time_msec: null },
  ],
];

describe('clickstream event', () => {
  for (const [title, fields, columns] of cases) {
    it(title, async () => {
      const rows = await stageEvent(fields);
      assert.deepEqual(rows.rejects, []);
      assert.deepEqual(columnsLike(rows.events[0], columns), columns);
    });
  }

  it('gives the row facts of the worked example', async () => {
    const line = recordLine(workedExample, {
      uri: '/collect?platform=Web&appId=shop_web&event_bundle_sequence_id=7&upload_timestamp=1772359200900',
      client_timestamp: '1772359200900',
    });
    const columns = {
      event_bundle_sequence_id: 7,
      upload_time_msec: 1_772_359_200_900,
      ingest_time_msec: ingestMs,
      device_time_zone_offset_seconds: -12_600,
      page_view_entrances: true,
      screen_view_entrances: true,
      session_duration: 200_123,
      user_id: '42',
      page_view_page_url_path: '/tea pots',
      page_view_page_url_query_parameters: { color: 'red' },
      device_ua: { string: 'Tea/1.0' },
      source_ip: '203.0.113.7, 10.0.0.1',
      rid: '0123456789abcdef0123456789abcdef',
      custom_parameters: {
        country_code: { value: 'IR', type: 'string' },
        n: { value: '1', type: 'number' },
        o: { value: '{"k":[1,2]}', type: 'object' },
      },
      custom_parameters_json_str: '{"country_code":"IR","n":1,"o":{"k":[1,2]}}',
    };
    assert.deepEqual(columnsLike((await stageLines([line])).events[0], columns), columns);
  });

  it('stores client traffic values as they are when the enrichment is off', async () => {
    const attributes = { _traffic_source_medium: 'm', _page_url: 'https://a.b/?utm_source=x' };
    const rows = await stageEvent({ attributes }, { settings: { trafficSourceEnrichment: false } });
    const columns = {
      traffic_source_source: null,
      traffic_source_medium: 'm',
      traffic_source_category: null,
    };
    assert.deepEqual(columnsLike(rows.events[0], columns), columns);
  });

  for (const name of ['_first_open', '_first_visit', '_session_start', '_screen_view', '_page_view', 'buy']) {
    const isFirst = !['_page_view', 'buy'].includes(name);
    it(`${isFirst ? 'lets' : 'does not let'} ${name} supply the first half of its user`, async () => {
      assert.equal((await stageEvent({ event_type: name })).events[0]?.user_first, isFirst);
    });
  }

  const malformed: readonly [fields: Record<string, unknown>, reason: string, detail?: string][] = [
    [{ event_type: '' }, 'event_name_empty'],
    [{ event_type: null }, 'event_name_empty'],
    [{ event_type: {} }, 'event_field_shape', 'event_type'],
    [{ event_id: [] }, 'event_field_shape', 'event_id'],
    [{ make: {} }, 'event_field_shape', 'make'],
    [{ event_value: 'much' }, 'event_field_shape', 'event_value'],
    [{ attributes: [] }, 'event_field_shape', 'attributes'],
    [{ attributes: 'x' }, 'event_field_shape', 'attributes'],
    [{ attributes: { _page_url: {} } }, 'event_field_shape', '_page_url'],
    [{ attributes: { _utm_source: [] } }, 'event_field_shape', '_utm_source'],
    [{ attributes: { _previous_timestamp: 'x' } }, 'event_field_shape', '_previous_timestamp'],
    [{ attributes: { _engagement_time_msec: {} } }, 'event_field_shape', '_engagement_time_msec'],
    [{ user: 'ann' }, 'event_field_shape', 'user'],
    [{ user: { _user_id: 'ann' } }, 'event_field_shape', '_user_id'],
    [{ user: { _user_name: { value: {} } } }, 'event_field_shape', '_user_name'],
    [{ user: { _user_age: { value: 5, set_timestamp: 'x' } } }, 'event_field_shape', '_user_age'],
    [{ items: {} }, 'event_field_shape', 'items'],
    [{ items: ['x'] }, 'event_field_shape', 'items'],
    [{ items: [{ id: 'i', name: [] }] }, 'event_field_shape', 'name'],
  ];
  for (const [fields, reason, detail] of malformed) {
    it(`rejects ${JSON.stringify(fields)} as ${reason}`, async () => {
      const rows = await stageEvent(fields);
      assert.equal(rows.events.length, 0);
      assert.deepEqual([rows.rejects[0]?.reason, rows.rejects[0]?.detail], [reason, detail]);
    });
  }

  it('has a row key for every specified column that the warehouse does not derive', () => {
    const derived = new Set(['event_timestamp', 'process_info', 'created_time']);
    const keys = new Set(Object.keys(createEventRow(0, 0, 0)));
    const missing = eventColumns.filter(({ name }) => !derived.has(name) && !keys.has(name));
    assert.deepEqual(missing, []);
  });
});
