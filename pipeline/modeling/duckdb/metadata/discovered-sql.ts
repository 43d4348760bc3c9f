import { fieldTypes } from '@millstream/core';
import { quoteList, quoteLiteral } from '../sql-text.ts';

/** Longest name of a field that is discovered, in characters; longer ones are no names that a person would choose. */
const longestName = 255;
/** Characters of a value that are kept. */
export const longestValue = 100;

/**
 * Rows of events that say something: of people, and with a name. `rows` is a query for rows of `stored.event` as `e`
 * that ends inside its WHERE.
 */
export function ofPeople(rows: string): string {
  return `(${rows} AND NOT e.is_bot AND e.event_name <> '_')`;
}

const bounds = 'min(event_timestamp) AS first_seen, max(event_timestamp) AS last_seen';

/** Counts per event, quarter of an hour and origin: what `quartersOf` and `eventsOf` roll up. */
export function originsOf(events: string): string {
  return `SELECT app_id, event_name, time_bucket(INTERVAL 15 minutes, event_timestamp) AS quarter, platform, sdk_name, sdk_version,
      count(*) AS event_count, ${bounds}
    FROM ${events} GROUP BY ALL`;
}

/** Rows for `metadata_quarter`. */
export function quartersOf(origins: string): string {
  return `SELECT app_id, event_name, quarter, sum(event_count)::BIGINT AS event_count FROM ${origins} GROUP BY ALL`;
}

const rolledUp = `sum(event_count)::BIGINT AS event_count, min(first_seen) AS first_seen, max(last_seen) AS last_seen`;

/** Rows for `metadata_event`. */
export function eventsOf(origins: string): string {
  return `SELECT app_id, event_name, quarter::DATE AS day, platform, sdk_name, sdk_version, ${rolledUp}
    FROM ${origins} GROUP BY ALL`;
}

const typedMap = quoteLiteral(JSON.stringify('MAP(VARCHAR, STRUCT(value VARCHAR, type VARCHAR))'));
/** Types that plug-ins made up count as text. */
const typeOfEntry = `CASE WHEN entry.value.type IN (${fieldTypes.map(quoteLiteral).join(', ')}) THEN entry.value.type ELSE 'string' END`;

/**
 * Name, type and value of each entry of a stored map, whose text the engine's own reader made, so that it is
 * valid JSON. `rows` has the map's text as `map_text` and the columns `others`.
 */
export function entriesOf(rows: string, others: string): string {
  return `SELECT ${others}, entry.key AS name, ${typeOfEntry} AS type, left(entry.value.value, ${longestValue}) AS value
    FROM (SELECT ${others}, unnest(map_entries(from_json(map_text, ${typedMap}))) AS entry FROM ${rows})
    WHERE length(entry.key) <= ${longestName}`;
}

/**
 * Custom parameters and user attributes that events carry, by value. Equal maps are counted before they are parsed: most
 * events of a kind carry the same few.
 */
export function carriedFieldsOf(events: string): string {
  const maps = Object.entries({ event: 'custom_parameters', user: 'user_properties' }).map(
    ([category, column]) =>
      `SELECT app_id, '${category}' AS category, event_name, event_timestamp::DATE AS day, platform, ${column} AS map_text,
         count(*) AS event_count, ${bounds}
       FROM ${events} WHERE ${column} IS NOT NULL GROUP BY ALL`,
  );
  const others = 'app_id, category, event_name, day, platform, event_count, first_seen, last_seen';
  return entriesOf(`(${maps.join(' UNION ALL ')})`, others);
}

/** Rows for `metadata_parameter`. */
export function parametersOf(carried: string): string {
  return `SELECT app_id, category, name, type, event_name, day, platform, ${rolledUp} FROM ${carried} GROUP BY ALL`;
}

/** Condition that a value is one to offer. */
export const isShown = `value IS NOT NULL AND value <> ''`;

/** Values of custom parameters, as rows for `metadata_value`. */
export function parameterValuesOf(carried: string): string {
  return `SELECT app_id, category, name, type, day, value, sum(event_count)::BIGINT AS occurrences
    FROM ${carried} WHERE category = 'event' AND ${isShown} GROUP BY ALL`;
}

/** Columns turned into rows of name, type and value; `others` are kept beside. */
export function columnsAsRows(
  rows: string,
  columns: readonly { readonly name: string; readonly type: string }[],
  others: string,
): string {
  const names = quoteList(columns.map(({ name }) => name));
  const types = quoteList(columns.map(({ type }) => type));
  const values = columns.map(({ name }) => `left(${name}::VARCHAR, ${longestValue})`).join(', ');
  return `SELECT ${others}, unnest(${names}) AS name, unnest(${types}) AS type, unnest([${values}]) AS value FROM ${rows}`;
}
