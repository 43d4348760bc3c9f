import { sessionColumns } from '@millstream/core';
import { quoteIdentifier, quoteLiteral } from '../sql-text.ts';
import { commonEntries, processInfo, provenanceEntries } from './shown-expressions.ts';
import { type StoredColumn, storedColumns, storedTypes } from './stored-column.ts';

/** Session columns that carry the chosen event's traffic source, with the event's column. */
export const trafficSource: Readonly<Record<string, string>> = {
  session_source: 'traffic_source_source',
  session_medium: 'traffic_source_medium',
  session_campaign: 'traffic_source_campaign',
  session_content: 'traffic_source_content',
  session_term: 'traffic_source_term',
  session_campaign_id: 'traffic_source_campaign_id',
  session_clid_platform: 'traffic_source_clid_platform',
  session_clid: 'traffic_source_clid',
  session_channel_group: 'traffic_source_channel_group',
  session_source_category: 'traffic_source_category',
};

/** Names of the events that can make a session's row. */
const sessionEvents = ['_session_start', '_page_view', '_user_engagement', '_screen_view', '_app_end'];

/** Condition on rows `e` of the event table: this event can make a session's row. */
export const makesSession = `e.user_pseudo_id IS NOT NULL AND e.session_id IS NOT NULL AND e.event_name IN (${sessionEvents.map(quoteLiteral).join(', ')})`;

/** Rank of an event's source, smaller is better: known, Direct, none. */
export const sourceRank = `(CASE WHEN e.traffic_source_source IS NULL THEN 2 WHEN e.traffic_source_source = 'Direct' THEN 1 ELSE 0 END)::TINYINT`;

const derived = new Set(['process_info', 'created_time', 'event_timestamp']);

/** What the stored row keeps of the chosen event beside the specified columns: its place in the order, its provenance. */
const provenance = storedColumns(
  'source_rank TINYINT',
  'event_id VARCHAR',
  'event_name VARCHAR',
  'rid_uuid UUID',
  'rid_text VARCHAR',
  'ingest_time_msec BIGINT',
  'source_ip VARCHAR',
  'upload_time_msec BIGINT',
  'adjusted_from_msec BIGINT',
  'adjusted_reason VARCHAR',
  'input_file VARCHAR',
  'job_name VARCHAR',
  'process_time TIMESTAMP',
);

/** Columns of `stored.session`. */
export const sessionStored: readonly StoredColumn[] = [
  ...storedColumns('app_id VARCHAR', 'event_timestamp TIMESTAMP'),
  ...sessionColumns
    .filter((column) => !derived.has(column.name))
    .map((column) => ({ name: column.name, type: storedTypes[column.type] })),
  ...provenance,
  ...storedColumns('created_time TIMESTAMP', 'load_no INTEGER'),
];

/** Select list that makes a row of `stored.session` of its chosen event `e`; needs `source_rank` and text `event_id`. */
export const sessionFromEvent: string = sessionStored
  .map(({ name }) => `e.${quoteIdentifier(trafficSource[name] ?? name)} AS ${quoteIdentifier(name)}`)
  .join(', ');

/** Columns of the event that a session may need. */
export const sessionEventColumns: readonly string[] = sessionStored
  .map(({ name }) => trafficSource[name] ?? name)
  .filter((name) => name !== 'source_rank' && name !== 'event_id');

const shownFrom: Readonly<Record<string, string>> = {
  process_info: processInfo([
    ...provenanceEntries('e.'),
    { key: 'event_name', value: 'e.event_name' },
    ...commonEntries('e.'),
  ]),
};

/** Select list that shows rows `e` of `stored.session` as the specified columns of `session`. */
export const sessionShown: string = sessionColumns
  .map(({ name }) => `${shownFrom[name] ?? `e.${quoteIdentifier(name)}`} AS ${quoteIdentifier(name)}`)
  .join(', ');
