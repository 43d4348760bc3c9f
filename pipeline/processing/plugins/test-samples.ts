import type { SourceRecord } from '../clean/source-record.ts';
import { createEventRow, type EventRow } from '../rows/event-row.ts';

const noon = Date.UTC(2026, 2, 1, 12);

/** Fields of a record that a test may give; the rest has fixed values. */
export type SampleRecord = Partial<Omit<SourceRecord, 'file' | 'line' | 'text'>>;

/** A whole record of a sample. */
export function sampleRecord(sample: SampleRecord, line: number): SourceRecord {
  const rid = line.toString(16).padStart(32, '0');
  return {
    file: 0,
    line,
    text: JSON.stringify(sample),
    appId: 'shop',
    data: '',
    ingestMs: noon,
    uploadMs: undefined,
    rid,
    uri: '/collect?appId=shop',
    ua: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
    ip: '192.0.2.10',
    ...sample,
  };
}

/** A whole row of a sample. */
export function sampleRow(sample: Partial<EventRow>, line: number): EventRow {
  return {
    ...createEventRow(0, line, 0),
    event_id: `event-${line}`,
    event_time_msec: noon + line * 1000,
    event_name: '_page_view',
    ingest_time_msec: noon + line * 1000,
    app_id: 'shop',
    project_id: 'first',
    platform: 'Web',
    ...sample,
  };
}

const message = { anonymousId: 'a-1', messageId: 'm-1', timestamp: '2026-03-01T11:59:00Z', writeKey: 'k' };

/** Records a transformer is tried with when its author gives none: formats it may know, and what no format allows. */
export const sampleRecords: readonly SampleRecord[] = [
  {
    data: JSON.stringify([
      {
        event_type: '_page_view',
        event_id: 'e-1',
        timestamp: noon,
        app_id: 'shop',
        attributes: { _page_url: 'https://shop.example.org/' },
      },
    ]),
  },
  {
    data: JSON.stringify({
      ...message,
      type: 'track',
      event: 'Order Completed',
      properties: { revenue: 12.5 },
    }),
  },
  {
    data: JSON.stringify({
      batch: [
        { ...message, type: 'page' },
        { ...message, type: 'identify', userId: 'u' },
      ],
    }),
  },
  { data: JSON.stringify({ event_name: 'purchase', client_id: 'c-1', currency: 'EUR', value: 3 }) },
  { data: '[]' },
  { data: '{}' },
  { data: '' },
  { data: 'not JSON' },
  {
    data: '{"a":[1,{"b":null}],"text":"\\ud83d\\ude00 \\u0000"}',
    ua: undefined,
    ip: undefined,
    uri: undefined,
  },
  { data: '[[[[]]]]', appId: '', rid: '' },
];

/** Rows an enrichment is tried with when its author gives none: full ones, empty ones and odd values. */
export const sampleRows: readonly Partial<EventRow>[] = [
  {
    event_value: 10,
    event_value_currency: 'EUR',
    user_id: 'ann',
    user_pseudo_id: 'p-1',
    session_id: 's-1',
    page_view_page_url: 'https://shop.example.org/tea?color=red',
    page_view_page_url_query_parameters: { color: 'red' },
    geo_country: 'Germany',
    geo_city: 'Berlin',
    ip: '192.0.2.10',
    ua: 'curl/8.4.0',
  },
  { event_value: 19.99, event_value_currency: 'GBP', event_name: 'purchase' },
  { event_value: 0, event_value_currency: 'XXX' },
  { event_value: -5, event_value_currency: 'usd' },
  { event_value: 1e300, event_value_currency: 'JPY' },
  {},
  {
    custom_parameters: {
      product: { value: 'tea', type: 'string' },
      n: { value: '12345678901234567890', type: 'number' },
      list: { value: '[1,2]', type: 'object' },
      yes: { value: 'true', type: 'boolean' },
    },
  },
  { platform: undefined, event_name: '_first_open', custom_parameters: {} },
  { user_id: '', geo_country: '\u{1F600}', page_view_page_title: 'x'.repeat(2048) },
];
