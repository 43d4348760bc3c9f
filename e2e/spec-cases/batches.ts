import { ingestMs, type JsonObject } from './spec-case.ts';

const startMs = ingestMs - 100_000;
const at = (ms: number) => new Date(startMs + ms).toISOString();

/** A raw record's events, and fields of the record over the usual ones. */
export interface BatchRecord {
  readonly events: readonly JsonObject[];
  readonly record?: JsonObject;
}

/** A batch, and rows that it must write: by key, columns; null: no row in this batch. */
export interface BatchCase {
  readonly rule: string;
  readonly records: readonly BatchRecord[];
  /** By user_pseudo_id. */
  readonly users: Readonly<Record<string, JsonObject | null>>;
  /** By session_id. */
  readonly sessions: Readonly<Record<string, JsonObject | null>>;
  /** Names of the events by event_id that became rows. */
  readonly events?: Readonly<Record<string, readonly string[]>>;
  readonly duplicates?: number;
}

const source = (name: string) => ({
  _traffic_source_source: name,
  _traffic_source_channel_group: 'g',
  _traffic_source_category: 'c',
});
const property = (value: string, ms: number) => ({ value, type: 'string', set_time_msec: ms });

let count = 0;
function event(user: string, name: string, ms: number, more: JsonObject = {}): JsonObject {
  count += 1;
  return {
    event_type: name,
    event_id: `batch-event-${count}`,
    timestamp: startMs + ms,
    app_id: 'shop',
    unique_id: user,
    ...more,
  };
}
const visit = (session: string, name: string, ms: number, from: string) =>
  event(`user-of-${session}`, name, ms, { attributes: { _session_id: session, ...source(from) } });

const duplicate = (name: string, ingest_time: number, rid: string): BatchRecord => ({
  events: [event(`user-${name}`, name, 1, { event_id: 'twice', items: [{ id: 'i', name }] })],
  record: { ingest_time, rid },
});

const firstHalf = {
  first_traffic_source: 'Direct',
  first_touch_time_msec: startMs + 90,
  first_visit_date: '2026-03-01',
};
const plan = (value: string, ms: number) => ({ plan: { value, set_timestamp: ms } });

/** `processing.md` 10 and 11, `design.md` 4: users, sessions and duplicates over batches that share a state. */
export const batchCases: readonly BatchCase[] = [
  {
    rule: '10.4, 11: a first batch',
    records: [
      {
        events: [
          event('u', '_first_open', 100, {
            attributes: source('Direct'),
            user: { _user_first_touch_timestamp: { value: startMs + 90, set_timestamp: 1 } },
          }),
          event('u', '_profile_set', 200, {
            user: { ...plan('free', 1), city: { value: 'Rome', set_timestamp: 1 } },
          }),
          event('u', 'buy', 300),
          visit('s-1', '_session_start', 10, 'Direct'),
          visit('s-1', '_page_view', 20, 'Google'),
          visit('s-1', '_page_view', 30, 'Bing'),
          visit('s-direct', '_session_start', 10, 'Direct'),
          visit('s-custom', 'buy', 10, 'Google'),
          event('nobody', '_page_view', 10, { unique_id: null, attributes: { _session_id: 's-nobody' } }),
        ],
      },
      duplicate('second', ingestMs + 5, 'b'),
      duplicate('first', ingestMs, 'z'),
      duplicate('third', ingestMs + 5, 'a'),
    ],
    users: {
      u: {
        ...firstHalf,
        event_timestamp: at(300),
        user_properties: { city: property('Rome', 1), plan: property('free', 1) },
        first_event_name: '_first_open',
        latest_event_name: '_profile_set',
      },
      'user-first': { first_traffic_source: null, first_event_name: null },
      'user-second': null,
      'user-third': null,
    },
    sessions: {
      's-1': { session_source: 'Google', event_timestamp: at(20), event_name: '_page_view' },
      's-direct': { session_source: 'Direct', event_timestamp: at(10), event_name: '_session_start' },
      's-custom': null,
      's-nobody': null,
    },
    events: { twice: ['first'] },
    duplicates: 2,
  },
  {
    rule: '10.4, 11: a later batch replaces the properties whole, keeps the first half and a session with a source',
    records: [
      {
        events: [
          event('u', '_session_start', 400, { attributes: source('Google') }),
          event('u', '_profile_set', 500, { user: plan('pro', 2) }),
          visit('s-1', '_page_view', 40, 'Direct'),
          visit('s-direct', '_app_end', 50, 'Google'),
        ],
      },
    ],
    users: {
      u: {
        ...firstHalf,
        event_timestamp: at(500),
        user_properties: { plan: property('pro', 2) },
        user_properties_json_str: '{"plan":{"set_time_msec":2,"value":"pro"}}',
      },
      'user-first': null,
    },
    sessions: { 's-direct': { session_source: 'Google', event_timestamp: at(50), event_name: '_app_end' } },
  },
  {
    rule: '10.2, 10.3: a late batch wins by the times of its events, not by its arrival',
    records: [
      {
        events: [
          event('u', '_screen_view', 50, { attributes: source('Early') }),
          event('u', '_profile_set', 450, {
            user: { ...plan('older', 3), _user_id: { value: 'zed', set_timestamp: 1 } },
          }),
          event('u', 'buy', 600, {
            user: { ...plan('ignored', 4), _user_id: { value: 'ann', set_timestamp: 1 } },
          }),
          visit('s-1', '_page_view', 15, 'Earlier'),
        ],
      },
    ],
    users: {
      u: {
        event_timestamp: at(600),
        user_id: 'ann',
        user_properties: { plan: property('pro', 2) },
        first_traffic_source: 'Early',
        first_touch_time_msec: null,
        first_visit_date: null,
        first_event_name: '_screen_view',
        latest_event_name: '_profile_set',
      },
    },
    sessions: { 's-1': { session_source: 'Earlier', event_timestamp: at(15) } },
  },
];
