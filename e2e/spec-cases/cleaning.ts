import { gzipSync } from 'node:zlib';
import { ingestMs, type JsonObject, type SpecCase } from './spec-case.ts';

const hours72 = 72 * 3_600_000;
const type = (event: JsonObject, what: string): SpecCase => ({
  rule: `2.4: ${what} quarantines`,
  event,
  rejected: 'event_field_type',
});

/** `processing.md` 2: single events that are checked and filtered. */
export const cleaningCases: readonly SpecCase[] = [
  ...['event_id', 'app_id', 'timestamp'].flatMap((name) => [
    {
      rule: `2.4: a missing ${name} quarantines`,
      event: { [name]: undefined },
      rejected: 'event_field_missing',
    },
    { rule: `2.4: a null ${name} quarantines`, event: { [name]: null }, rejected: 'event_field_missing' },
  ]),
  type({ timestamp: '1772359200000' }, 'a timestamp in text'),
  {
    rule: '2.4: a timestamp with a fraction quarantines',
    text: '$base,"timestamp":1772359200000.0',
    rejected: 'event_field_type',
  },
  {
    rule: '2.4: a timestamp beyond 64 bits quarantines',
    text: '$base,"timestamp":92233720368547758080',
    rejected: 'event_field_type',
  },
  ...[
    'screen_height',
    'screen_width',
    'zone_offset',
    'event_previous_timestamp',
    'viewport_width',
    'viewport_height',
  ].flatMap((name) => [
    type({ [name]: '80' }, `${name} in text`),
    type({ [name]: 12.5 }, `${name} with a fraction`),
    { rule: `2.4: a null ${name} passes`, event: { [name]: null }, row: { event_name: 'case' } },
  ]),
  type({ event_value_in_usd: '12' }, 'event_value_in_usd in text'),
  { rule: '2.5: a millisecond more goes', event: { timestamp: ingestMs - hours72 - 1 }, rejected: 'too_old' },
  {
    rule: '2.5: the alias of the name is not seen',
    event: { event_type: undefined, event_name: '_profile_set', timestamp: ingestMs - hours72 - 1 },
    rejected: 'too_old',
  },
  { rule: '2.5: the future goes', event: { timestamp: 99_999_999_999_999 }, rejected: 'in_future' },
  {
    rule: '1.2: digits are a number',
    event: {},
    record: { ingest_time: String(ingestMs), client_timestamp: String(ingestMs - 5) },
    row: { ingest_time_msec: ingestMs },
    processInfo: { upload_time: '2026-03-01T10:00:00.995Z' },
  },
  { rule: '2.6: an app that is not listed', event: { app_id: 'Shop' }, rejected: 'app_not_registered' },
  { rule: '2.6: a blank app', event: { app_id: ' ' }, rejected: 'app_not_registered' },
  { rule: "2.7: the record's app may differ", record: { appId: 'whatever' }, row: { app_id: 'shop' } },
  { rule: '4: an event without a name is skipped', event: { event_type: '' }, rejected: 'event_name_empty' },
  {
    rule: '4: so is one whose name is missing',
    event: { event_type: undefined },
    rejected: 'event_name_empty',
  },
  {
    rule: '7: an explicit name of the event is kept',
    event: { event_type: '  ' },
    row: { event_name: '  ' },
  },
];

/** `processing.md` 2.5: events of three days before. */
export const oldEventCases: readonly SpecCase[] = [
  {
    rule: '2.5: exactly 72 hours old stays',
    event: { timestamp: ingestMs - hours72 },
    row: { event_time_msec: ingestMs - hours72 },
  },
  ...['_first_open', '_first_visit', '_profile_set'].map((event_type) => ({
    rule: `2.5: an old ${event_type} stays`,
    event: { event_type, timestamp: ingestMs - hours72 - 1 },
    row: { event_time_msec: ingestMs - hours72 - 1 },
  })),
  {
    rule: "2.5: a missing ingest time is the server's",
    event: { timestamp: ingestMs - hours72 },
    record: { ingest_time: null, server_ingest_time: ingestMs },
    row: { ingest_time_msec: ingestMs },
  },
];

/** A whole record and what becomes of it; `data` is made from an event of the app. */
export interface BodyCase {
  readonly rule: string;
  /** `data` of the record. */
  data(event: JsonObject): unknown;
  readonly record?: JsonObject;
  /** How many rows the event gives. */
  readonly rows: number;
  readonly rejected?: readonly string[];
}

const packed = (text: string) => gzipSync(text).toString('base64');

/** `processing.md` 1.2 and 2.1 to 2.3: bodies. */
export const bodyCases: readonly BodyCase[] = [
  { rule: '2.3: an array', data: (event) => JSON.stringify([event]), rows: 1 },
  { rule: '1.2: data that is JSON, not text', data: (event) => [event], rows: 1 },
  { rule: '2.3: a single object', data: (event) => JSON.stringify(event), rows: 1 },
  { rule: '2.2: base64 of gzip', data: (event) => packed(JSON.stringify([event])), rows: 1 },
  { rule: '2.2: the same of a single object', data: (event) => packed(JSON.stringify(event)), rows: 1 },
  {
    rule: '2.2: line breaks inside the inflated text are dropped',
    data: (event) => packed(JSON.stringify([event], null, 1)),
    rows: 1,
  },
  {
    rule: 'README 12: blanks and a byte-order mark around the body',
    data: (event) => `\uFEFF \n${JSON.stringify([event])}\t\n`,
    rows: 1,
  },
  { rule: '2.3: an empty array', data: () => '[]', rows: 0 },
  { rule: '2.1: no data', data: () => null, rows: 0, rejected: ['data_missing'] },
  {
    rule: '2.2: neither JSON nor base64',
    data: () => 'this is no JSON',
    rows: 0,
    rejected: ['body_undecodable'],
  },
  {
    rule: '2.2: base64 with a line break',
    data: (event) => packed(JSON.stringify([event])).replace(/(.{40})/, '$1\n'),
    rows: 0,
    rejected: ['body_undecodable'],
  },
  {
    rule: '2.2: base64 of something else',
    data: () => 'bm90IGd6aXA=',
    rows: 0,
    rejected: ['body_undecodable'],
  },
  {
    rule: '2.3: malformed JSON',
    data: (event) => JSON.stringify([event]).replace('}', ''),
    rows: 0,
    rejected: ['body_not_json'],
  },
  {
    rule: '2.3: malformed JSON in gzip',
    data: (event) => packed(JSON.stringify([event]).replace('}', '')),
    rows: 0,
    rejected: ['body_not_json'],
  },
  {
    rule: '2.4: elements that are no objects leave their neighbours alone',
    data: (event) => JSON.stringify([1, 'x', null, [event], true, event]),
    rows: 1,
    rejected: Array.from({ length: 5 }, () => 'event_not_object'),
  },
  {
    rule: '2.7: a record without app',
    data: (event) => JSON.stringify([event]),
    record: { appId: '' },
    rows: 0,
    rejected: ['record_without_app'],
  },
  {
    rule: '2.7: a record whose app is null',
    data: (event) => JSON.stringify([event]),
    record: { appId: null },
    rows: 0,
    rejected: ['record_without_app'],
  },
];
