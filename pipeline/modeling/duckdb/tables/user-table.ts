import { userColumns } from '@millstream/core';
import { quoteIdentifier } from '../sql-text.ts';
import { commonEntries, processInfo, shownMap } from './shown-expressions.ts';
import { type StoredColumn, storedColumns } from './stored-column.ts';

/**
 * A group of user columns that come from one event together, with the columns that hold that event's place in time.
 * `wins` tells which of two events supplies the group.
 */
export interface UserPart {
  /** Names the group in the SQL. */
  readonly name: 'identity' | 'latest' | 'first';
  readonly at: string;
  readonly event: string;
  readonly wins: 'later' | 'earlier';
  /** Condition on a contributing event `e`. */
  readonly suppliedBy: string;
  /** Stored column -> expression over the event `e`. */
  readonly columns: Readonly<Record<string, string>>;
}

/** The three parts of a user's state; each comes whole from one event, so merging is commutative. */
export const userParts: readonly UserPart[] = [
  {
    name: 'identity',
    at: 'user_id_at',
    event: 'user_id_event',
    wins: 'later',
    suppliedBy: 'e.user_id IS NOT NULL',
    columns: { user_id: 'e.user_id' },
  },
  {
    name: 'latest',
    at: 'latest_at',
    event: 'latest_event',
    wins: 'later',
    suppliedBy: 'e.user_properties IS NOT NULL',
    columns: {
      user_properties: 'e.user_properties',
      user_properties_json_str: 'e.user_properties_json_str',
      latest_event_name: 'e.event_name',
    },
  },
  {
    name: 'first',
    at: 'first_at',
    event: 'first_event',
    wins: 'earlier',
    suppliedBy: 'e.user_first',
    columns: {
      first_event_name: 'e.event_name',
      first_touch_time_msec: 'coalesce(e.user_first_touch_msec, e.user_first_touch_time_msec)',
      first_referrer: 'e.page_view_page_referrer',
      first_traffic_source: 'e.traffic_source_source',
      first_traffic_medium: 'e.traffic_source_medium',
      first_traffic_campaign: 'e.traffic_source_campaign',
      first_traffic_content: 'e.traffic_source_content',
      first_traffic_term: 'e.traffic_source_term',
      first_traffic_campaign_id: 'e.traffic_source_campaign_id',
      first_traffic_clid_platform: 'e.traffic_source_clid_platform',
      first_traffic_clid: 'e.traffic_source_clid',
      first_traffic_channel_group: 'e.traffic_source_channel_group',
      first_traffic_category: 'e.traffic_source_category',
      first_app_install_source: 'e.app_install_source',
    },
  },
];

/** Columns of the event that a user's parts may need, beside key and time. */
export const userEventColumns: readonly string[] = [
  'user_id',
  'user_first',
  'user_first_touch_msec',
  'user_first_touch_time_msec',
  'user_properties',
  'user_properties_json_str',
  'page_view_page_referrer',
  'app_install_source',
  ...['source', 'medium', 'campaign', 'content', 'term'].map((field) => `traffic_source_${field}`),
  ...['campaign_id', 'clid_platform', 'clid', 'channel_group', 'category'].map(
    (field) => `traffic_source_${field}`,
  ),
];

function typeOf(column: string): string {
  return column === 'first_touch_time_msec' ? 'BIGINT' : 'VARCHAR';
}

/** Columns of `stored.user`: key, time, the parts with their place in time, the common stamps. */
export const userStored: readonly StoredColumn[] = [
  ...storedColumns('app_id VARCHAR', 'user_pseudo_id VARCHAR', 'event_timestamp TIMESTAMP'),
  ...userParts.flatMap((part) => [
    ...Object.keys(part.columns).map((name) => ({ name, type: typeOf(name) })),
    { name: part.at, type: 'TIMESTAMP' },
    { name: part.event, type: 'VARCHAR' },
  ]),
  ...storedColumns('job_name VARCHAR', 'process_time TIMESTAMP', 'created_time TIMESTAMP', 'load_no INTEGER'),
];

const shownFrom: Readonly<Record<string, string>> = {
  user_properties: shownMap('e.user_properties', 'umap'),
  first_visit_date: 'make_timestamp(e.first_touch_time_msec * 1000)::DATE',
  process_info: processInfo([
    { key: 'first_event_name', value: 'e.first_event_name' },
    { key: 'latest_event_name', value: 'e.latest_event_name' },
    ...commonEntries('e.'),
  ]),
};

/** Select list that shows rows `e` of `stored.user` as the specified columns of `user_v2`. */
export const userShown: string = userColumns
  .map(({ name }) => `${shownFrom[name] ?? `e.${quoteIdentifier(name)}`} AS ${quoteIdentifier(name)}`)
  .join(', ');
