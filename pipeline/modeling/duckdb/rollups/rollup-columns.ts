import { eventColumns, sessionColumns } from '@millstream/core';
import { quoteIdentifier } from '../sql-text.ts';
import { type StoredColumn, storedTypes } from '../tables/stored-column.ts';

/** Length of a slot, ms: every zone of today is off UTC by a multiple of it, so slots add up to anyone's hours and days. */
export const slotMs = 900_000;

/** Columns of `event_v2` that visits are told apart by: device and place. */
export const visitDimensions: readonly string[] = [
  'platform',
  'app_version',
  'device_mobile_model_name',
  'device_operating_system',
  'device_operating_system_version',
  'device_ua_browser',
  'device_ua_os',
  'device_ua_os_version',
  'device_ua_device',
  'device_screen_width',
  'device_screen_height',
  'geo_country',
  'geo_city',
];

/** Columns of `event_v2` that page visits are told apart by. */
export const pageVisitDimensions: readonly string[] = [
  'platform',
  'page_view_page_title',
  'page_view_page_url_path',
  'screen_view_screen_name',
  'screen_view_screen_id',
];

/** Columns of `session` that are kept by the session's number. */
export const trafficColumns: readonly string[] = sessionColumns
  .map(({ name }) => name)
  .filter((name) =>
    /^session_(source|medium|campaign|clid_platform|channel_group|source_category)$/.test(name),
  );

/** Columns that the rollups count, beside the event's name. */
const counted = [
  'page_view_entrances',
  'screen_view_entrances',
  'session_duration',
  'user_engagement_time_msec',
  'event_value',
];

/** Every column of `event_v2` that the rollups are made of. */
export const rollupSourceColumns: readonly string[] = [
  ...new Set([...visitDimensions, ...pageVisitDimensions, ...counted]),
];

/** Stored form of preset columns, in the order of the list. */
export function storedForm(names: readonly string[]): readonly StoredColumn[] {
  return names.map((name) => {
    const column = [...eventColumns, ...sessionColumns].find((one) => one.name === name);
    if (column === undefined) throw new Error(`there is no column ${name}`);
    return { name, type: storedTypes[column.type] };
  });
}

/** Names as a select list of `alias`. */
export function listOf(names: readonly string[], alias: string): string {
  return names.map((name) => `${alias}.${quoteIdentifier(name)}`).join(', ');
}

/** What the views of the rollups can be asked for, for those who plan queries on them. */
export const rollupColumns = Object.freeze({
  columns: { visit: new Set(visitDimensions), page_visit: new Set(pageVisitDimensions) },
  session: new Set(trafficColumns),
  slotMs,
});
