import assert from 'node:assert/strict';
import { it } from 'node:test';
import { eventColumns, itemColumns, ourEventColumns, sessionColumns, userColumns } from '@millstream/core';
import { clockAt, scratchWarehouse } from '../test-support/scratch-warehouse.ts';
import { stageBatch, stagedEvent } from '../test-support/staged-batch.ts';
import type { QueryRow } from '../warehouse.ts';

const timeMs = Date.parse('2026-03-01T10:00:00.250Z');
const nowMs = Date.parse('2026-03-20T00:00:00Z');

const event = stagedEvent({
  event_id: 'AB-1 "quoted"',
  event_time_msec: timeMs,
  ingest_time_msec: timeMs + 750,
  event_name: '_page_view',
  event_index: 3,
  line: 7,
  rid: '00ff00ff00ff00ff00ff00ff00ff00ff',
  source_ip: '203.0.113.9, 10.0.0.1',
  upload_time_msec: timeMs + 500,
  adjusted_from_msec: 42,
  adjusted_reason: 'ingestTimestamp is 1 millis ahead of uploadTimestamp, isFutureEvent: true',
  user_first: true,
  user_pseudo_id: 'visitor-1',
  user_id: 'customer-1',
  session_id: 's-1',
  session_number: 2,
  session_start_time_msec: timeMs - 5,
  event_value: 12.5,
  event_value_currency: 'EUR',
  device_screen_width: 1920,
  page_view_entrances: true,
  traffic_source_source: 'Google',
  traffic_source_clid: '{"type":"gclid","value":"x"}',
  user_first_touch_time_msec: Date.parse('2026-02-28T23:59:59Z'),
  page_view_page_referrer: 'https://example.org/ö?a="b"',
  device_ua: { string: 'Mozilla/5.0 "x"', os: '{"family":"Linux","major":null}' },
  page_view_page_url_query_parameters: { q: 'a,b', empty: '' },
  custom_parameters: { price: { value: '1.5', type: 'number' }, on: { value: 'true', type: 'boolean' } },
  custom_parameters_json_str: '{"on":true,"price":1.5}',
  user_properties: {
    plan: { value: 'pro', type: 'string', set_time_msec: 5 },
    x: { value: '1', type: 'number', set_time_msec: null },
  },
  user_properties_json_str: '{"plan":{"set_time_msec":5,"value":"pro"}}',
});
const item = {
  file: 0,
  line: 7,
  event_index: 3,
  item_index: 0,
  item_id: 'p1',
  name: 'Tea',
  price: 2.25,
  custom_parameters: { size: { value: 'L', type: 'string' as const } },
  custom_parameters_json_str: '{"size":"L"}',
};

const common = { process_job_id: 'job-1', process_time: '2026-03-01T12:00:00Z' };
const provenance = {
  rid: '00ff00ff00ff00ff00ff00ff00ff00ff',
  ingest_time: '2026-03-01T10:00:01Z',
  input_file_name: '/raw/file-1',
  source_ip: '203.0.113.9, 10.0.0.1',
  upload_time: '2026-03-01T10:00:00.750Z',
  event_timestamp_adjusted: 'true',
  event_timestamp_adjusted_from: '42',
  event_timestamp_adjusted_to: String(timeMs),
  event_timestamp_adjusted_reason:
    'ingestTimestamp is 1 millis ahead of uploadTimestamp, isFutureEvent: true',
};
const stamp = new Date(nowMs).toISOString();
const iso = new Date(timeMs).toISOString();

/** What each table shows for the one event, by column; columns not named are null. */
const shown = {
  event_v2: {
    event_timestamp: iso,
    event_id: event.event_id,
    event_time_msec: timeMs,
    event_name: '_page_view',
    event_value: 12.5,
    event_value_currency: 'EUR',
    ingest_time_msec: timeMs + 750,
    device_ua: event.device_ua,
    device_screen_width: 1920,
    traffic_source_source: 'Google',
    traffic_source_clid: '{"type":"gclid","value":"x"}',
    user_first_touch_time_msec: Date.parse('2026-02-28T23:59:59Z'),
    project_id: 'first',
    app_id: 'shop',
    page_view_page_referrer: 'https://example.org/ö?a="b"',
    page_view_page_url_query_parameters: { q: 'a,b', empty: '' },
    page_view_entrances: true,
    user_id: 'customer-1',
    user_pseudo_id: 'visitor-1',
    session_id: 's-1',
    session_start_time_msec: timeMs - 5,
    session_number: 2,
    custom_parameters_json_str: '{"on":true,"price":1.5}',
    custom_parameters: event.custom_parameters,
    process_info: { ...provenance, ...common },
    created_time: stamp,
    is_bot: false,
  },
  item_v2: {
    event_timestamp: iso,
    event_id: event.event_id,
    event_name: '_page_view',
    user_pseudo_id: 'visitor-1',
    user_id: 'customer-1',
    item_id: 'p1',
    name: 'Tea',
    price: 2.25,
    custom_parameters_json_str: '{"size":"L"}',
    custom_parameters: item.custom_parameters,
    process_info: common,
    created_time: stamp,
    app_id: 'shop',
  },
  session: {
    event_timestamp: iso,
    user_pseudo_id: 'visitor-1',
    session_id: 's-1',
    user_id: 'customer-1',
    session_number: 2,
    session_start_time_msec: timeMs - 5,
    session_source: 'Google',
    session_clid: '{"type":"gclid","value":"x"}',
    process_info: { ...provenance, event_name: '_page_view', ...common },
    created_time: stamp,
    app_id: 'shop',
  },
  user_v2: {
    event_timestamp: iso,
    user_pseudo_id: 'visitor-1',
    user_id: 'customer-1',
    user_properties: event.user_properties,
    user_properties_json_str: '{"plan":{"set_time_msec":5,"value":"pro"}}',
    first_touch_time_msec: Date.parse('2026-02-28T23:59:59Z'),
    first_visit_date: '2026-02-28',
    first_referrer: 'https://example.org/ö?a="b"',
    first_traffic_source: 'Google',
    first_traffic_clid: '{"type":"gclid","value":"x"}',
    process_info: { first_event_name: '_page_view', latest_event_name: '_page_view', ...common },
    created_time: stamp,
    app_id: 'shop',
  },
} as const;

const appColumn = { name: 'app_id' };
const order: Readonly<Record<keyof typeof shown, readonly { name: string }[]>> = {
  event_v2: [...eventColumns, ...ourEventColumns],
  item_v2: [...itemColumns, appColumn],
  session: [...sessionColumns, appColumn],
  user_v2: [...userColumns, appColumn],
};

it('shows the specified columns in their order and form, from hot tables and from lake files alike', async () => {
  await using scratch = await scratchWarehouse({ clock: clockAt(nowMs) });
  const newer = stagedEvent({ event_id: 'newer', event_time_msec: nowMs - 1000, line: 8 });
  await scratch.warehouse.load(
    await stageBatch(scratch.folder, [{ name: 'file-1', events: [event, newer], items: [item] }]),
  );
  for (const place of ['hot', 'cold'] as const) {
    if (place === 'cold') await scratch.warehouse.expire({ hotDays: 2 });
    for (const [table, expected] of Object.entries(shown)) {
      const names = order[table as keyof typeof shown].map(({ name }) => name);
      const result = await scratch.warehouse.query(`SELECT * FROM ${table} WHERE event_timestamp = '${iso}'`);
      assert.deepEqual(
        result.columns.map((column) => column.name),
        names,
        `${table}, ${place}`,
      );
      const rows: QueryRow[] = [];
      for await (const row of result.rows) rows.push(row);
      const nulls = Object.fromEntries(names.map((name) => [name, null]));
      assert.deepEqual(rows, [{ ...nulls, ...expected }], `${table}, ${place}`);
    }
  }
});

it('shows a missing user_pseudo_id as the empty text, makes no user of it, and keeps null in the lake', async () => {
  await using scratch = await scratchWarehouse({ clock: clockAt(nowMs) });
  await scratch.warehouse.load(
    await stageBatch(scratch.folder, [
      { name: 'file-1', events: [stagedEvent({ event_id: 'e', event_time_msec: timeMs, session_id: 's' })] },
    ]),
  );
  assert.deepEqual(await scratch.rows('SELECT user_pseudo_id FROM event_v2'), [{ user_pseudo_id: '' }]);
  assert.deepEqual(
    await scratch.rows('SELECT (SELECT count(*) FROM user_v2) AS u, (SELECT count(*) FROM session) AS s'),
    [{ u: 0, s: 0 }],
  );
  await scratch.warehouse.flushLake();
  const lake = `read_parquet('${scratch.lakeDir}/event_v2/**/*.parquet')`;
  assert.deepEqual(await scratch.rows(`SELECT user_pseudo_id FROM ${lake}`), [{ user_pseudo_id: null }]);
});
