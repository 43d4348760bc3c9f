import { eventColumns } from '@millstream/core';
import { quoteIdentifier } from '../sql-text.ts';
import { type StoredColumn, storedColumns, storedTypes } from '../tables/stored-column.ts';

/** Columns of `event_v2` that analyses filter and group by most. */
export const activityDimensions: readonly string[] = [
  'platform',
  'app_version',
  'device_ua_browser',
  'device_ua_os',
  'device_ua_device_category',
  'geo_country',
  'geo_city',
  'traffic_source_source',
  'traffic_source_medium',
  'traffic_source_campaign',
  'traffic_source_channel_group',
  'page_view_page_title',
  'screen_view_screen_name',
  'event_value',
];

/** Names of the columns of `event_v2` that the view `activity` shows as they are. */
export const activityColumns: ReadonlySet<string> = new Set(['app_id', 'event_name', ...activityDimensions]);

const dimensions: readonly StoredColumn[] = eventColumns
  .filter(({ name }) => activityDimensions.includes(name))
  .map(({ name, type }) => ({ name, type: storedTypes[type] }));

/** The dimensions as a select list of `alias`. */
export function dimensionList(alias: string): string {
  return dimensions.map(({ name }) => `${alias}.${quoteIdentifier(name)}`).join(', ');
}

/**
 * Columns of `stored.activity`: one row per event of a person, with numbers in place of long texts. A session of our
 * clients is kept as the time since its start (`session_gap`), others by a number (`session_other`).
 */
const activityStored: readonly StoredColumn[] = [
  ...storedColumns(
    'app_id VARCHAR',
    'event_name VARCHAR',
    'event_ms BIGINT',
    'tie INTEGER',
    'user_no INTEGER',
    'session_gap BIGINT',
    'session_other INTEGER',
  ),
  ...dimensions,
];

/** Sort order of rows within what is written at once: a name costs only its own rows, a user's rows are neighbours. */
export const activityOrder = 'app_id, event_ms // 86400000, event_name, user_no, event_ms, tie';

/** Stored tables of the activity layout. `docs/decisions/0006-activity-layout.md` tells why they are so. */
export const activityTables: Readonly<Record<string, readonly StoredColumn[]>> = {
  activity: activityStored,
  /** One row when the warehouse keeps activity. */
  activity_state: storedColumns('version INTEGER'),
  /** Rows written since their day was last sorted, and the most of them that were written at once, which are sorted. */
  activity_unsorted: storedColumns('app_id VARCHAR', 'day DATE', 'written BIGINT', 'largest BIGINT'),
  /** Users whose person has another number than they: those that share their latest user id with an earlier one. */
  person: storedColumns('user_no INTEGER', 'person_no INTEGER'),
  /** Numbers of users without a row in `stored.user`. */
  former_user: storedColumns(
    'app_id VARCHAR',
    'user_pseudo_id VARCHAR',
    'user_no INTEGER',
    'keyed_user_id VARCHAR',
    'load_no INTEGER',
  ),
  /** Numbers of sessions whose id is not of our clients' form. */
  session_number: storedColumns('app_id VARCHAR', 'session_id VARCHAR', 'session_no INTEGER'),
};

/** Columns that the layout adds to `stored.user`: its number, and the user id by which its person was found last. */
export const activityUserColumns: readonly string[] = ['user_no INTEGER', 'keyed_user_id VARCHAR'].map(
  (column) => `ALTER TABLE stored.user ADD COLUMN IF NOT EXISTS ${column}`,
);
