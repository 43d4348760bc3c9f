import type { ColumnType } from '@millstream/core';
import { quoteLiteral } from '../sql-text.ts';
import { shownTypes } from './stored-column.ts';

/** A stored map (JSON text) as the map type that views show. `from_json` costs half of a cast or a MAP literal. */
export function shownMap(expression: string, type: ColumnType): string {
  return `from_json(${expression}, ${quoteLiteral(JSON.stringify(shownTypes[type].replaceAll('"', '')))})`;
}

/** An id whose usual form is stored as UUID (16 bytes instead of 36) and any other text beside it. */
export function shownId(prefix: string, alias: string): string {
  return `coalesce(${alias}${prefix}_uuid::VARCHAR, ${alias}${prefix}_text)`;
}

/** A request id: 32 hexadecimal digits are stored as UUID. */
export function shownRid(alias: string): string {
  return `coalesce(replace(${alias}rid_uuid::VARCHAR, '-', ''), ${alias}rid_text)`;
}

/** An instant in ISO 8601 as `process_info` writes it: no fraction for a whole second, else three digits. */
export function isoInstant(epochMs: string): string {
  const instant = `make_timestamp_ms(${epochMs})`;
  return `CASE WHEN ${epochMs} % 1000 = 0 THEN strftime(${instant}, '%Y-%m-%dT%H:%M:%SZ') ELSE strftime(${instant}, '%Y-%m-%dT%H:%M:%S.%gZ') END`;
}

/** One entry of `process_info`; `value` is a text expression, `present` decides whether the entry is there. */
export interface ProcessEntry {
  readonly key: string;
  readonly value: string;
  readonly present?: string;
}

/** The `process_info` map of these entries, in this order; the first must be always present. */
export function processInfo(entries: readonly ProcessEntry[]): string {
  const parts = entries.map(({ key, value, present }, index) => {
    const text = `${quoteLiteral(`${index === 0 ? '' : ','}${JSON.stringify(key)}:`)} || coalesce(to_json(${value})::VARCHAR, 'null')`;
    return present === undefined ? text : `CASE WHEN ${present} THEN ${text} ELSE '' END`;
  });
  return shownMap(`('{' || ${parts.join(' || ')} || '}')`, 'map');
}

/** The keys that all four tables carry. `alias` ends with a dot. */
export function commonEntries(alias: string): readonly ProcessEntry[] {
  return [
    { key: 'process_job_id', value: `${alias}job_name` },
    { key: 'process_time', value: isoInstant(`epoch_ms(${alias}process_time)`) },
  ];
}

/** Where an event row came from, for its own `process_info` and its session's. */
export function provenanceEntries(alias: string): readonly ProcessEntry[] {
  const adjusted = `${alias}adjusted_from_msec IS NOT NULL`;
  return [
    { key: 'rid', value: shownRid(alias) },
    { key: 'ingest_time', value: isoInstant(`${alias}ingest_time_msec`) },
    { key: 'input_file_name', value: `${alias}input_file` },
    { key: 'source_ip', value: `${alias}source_ip`, present: `${alias}source_ip IS NOT NULL` },
    {
      key: 'upload_time',
      value: isoInstant(`${alias}upload_time_msec`),
      present: `${alias}upload_time_msec IS NOT NULL`,
    },
    { key: 'event_timestamp_adjusted', value: `'true'`, present: adjusted },
    {
      key: 'event_timestamp_adjusted_from',
      value: `${alias}adjusted_from_msec::VARCHAR`,
      present: adjusted,
    },
    {
      key: 'event_timestamp_adjusted_to',
      value: `epoch_ms(${alias}event_timestamp)::VARCHAR`,
      present: adjusted,
    },
    { key: 'event_timestamp_adjusted_reason', value: `${alias}adjusted_reason`, present: adjusted },
  ];
}
