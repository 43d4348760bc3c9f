import { ingestMs, type SpecCase } from './spec-case.ts';

const future = 99_999_999_999_999;
const user = { _user_first_touch_timestamp: { value: 99_999_999_990_000, set_timestamp: 5 } };
const uri = '/collect?appId=shop&upload_timestamp=99999999999000';

/** `processing.md` 5. */
export const timeCases: readonly SpecCase[] = [
  {
    rule: '5: an event in the future without upload time gets the ingest time',
    event: {
      event_type: '_profile_set',
      timestamp: future,
      user,
      attributes: { _session_start_timestamp: future, _session_duration: 7 },
    },
    row: {
      event_time_msec: ingestMs,
      user_first_touch_time_msec: 1_772_359_191_001,
      session_start_time_msec: ingestMs,
      session_duration: 7,
    },
    processInfo: {
      event_timestamp_adjusted: 'true',
      event_timestamp_adjusted_from: '99999999999999',
      event_timestamp_adjusted_to: '1772359201000',
      event_timestamp_adjusted_reason: '|eventTimestamp is in the future, set to ingestTimestamp',
      upload_time: undefined,
    },
    user: {
      first_touch_time_msec: null,
      user_properties: {
        _user_first_touch_timestamp: { value: '99999999990000', type: 'number', set_time_msec: 5 },
      },
    },
  },
  {
    rule: '5: with an upload time in the URI it is moved by the difference of the clocks',
    event: { event_type: '_profile_set', timestamp: future, user },
    record: { uri },
    row: { event_time_msec: 1_772_359_201_999, user_first_touch_time_msec: 1_772_359_192_000 },
    processInfo: {
      event_timestamp_adjusted: 'true',
      event_timestamp_adjusted_reason:
        'ingestTimestamp is -98227640798000 millis ahead of uploadTimestamp, isFutureEvent: true',
      upload_time: '5138-11-16T09:46:39Z',
    },
  },
  {
    rule: '5: when the difference is not enough, the ingest time after all',
    event: { event_type: '_first_open', timestamp: future },
    record: { client_timestamp: ingestMs - 5 },
    row: { event_time_msec: ingestMs },
    processInfo: {
      event_timestamp_adjusted_reason:
        'ingestTimestamp is 5 millis ahead of uploadTimestamp, isFutureEvent: true|eventTimestamp is in the future, set to ingestTimestamp',
    },
  },
  {
    rule: '5: nothing is corrected otherwise, and the URI is not consulted',
    event: { timestamp: ingestMs - 3_600_000 },
    record: { uri: `/collect?upload_timestamp=${ingestMs - 3_600_000}` },
    row: { event_time_msec: ingestMs - 3_600_000 },
    processInfo: {
      event_timestamp_adjusted: undefined,
      event_timestamp_adjusted_from: undefined,
      event_timestamp_adjusted_to: undefined,
      event_timestamp_adjusted_reason: undefined,
      upload_time: undefined,
    },
  },
  {
    rule: 'tables 6: what process_info says of an event',
    record: { rid: 'rid-1', ip: '203.0.113.9, 10.0.0.1' },
    processInfo: {
      rid: 'rid-1',
      source_ip: '203.0.113.9, 10.0.0.1',
      ingest_time: '2026-03-01T10:00:01Z',
      process_job_id: 'spec-job',
      event_name: undefined,
    },
  },
  {
    rule: 'tables 6: fractions of the ingest time have three digits',
    record: { ingest_time: ingestMs + 50 },
    processInfo: { ingest_time: '2026-03-01T10:00:01.050Z' },
  },
];
