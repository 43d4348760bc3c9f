import { type StoredColumn, storedColumns } from '../tables/stored-column.ts';

/** A table of counts that grow by addition: one row per key. */
export interface CountTable {
  /** Name below `stored`. */
  readonly name: string;
  readonly keys: readonly string[];
  /** Whether rows carry `first_seen` and `last_seen`. */
  readonly hasBounds: boolean;
}

/** Events per quarter of an hour, which every time zone's day is made of. */
export const quarterCounts: CountTable = {
  name: 'metadata_quarter',
  keys: ['app_id', 'event_name', 'quarter'],
  hasBounds: false,
};

/** Where events come from: platforms and SDKs per UTC day. */
export const eventCounts: CountTable = {
  name: 'metadata_event',
  keys: ['app_id', 'event_name', 'day', 'platform', 'sdk_name', 'sdk_version'],
  hasBounds: true,
};

/** Custom parameters (category `event`) and user attributes (`user`) that events carry, per UTC day. */
export const parameterCounts: CountTable = {
  name: 'metadata_parameter',
  keys: ['app_id', 'category', 'name', 'type', 'event_name', 'day', 'platform'],
  hasBounds: true,
};

/** Keys of `metadata_value` beside the value: a field on a UTC day. */
export const valueKeys: readonly string[] = ['app_id', 'category', 'name', 'type', 'day'];

const seen = storedColumns('event_count BIGINT', 'first_seen TIMESTAMP', 'last_seen TIMESTAMP');

const field = storedColumns('app_id VARCHAR', 'category VARCHAR', 'name VARCHAR', 'type VARCHAR');
/** What is known about events and fields, by table below `stored`. */
export const metadataStored: Readonly<Record<string, readonly StoredColumn[]>> = {
  metadata_quarter: storedColumns(
    'app_id VARCHAR',
    'event_name VARCHAR',
    'quarter TIMESTAMP',
    'event_count BIGINT',
  ),
  metadata_event: [
    ...storedColumns('app_id VARCHAR', 'event_name VARCHAR', 'day DATE', 'platform VARCHAR'),
    ...storedColumns('sdk_name VARCHAR', 'sdk_version VARCHAR'),
    ...seen,
  ],
  metadata_parameter: [
    ...field,
    ...storedColumns('event_name VARCHAR', 'day DATE', 'platform VARCHAR'),
    ...seen,
  ],
  /**
   * The most frequent values of a field on a day. A value occurred at least `occurrences` times and at most `slack` times
   * more. The row without a value tells how often any value that has no row may have occurred; where there is none, none did.
   */
  metadata_value: [
    ...field,
    ...storedColumns('day DATE', 'value VARCHAR', 'occurrences BIGINT', 'slack BIGINT'),
  ],
  /** One row: events of loads up to `load_no` are counted; values of days before `trimmed_day` are cut down. */
  metadata_state: storedColumns('load_no INTEGER', 'trimmed_day DATE'),
};
