import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { createEventRow, type EventRow } from '../../rows/event-row.ts';
import { testIngestMs, transformedLines } from '../test-support/transformed-lines.ts';
import { createSensorsTransformer } from './sensors-transformer.ts';

const transform = createSensorsTransformer({
  projectId: 'first',
  apps: ['web'],
  trafficSourceEnrichment: true,
});

function run(data: string, record: object = {}) {
  return transformedLines(transform, [{ data, ip: '10.0.0.1', ua: 'Mozilla', ...record }]);
}

function onlyRow(event: object): EventRow {
  const { pending, rejects } = run(JSON.stringify({ event: 'e', ...event }));
  assert.deepEqual(rejects, []);
  return pending[0]?.row ?? createEventRow(0, 0, 0);
}

const columns: readonly (readonly [event: object, columns: Partial<EventRow>])[] = [
  [{ time: 5 }, { event_time_msec: testIngestMs, session_start_time_msec: 5, session_id: undefined }],
  [{ distinct_id: 'd' }, { event_id: 'r1-0-d', user_pseudo_id: 'd' }],
  [{ event: 'page_view' }, { event_name: '_page_view' }],
  [{ event: 'login' }, { event_name: '_profile_set' }],
  [{ event: '$pageview' }, { event_name: '$pageview' }],
  [{ identities: { $identity_login_id: 'u' }, anonymous_id: 'a' }, { user_id: 'u' }],
  [{ identities: {}, anonymous_id: 'a' }, { user_id: 'a' }],
  [{ properties: { $os: 'iOS' } }, { platform: 'iOS' }],
  [{}, { platform: 'Web', app_id: 'web', project_id: 'first', user_first: true }],
  [{}, { ua: 'Mozilla', device_ua: { string: 'Mozilla' }, ip: '10.0.0.1', source_ip: '10.0.0.1' }],
  [
    { properties: { $url: 'https://a.b/p%20q?x=1' } },
    {
      page_view_page_url: 'https://a.b/p q?x=1',
      page_view_page_url_path: undefined,
      page_view_hostname: undefined,
      page_view_page_url_query_parameters: undefined,
    },
  ],
  [{ properties: { $network_type: '5G', $wifi: true } }, { device_network_type: '5G' }],
  [{ properties: { $wifi: true } }, { device_network_type: 'WIFI' }],
  [{ properties: { $wifi: false } }, { device_network_type: 'CELLULAR' }],
  [{}, { device_network_type: undefined }],
  [{ properties: { $event_duration: 12.75 } }, { user_engagement_time_msec: 12 }],
  [{ properties: { $city: 'Rome' } }, { geo_city: 'Rome', geo_country: undefined }],
  [
    { properties: { $screen_width: 390, $screen_height: '844' } },
    { device_screen_width: 390, device_screen_height: 844 },
  ],
  [
    { properties: { $brand: 'B', $model: 'M', $manufacturer: 'F', $carrier: 'C' } },
    {
      device_mobile_brand_name: 'B',
      device_mobile_model_name: 'M',
      device_manufacturer: 'F',
      device_carrier: 'C',
    },
  ],
  [{ properties: { $timezone_offset: -480 } }, { device_time_zone_offset_seconds: -480 }],
  [{ properties: { $device_id: 'D', $app_name: 'Shop' } }, { device_vendor_id: 'D', app_title: 'Shop' }],
  [
    { lib: { $lib: 'js', $lib_version: '1.2', $app_version: '3' } },
    { sdk_name: 'js', sdk_version: '1.2', app_version: '3' },
  ],
  [{ lib: { $app_version: '3' }, properties: { $app_version: '4' } }, { app_version: '4' }],
];

describe('the Sensors transformer fills', () => {
  for (const [event, expected] of columns) {
    it(`${Object.keys(expected).join(', ')} from ${JSON.stringify(event)}`, () => {
      const row = onlyRow(event);
      const actual = Object.fromEntries(
        Object.entries(row).filter(([name]) => Object.hasOwn(expected, name)),
      );
      assert.deepEqual(actual, expected);
    });
  }

  it('custom parameters from unknown fields and properties, a property winning', () => {
    const row = onlyRow({ type: 'track', n: 1, properties: { n: 2, $title: 'T', $os: 'iOS' } });
    assert.deepEqual(row.custom_parameters, {
      $title: { value: 'T', type: 'string' },
      n: { value: '2', type: 'number' },
      type: { value: 'track', type: 'string' },
    });
    assert.equal(row.custom_parameters_json_str, '{"$title":"T","n":2,"type":"track"}');
  });

  it('user properties from unknown properties with user in their name', () => {
    const row = onlyRow({ properties: { user_level: 3, is_user: true, level: 1 } });
    assert.deepEqual(row.user_properties, {
      is_user: { value: 'true', type: 'boolean', set_time_msec: null },
      user_level: { value: '3', type: 'number', set_time_msec: null },
    });
    assert.equal(onlyRow({ properties: { level: 1 } }).user_properties, undefined);
  });
});

describe('an extra first open', () => {
  for (const [flag, names] of [
    [true, ['e', '_first_open']],
    [false, ['e']],
  ] as const) {
    it(`${flag ? 'follows' : 'does not follow'} $is_first_time ${flag}`, () => {
      const event = { event: 'e', distinct_id: 'd', properties: { $is_first_time: flag } };
      const { pending } = run(JSON.stringify([event]));
      assert.deepEqual(
        pending.map(({ row }) => row.event_name),
        names,
      );
      assert.equal(pending.at(-1)?.row.event_id, flag ? 'r1-0-d-first-open' : 'r1-0-d');
    });
  }
});

const list = JSON.stringify([{ event: 'a' }, { event: 'b>>>???' }]);
const one = '{"event":"a","title":"ü>?~"}';
const base64 = (text: string | Buffer) => Buffer.from(text).toString('base64');
const bodies: readonly (readonly [title: string, data: string, events: number])[] = [
  ['a JSON array', list, 2],
  ['a JSON object', one, 1],
  ['data_list of base64', `data_list=${encodeURIComponent(base64(list))}`, 2],
  ['data_list of base64 of gzip', `crc=1&gzip=1&data_list=${encodeURIComponent(base64(gzipSync(list)))}`, 2],
  ['data of base64', `data=${encodeURIComponent(base64(one))}&ext=crc%3D1`, 1],
  ['data of base64 of gzip', `gzip=1&data=${encodeURIComponent(base64(gzipSync(one)))}`, 1],
  ['base64 with a plus sign that was not escaped', `data_list=${base64(list)}`, 2],
];

describe('the Sensors transformer reads', () => {
  for (const [title, data, events] of bodies) {
    it(title, () => {
      const { pending, rejects } = run(data);
      assert.deepEqual(rejects, []);
      assert.equal(pending.length, events);
      assert.equal(pending[0]?.row.event_name, 'a');
    });
  }
});

const broken: readonly (readonly [data: string, reason: string])[] = [
  ['hello', 'body_undecodable'],
  ['data=', 'body_undecodable'],
  ['data=%%%', 'body_undecodable'],
  [`data=${encodeURIComponent(base64(Buffer.from([0x1f, 0x8b, 1, 2])))}`, 'body_undecodable'],
  [`data=${base64('no json')}`, 'body_not_json'],
  [`data=${base64('{"event":')}`, 'body_not_json'],
  ['[{"event":"a"}', 'body_not_json'],
];

describe('the Sensors transformer rejects the record', () => {
  for (const [data, reason] of broken) {
    it(`${data}`, () => {
      const { pending, rejects, counts } = run(data);
      assert.equal(pending.length, 0);
      assert.deepEqual(
        rejects.map((reject) => [reject.event_index, reject.reason]),
        [[-1, reason]],
      );
      assert.equal(counts.all()[0]?.undecodable, 1);
    });
  }
});

describe('the Sensors transformer rejects alone', () => {
  for (const [event, reason] of [
    [{ event: 'e', properties: [] }, 'event_field_shape'],
    [{ event: 'e', identities: 'x' }, 'event_field_shape'],
    [{ distinct_id: 'd' }, 'event_name_empty'],
    [1, 'event_not_object'],
  ] as const) {
    it(JSON.stringify(event), () => {
      const { pending, rejects } = run(JSON.stringify([event, { event: 'good' }]));
      assert.deepEqual(
        pending.map(({ row }) => [row.event_name, row.event_index]),
        [['good', 1]],
      );
      assert.deepEqual(
        rejects.map((reject) => reject.reason),
        [reason],
      );
    });
  }

  it("events of an app that is not the project's", () => {
    const { pending, rejects } = run(list, { appId: 'other' });
    assert.equal(pending.length, 0);
    assert.deepEqual(
      rejects.map((reject) => [reject.reason, reject.event_id, reject.app_id]),
      [
        ['app_not_registered', 'r1-0-x', 'other'],
        ['app_not_registered', 'r1-1-x', 'other'],
      ],
    );
  });
});
