import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RawRecord } from '@millstream/core';
import { columnsLike, ingestMs, stageEvent } from '../../test-support/staged-rows.ts';

/** What one event and its record give, with `timeShift` on or off. */
interface TimeCase {
  readonly title: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly record?: Partial<RawRecord>;
  readonly settings?: { readonly timeShift?: boolean; readonly futureToleranceMs?: number };
  readonly columns: Readonly<Record<string, unknown>>;
}

const future = 99_999_999_999_999;
const profile = {
  event_type: '_profile_set',
  timestamp: future,
  user: { _user_first_touch_timestamp: { value: 99_999_999_990_000, set_timestamp: 5 } },
};
const beyondNow = 'eventTimestamp is in the future, set to ingestTimestamp';
const slow = { client_timestamp: String(ingestMs - 700_000) };
const session = {
  event_type: '_page_view',
  timestamp: ingestMs - 700_500,
  user: { _user_first_touch_timestamp: { value: '1000', set_timestamp: 5 } },
  attributes: {
    _session_start_timestamp: 2000,
    _previous_timestamp: 3000,
    _session_duration: 4000,
    _engagement_time_msec: 5000,
  },
};

const cases: readonly TimeCase[] = [
  {
    title: 'sets a future profile to the ingest time when no upload time is known',
    fields: profile,
    columns: {
      event_time_msec: ingestMs,
      user_first_touch_time_msec: 1_772_359_191_001,
      upload_time_msec: null,
      adjusted_from_msec: future,
      adjusted_reason: `|${beyondNow}`,
      user_properties_json_str: '{"_user_first_touch_timestamp":{"set_time_msec":5,"value":99999999990000}}',
    },
  },
  {
    title: 'moves a future profile by the offset of the upload time in the URI',
    fields: profile,
    record: { uri: '/collect?appId=shop_web&upload_timestamp=99999999999000' },
    columns: {
      event_time_msec: 1_772_359_201_999,
      user_first_touch_time_msec: 1_772_359_192_000,
      upload_time_msec: 99_999_999_999_000,
      adjusted_from_msec: future,
      adjusted_reason: `ingestTimestamp is ${ingestMs - 99_999_999_999_000} millis ahead of uploadTimestamp, isFutureEvent: true`,
    },
  },
  {
    title: 'sets a future profile to the ingest time when its upload time does not help',
    fields: profile,
    record: { client_timestamp: ingestMs - 1 },
    columns: {
      event_time_msec: ingestMs,
      adjusted_reason: `ingestTimestamp is 1 millis ahead of uploadTimestamp, isFutureEvent: true|${beyondNow}`,
    },
  },
  {
    title: 'brings the largest 64-bit time to the ingest time',
    fields: { ...profile, timestamp: 2 ** 62, user: null },
    columns: { event_time_msec: ingestMs, adjusted_from_msec: 2 ** 62 },
  },
  {
    title: 'keeps a slow clock while shifting is off, and tells the record’s upload time',
    fields: session,
    record: slow,
    columns: {
      event_time_msec: ingestMs - 700_500,
      upload_time_msec: ingestMs - 700_000,
      adjusted_reason: null,
    },
  },
  {
    title: 'does not consult the URI for an event that is not corrected',
    fields: session,
    record: { uri: `/collect?upload_timestamp=${ingestMs}` },
    columns: { upload_time_msec: null },
  },
  {
    title: 'shifts event, session start, previous view and first touch, not durations',
    fields: session,
    record: slow,
    settings: { timeShift: true },
    columns: {
      event_time_msec: ingestMs - 500,
      session_start_time_msec: 702_000,
      page_view_previous_time_msec: 703_000,
      user_first_touch_time_msec: 701_000,
      session_duration: 4000,
      page_view_engagement_time_msec: 5000,
      adjusted_from_msec: ingestMs - 700_500,
      adjusted_reason: 'ingestTimestamp is 700000 millis ahead of uploadTimestamp, isFutureEvent: false',
    },
  },
  {
    title: 'tolerates an offset of ten minutes with shifting on',
    fields: session,
    record: { client_timestamp: ingestMs - 600_000 },
    settings: { timeShift: true },
    columns: {
      event_time_msec: ingestMs - 700_500,
      upload_time_msec: ingestMs - 600_000,
      adjusted_from_msec: null,
      session_start_time_msec: 2000,
    },
  },
  {
    title: 'corrects an event that the future tolerance let pass',
    fields: { timestamp: ingestMs + 3000 },
    settings: { futureToleranceMs: 5000 },
    columns: {
      event_time_msec: ingestMs,
      adjusted_from_msec: ingestMs + 3000,
      adjusted_reason: `|${beyondNow}`,
    },
  },
];

describe('time correction', () => {
  for (const { title, fields, record = {}, settings = {}, columns } of cases) {
    it(title, async () => {
      const rows = await stageEvent(fields, { record, settings });
      assert.deepEqual(rows.rejects, []);
      assert.deepEqual(columnsLike(rows.events[0], columns), columns);
    });
  }

  it('judges freshness by the client’s time unless told to correct first', async () => {
    const old = { timestamp: ingestMs - 73 * 3_600_000 };
    const record = { client_timestamp: ingestMs - 72 * 3_600_000 };
    const settings = { timeShift: true };
    const before = await stageEvent(old, { record, settings });
    assert.equal(before.rejects[0]?.reason, 'too_old');
    const after = await stageEvent(old, { record, settings: { ...settings, correctBeforeFreshness: true } });
    assert.equal(after.events[0]?.event_time_msec, ingestMs - 3_600_000);
  });

  it('rejects an event whose time no table can hold', async () => {
    const rows = await stageEvent({ event_type: '_first_open', timestamp: -(2 ** 60) });
    assert.deepEqual([rows.rejects[0]?.reason, rows.rejects[0]?.detail], ['event_field_shape', 'timestamp']);
  });
});
