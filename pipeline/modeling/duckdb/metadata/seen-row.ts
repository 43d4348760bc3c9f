import { type FieldType, fieldTypes } from '@millstream/core';
import type { Seen } from '../../discovered-metadata.ts';
import type { JsonValue, QueryRow } from '../../warehouse.ts';
import { numberOf, textOf } from '../duckdb-session.ts';

const hasDataMs = 90 * 86_400_000;
/** Associated events of a field, or fields of an event, that are told. */
export const mostAssociated = 1000;

/** Select list that sums up rows of counts as `seenOf` reads them. */
export const seenColumns = `sum(event_count)::BIGINT AS event_count, epoch_ms(min(first_seen)) AS first_ms,
  epoch_ms(max(last_seen)) AS last_ms, list_sort(list(DISTINCT platform) FILTER (platform <> '')) AS platforms`;

/** Reads `seenColumns`. */
export function seenOf(row: QueryRow, asOfMs: number): Seen {
  const lastSeenMs = numberOf(row, 'last_ms');
  return {
    eventCount: numberOf(row, 'event_count'),
    firstSeenMs: numberOf(row, 'first_ms'),
    lastSeenMs,
    hasData: lastSeenMs >= asOfMs - hasDataMs,
    platforms: textsOf(row.platforms),
  };
}

/** A list of texts; empty for null. */
export function textsOf(value: JsonValue | undefined): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

/** The field type of a row's `type`; the tables hold no others. */
export function typeOf(row: QueryRow): FieldType {
  const type = textOf(row, 'type');
  return fieldTypes.find((known) => known === type) ?? 'string';
}
