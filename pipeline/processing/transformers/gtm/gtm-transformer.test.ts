import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createEventRow, type EventRow } from '../../rows/event-row.ts';
import { openTrafficRules } from '../../traffic/load-traffic-rules.ts';
import { testIngestMs, transformedLines } from '../test-support/transformed-lines.ts';
import { createGtmTransformer } from './gtm-transformer.ts';

const rulesOfApp = openTrafficRules(null);
const settings = { projectId: 'first', apps: ['web'], trafficSourceEnrichment: true };
const transform = createGtmTransformer(settings, rulesOfApp);

function run(...events: unknown[]) {
  return transformedLines(transform, [{ data: JSON.stringify(events), ip: '10.0.0.1, 10.0.0.2', ua: 'gtm' }]);
}

function onlyRow(event: object): EventRow {
  const { pending, rejects } = run(event);
  assert.deepEqual(rejects, []);
  return pending[0]?.row ?? createEventRow(0, 0, 0);
}

const columns: readonly (readonly [event: object, columns: Partial<EventRow>])[] = [
  [{}, { event_time_msec: testIngestMs, ingest_time_msec: testIngestMs, app_id: 'web', project_id: 'first' }],
  [{}, { rid: 'r1', source_ip: '10.0.0.1, 10.0.0.2', user_first: true }],
  [
    { ga_session_id: 17, ga_session_number: '3' },
    { event_id: 'r1-0-17-3', session_id: '17', session_number: 3 },
  ],
  [{ ga_session_id: 's' }, { event_id: 'r1-0-s-x', session_number: undefined }],
  [{}, { event_id: 'r1-0-x-x' }],
  [{ event_name: 'page_view' }, { event_name: '_page_view' }],
  [{ event_name: 'login' }, { event_name: '_profile_set' }],
  [{ event_name: 'user_engagement' }, { event_name: '_user_engagement' }],
  [{ event_name: 'click' }, { event_name: '_click' }],
  [{ event_name: 'purchase' }, { event_name: 'purchase' }],
  [{}, { event_value: 0, event_value_currency: undefined }],
  [
    { value: '12.5', currency: 'EUR' },
    { event_value: 12.5, event_value_currency: 'EUR' },
  ],
  [{ client_hints: { platform: '"macOS"' } }, { platform: 'macOS', device_operating_system: '"macOS"' }],
  [{ client_hints: { platform: '""', mobile: true } }, { platform: 'Mobile' }],
  [{ client_hints: { mobile: false } }, { platform: 'Web' }],
  [{}, { platform: 'Web', device_operating_system: undefined }],
  [
    { client_hints: { brands: [{ brand: 'A', version: '1' }, { brand: 'B' }], model: 'Pixel' } },
    { device_mobile_brand_name: 'A', device_mobile_model_name: 'Pixel' },
  ],
  [
    { client_hints: { model: 'Pixel' } },
    { device_mobile_brand_name: undefined, device_mobile_model_name: undefined },
  ],
  [
    {
      client_hints: {
        full_version_list: [
          { brand: 'A', version: '1' },
          { brand: 'Chrome', version: '120.0' },
        ],
      },
    },
    { device_ua_browser: 'Chrome', device_ua_browser_version: '120.0' },
  ],
  [
    { client_hints: { platform: 'Windows', platform_version: '15' } },
    { device_operating_system_version: '15', device_ua_os: 'Windows', device_ua_os_version: '15' },
  ],
  [{ language: 'en-us' }, { device_system_language: 'en-us' }],
  [{ screen_resolution: '1920x1080' }, { device_screen_width: 1920, device_screen_height: 1080 }],
  [{ screen_resolution: 'wide' }, { device_screen_width: undefined, device_screen_height: undefined }],
  [{ user_agent: 'Mozilla' }, { ua: 'Mozilla', device_ua: { string: 'Mozilla' } }],
  [{}, { ua: undefined, device_ua: undefined, ip: undefined }],
  [{ ip_override: '1.2.3.4' }, { ip: '1.2.3.4' }],
  [
    {
      event_location: { country: 'US', region: 'CA' },
      'x-ga-ur': 'US-NY',
      'x-sst-system_properties': { uc: 'DE' },
    },
    { geo_country: 'US', geo_region: 'CA' },
  ],
  [
    { 'x-ga-ur': 'US-NY', 'x-sst-system_properties': { uc: 'DE' } },
    { geo_country: 'DE', geo_region: 'US-NY' },
  ],
  [
    { event_location: { country: 'US' }, 'x-ga-ur': 'US-NY' },
    { geo_country: 'US', geo_region: 'US-NY' },
  ],
  [
    { page_location: 'https://a.b/p%20q?x=1+2', page_title: 'Tea+pots', page_referrer: 'https://c.d/%20' },
    {
      page_view_page_url: 'https://a.b/p q?x=1 2',
      page_view_page_url_path: '/p q',
      page_view_hostname: 'a.b',
      page_view_page_url_query_parameters: { x: '1 2' },
      page_view_page_title: 'Tea pots',
      page_view_page_referrer: 'https://c.d/ ',
      page_view_latest_referrer: undefined,
    },
  ],
  [{ engagement_time_msec: 1500 }, { user_engagement_time_msec: 1500 }],
  [
    { user_id: 'u', client_id: 12.5 },
    { user_id: 'u', user_pseudo_id: '12.5' },
  ],
  [
    { 'x-sst-system_properties': { request_start_time_ms: 1772359200000 } },
    { session_start_time_msec: 1772359200000, user_first_touch_msec: 1772359200000 },
  ],
  [
    { 'x-sst-system_properties': { request_start_time_ms: 0 } },
    { session_start_time_msec: 0, user_first_touch_msec: testIngestMs },
  ],
  [
    { page_location: 'https://a.b/', page_referrer: 'https://www.google.com/' },
    {
      traffic_source_source: 'Google',
      traffic_source_medium: '(Organic)',
      traffic_source_category: 'Search',
      traffic_source_channel_group: 'Organic Search',
    },
  ],
  [{}, { traffic_source_source: 'Direct', traffic_source_channel_group: 'Direct' }],
];

describe('the GTM transformer fills', () => {
  for (const [event, expected] of columns) {
    it(`${Object.keys(expected).join(', ')} from ${JSON.stringify(event)}`, () => {
      const row = onlyRow({ event_name: 'e', ...event });
      const actual = Object.fromEntries(
        Object.entries(row).filter(([name]) => Object.hasOwn(expected, name)),
      );
      assert.deepEqual(actual, expected);
    });
  }
});

const absent = { value: null, type: 'string' };

describe('custom parameters of a GTM event', () => {
  it('always hold four texts, null when absent', () => {
    const row = onlyRow({ event_name: 'e', client_id: 'c' });
    assert.deepEqual(row.custom_parameters, {
      client_id: { value: 'c', type: 'string' },
      ip_override: absent,
      screen_resolution: absent,
      user_agent: absent,
    });
    assert.deepEqual(JSON.parse(row.custom_parameters_json_str ?? ''), {
      client_id: 'c',
      ip_override: null,
      screen_resolution: null,
      user_agent: null,
    });
  });

  it('hold unknown fields by their type and the nested parts with all their known keys', () => {
    const row = onlyRow({
      event_name: 'e',
      n: 1.5,
      tags: ['a'],
      'x-ga-ur': 'US-NY',
      client_hints: { platform: 'Windows', wow64: false },
      event_location: {},
      'x-sst-system_properties': { uc: 'US' },
    });
    const {
      n,
      tags,
      'x-ga-ur': region,
      client_hints,
      event_location,
      ...others
    } = row.custom_parameters ?? {};
    assert.deepEqual(n, { value: '1.5', type: 'number' });
    assert.deepEqual(tags, { value: '["a"]', type: 'object' });
    assert.deepEqual(region, { value: 'US-NY', type: 'string' });
    assert.equal(client_hints?.type, 'object');
    assert.deepEqual(JSON.parse(client_hints?.value ?? ''), {
      brands: null,
      full_version_list: null,
      mobile: false,
      model: null,
      platform: 'Windows',
      platform_version: null,
      wow64: false,
    });
    assert.deepEqual(JSON.parse(event_location?.value ?? ''), { country: null, region: null });
    assert.deepEqual(Object.keys(others).sort(), [
      'client_id',
      'ip_override',
      'screen_resolution',
      'user_agent',
      'x-sst-system_properties',
    ]);
  });
});

const flags: readonly (readonly [flags: object, names: readonly string[]])[] = [
  [{ fv: '1' }, ['_first_open']],
  [{ fv: 2 }, ['_first_open']],
  [{ fv: true }, ['_first_open']],
  [{ fv: '0' }, []],
  [{ fv: false }, []],
  [{ fv: null }, []],
  [{ ss: '1' }, ['_session_start']],
  [{ ss: 1 }, ['_session_start']],
  [{ ss: '2' }, []],
  [{ fv: '1', ss: '1' }, ['_first_open', '_session_start']],
];

describe('extra events of a GTM event', () => {
  for (const [system, names] of flags) {
    it(`are ${names.join(' and ') || 'none'} for ${JSON.stringify(system)}`, () => {
      const { pending } = run({ event_name: 'page_view', 'x-ga-system_properties': system });
      assert.deepEqual(
        pending.map(({ row }) => row.event_name),
        ['_page_view', ...names],
      );
    });
  }

  it('have their own ids and indexes, the other columns of their event, its text and no items', () => {
    const event = {
      event_name: 'purchase',
      value: 2,
      'x-ga-system_properties': { fv: 1, ss: '1' },
      items: [{ item_id: 'i' }],
    };
    const { pending } = run(event, { event_name: 'e' }, event);
    assert.deepEqual(
      pending.map(({ row, items, texts }) => [
        row.event_id,
        row.event_index,
        items.length,
        texts.at(row.event_index),
      ]),
      [
        ['r1-0-x-x', 0, 1, JSON.stringify(event)],
        ['r1-0-x-x-first-open', 3, 0, JSON.stringify(event)],
        ['r1-0-x-x-session-start', 4, 0, JSON.stringify(event)],
        ['r1-1-x-x', 1, 0, '{"event_name":"e"}'],
        ['r1-2-x-x', 2, 1, JSON.stringify(event)],
        ['r1-2-x-x-first-open', 5, 0, JSON.stringify(event)],
        ['r1-2-x-x-session-start', 6, 0, JSON.stringify(event)],
      ],
    );
    assert.equal(pending[1]?.row.event_value, 2);
  });
});

describe('user properties of a GTM event', () => {
  it('are the eight known ones and then the unknown, without set time, on any event', () => {
    const user = { _user_id: 7, username: 'ann', age: '33', constructor: 'x', plan: { a: 1 } };
    const row = onlyRow({ event_name: 'e', 'x-ga-mp2-user_properties': user });
    const text = (value: string | null) => ({ value, type: 'string', set_time_msec: null });
    assert.deepEqual(row.user_properties, {
      user_id: text('7'),
      username: text('ann'),
      email: text(null),
      firstName: text(null),
      lastName: text(null),
      gender: text(null),
      persona: text(null),
      age: { value: '33', type: 'number', set_time_msec: null },
      constructor: text('x'),
      plan: { value: '{"a":1}', type: 'object', set_time_msec: null },
    });
    const json = JSON.parse(row.user_properties_json_str ?? '');
    assert.deepEqual(json.plan, { set_time_msec: null, value: { a: 1 } });
    assert.deepEqual(json.email, { set_time_msec: null, value: null });
  });

  it('leave out a missing age', () => {
    const row = onlyRow({ event_name: 'e', 'x-ga-mp2-user_properties': {} });
    assert.equal(Object.keys(row.user_properties ?? {}).length, 7);
    assert.equal(row.user_properties?.age, undefined);
  });

  it('are null without the field', () => {
    assert.equal(onlyRow({ event_name: 'e' }).user_properties, undefined);
  });
});

describe('items of a GTM event', () => {
  it("need an id, take the event's currency, and keep other fields as parameters", () => {
    const items = [
      { item_id: 'a', item_name: 'Tea', price: '2.50', quantity: 3, currency: 'USD' },
      { item_name: 'no id' },
      null,
      { item_id: 'a', item_name: 'again' },
      { item_id: 5 },
    ];
    const [event] = run({ event_name: 'purchase', currency: 'EUR', items }).pending;
    assert.deepEqual(
      event?.items.map((item) => [
        item.item_id,
        item.item_index,
        item.name,
        item.price,
        item.currency,
        item.quantity,
      ]),
      [
        ['a', 0, 'Tea', 2.5, 'EUR', undefined],
        ['5', 4, undefined, undefined, 'EUR', undefined],
      ],
    );
    assert.equal(event?.items[0]?.custom_parameters_json_str, '{"currency":"USD","quantity":3}');
    assert.equal(event?.items[1]?.custom_parameters, undefined);
  });
});

const bad: readonly (readonly [title: string, event: unknown, reason: string, detail?: string])[] = [
  ['text', 'x', 'event_not_object'],
  ['null', null, 'event_not_object'],
  ['an event without name', { client_id: 'c' }, 'event_name_empty'],
  ['an event with an empty name', { event_name: '' }, 'event_name_empty'],
  ['an object as text', { event_name: 'e', user_id: {} }, 'event_field_shape', 'user_id'],
  ['text as client hints', { event_name: 'e', client_hints: 'x' }, 'event_field_shape', 'client_hints'],
  ['text as value', { event_name: 'e', value: 'much' }, 'event_field_shape', 'value'],
  ['text as items', { event_name: 'e', items: 'x' }, 'event_field_shape', 'items'],
  ['text as an item', { event_name: 'e', items: ['x'] }, 'event_field_shape', 'items'],
];

describe('the GTM transformer rejects alone', () => {
  for (const [title, event, reason, detail] of bad) {
    it(title, () => {
      const { pending, rejects, counts } = run({ event_name: 'a' }, event, { event_name: 'b' });
      assert.deepEqual(
        pending.map(({ row }) => row.event_name),
        ['a', 'b'],
      );
      assert.deepEqual(
        rejects.map((reject) => [reject.event_index, reject.reason, reject.detail, reject.text]),
        [[1, reason, detail, JSON.stringify(event)]],
      );
      assert.equal(counts.all()[0]?.events, 3);
    });
  }

  it('an event nested too deeply to be written', () => {
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    const data = `[{"event_name":"a"},{"event_name":"b","deep":${deep}}]`;
    const { pending, rejects } = transformedLines(transform, [{ data }]);
    assert.equal(pending.length + rejects.length, 2);
    assert.equal(pending[0]?.row.event_name, 'a');
  });
});

const records: readonly (readonly [title: string, record: object, reason: string | null])[] = [
  ['takes a single object', { data: '{"event_name":"e"}' }, null],
  ['takes data that is JSON instead of text', { data: [{ event_name: 'e' }] }, null],
  ['does not look at the age of events', { data: '{"event_name":"e","timestamp":1}' }, null],
  ['rejects malformed JSON', { data: '[{"event_name":"e"}' }, 'body_not_json'],
  ['rejects what is no JSON at all', { data: 'hello world' }, 'body_undecodable'],
  ['rejects a record without app', { data: '{"event_name":"e"}', appId: '' }, 'record_without_app'],
  [
    "rejects events of an app that is not the project's",
    { data: '{"event_name":"e"}', appId: 'no' },
    'app_not_registered',
  ],
];

describe('the GTM transformer', () => {
  for (const [title, record, reason] of records) {
    it(title, () => {
      const { pending, rejects } = transformedLines(transform, [record]);
      assert.equal(pending.length, reason === null ? 1 : 0);
      assert.deepEqual(
        rejects.map((reject) => reject.reason),
        reason === null ? [] : [reason],
      );
    });
  }

  it('counts an empty body as empty', () => {
    const { pending, rejects, counts } = transformedLines(transform, [{ data: ' ' }]);
    assert.deepEqual([pending, rejects, counts.all()[0]?.empty], [[], [], 1]);
  });

  it('leaves traffic columns null when enrichment is off', () => {
    const off = createGtmTransformer({ ...settings, trafficSourceEnrichment: false }, rulesOfApp);
    const { pending } = transformedLines(off, [{ data: '{"event_name":"e"}' }]);
    assert.equal(pending[0]?.row.traffic_source_source, undefined);
  });
});
