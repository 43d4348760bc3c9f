import assert from 'node:assert/strict';
import type { ExpectedEvent } from './expected-visit.ts';
import { visitorBrowser } from './shop-visit.ts';
import { browserUserAgent } from './start-browser.ts';

/** A row as `millstream query` gives it. */
export type Row = Record<string, unknown>;

/** A UUID of version 4. */
export const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const iso = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/** The value as a number between `least` and `most`; fails otherwise. */
export function asNumber(value: unknown, least: number, most: number): number {
  assert.equal(typeof value, 'number');
  const number = Number(value);
  assert.ok(number >= least && number <= most, `${number} is not within ${least} and ${most}`);
  return number;
}

function typedValue(value: string | number | boolean): { value: string; type: string } {
  return { value: String(value), type: typeof value };
}

/** What the event's custom parameters look like in the row. */
export function customColumns(event: ExpectedEvent): Row {
  const values = { shop_version: '1.2', country_code: 'GB', ...event.custom };
  const sorted = Object.entries(values).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return {
    custom_parameters: Object.fromEntries(sorted.map(([name, value]) => [name, typedValue(value)])),
    custom_parameters_json_str: JSON.stringify(Object.fromEntries(sorted)),
  };
}

/** Columns whose value is the same in every row of the visit. */
export function visitColumns(first: Row): Row {
  return {
    device_manufacturer: 'Gecko',
    device_vendor_id: first.device_vendor_id,
    device_system_language: 'en',
    device_time_zone_offset_seconds: 19_800,
    device_ua_browser: 'Chrome',
    device_ua_browser_version: '145.0.0',
    device_ua_os: 'Windows',
    device_ua_os_version: '10',
    device_ua_device: 'Other',
    device_ua_device_category: 'Other',
    device_ua: {
      string: browserUserAgent,
      userAgent: '{"family":"Chrome","major":"145","minor":"0","patch":"0"}',
      os: '{"family":"Windows","major":"10","minor":null,"patch":null,"patchMinor":null}',
      device: '{"family":"Other"}',
    },
    device_screen_width: visitorBrowser.screen.width,
    device_screen_height: visitorBrowser.screen.height,
    device_viewport_width: visitorBrowser.viewport.width,
    device_viewport_height: visitorBrowser.viewport.height,
    geo_locale: 'en-GB',
    user_first_touch_time_msec: first.user_first_touch_time_msec,
    platform: 'Web',
    project_id: 'first',
    app_id: 'web',
    page_view_hostname: 'shop.localhost',
    user_pseudo_id: first.user_pseudo_id,
    session_id: first.session_id,
    session_start_time_msec: first.session_start_time_msec,
    session_number: 1,
    sdk_version: '0.12.6',
    sdk_name: 'aws-solution-clickstream-sdk',
    is_bot: false,
  };
}

/** Columns that hold times and ids: checked on their own, then taken from the row. The visit began at `startedMs`. */
export function momentColumns(row: Row, startedMs: number): Row {
  const eventMs = asNumber(row.event_time_msec, startedMs, Date.now());
  const ingestMs = asNumber(row.ingest_time_msec, eventMs, Date.now());
  assert.equal(row.event_timestamp, new Date(eventMs).toISOString());
  assert.match(String(row.event_id), uuid);
  assert.match(String(row.created_time), iso);
  assert.ok(Date.parse(String(row.created_time)) >= ingestMs);
  // The client looks at the clock once for the duration and once more for the event.
  const sinceStartMs = eventMs - Number(row.session_start_time_msec);
  asNumber(row.session_duration, Math.max(0, sinceStartMs - 1_000), sinceStartMs);
  const { event_time_msec, ingest_time_msec, event_timestamp, event_id, created_time, session_duration } =
    row;
  return { event_time_msec, ingest_time_msec, event_timestamp, event_id, created_time, session_duration };
}

/** Times that only some events carry, checked against the other rows of the visit. */
export function timeColumns(row: Row, rows: readonly Row[]): Row {
  const { event_name } = row;
  if (event_name === '_user_engagement') {
    asNumber(row.user_engagement_time_msec, 1_001, 120_000);
    return { user_engagement_time_msec: row.user_engagement_time_msec };
  }
  if (event_name === '_scroll') {
    asNumber(row.scroll_engagement_time_msec, 0, 120_000);
    return { scroll_engagement_time_msec: row.scroll_engagement_time_msec };
  }
  if (event_name !== '_page_view' || row.page_view_entrances === true) return {};
  const before = rows.slice(0, rows.indexOf(row)).findLast((other) => other.event_name === '_page_view');
  return { page_view_previous_time_msec: before?.event_time_msec };
}

/** Checks where the row says it comes from. */
export function checkProcessInfo(row: Row): void {
  const info = Object(row.process_info);
  const { rid, ingest_time, upload_time, process_time, process_job_id, input_file_name, ...rest } = info;
  assert.match(rid, /^[0-9a-f]{32}$/);
  assert.equal(Date.parse(ingest_time), row.ingest_time_msec);
  assert.match(upload_time, iso);
  assert.match(process_time, iso);
  assert.ok(Date.parse(upload_time) >= Number(row.event_time_msec));
  assert.ok(process_job_id.length > 0 && input_file_name.length > 0);
  assert.deepEqual(rest, { source_ip: '127.0.0.1' });
}
