import type { QueryRow } from '../warehouse.ts';
import type { NaiveSession, NaiveUser } from './naive-model.ts';

/** Query for one app's users in the form of the naive model. */
export const usersSql = (app: string): string => `
  SELECT user_pseudo_id AS "user", epoch_ms(event_timestamp) AS "eventTime", user_id AS "userId",
    user_properties_json_str AS properties, process_info['latest_event_name'] AS "latestEventName",
    process_info['first_event_name'] AS "firstEventName", first_traffic_source AS "firstSource",
    first_touch_time_msec AS "firstTouch"
  FROM user_v2 WHERE app_id = '${app}'`;

/** Query for one app's sessions in the form of the naive model. */
export const sessionsSql = (app: string): string => `
  SELECT user_pseudo_id AS "user", session_id AS session, epoch_ms(event_timestamp) AS "eventTime",
    session_source AS source, user_id AS "userId", process_info['rid'] AS rid, process_info['event_name'] AS "eventName"
  FROM session WHERE app_id = '${app}'`;

/** Query for one app's events: which copy of each id stays. */
export const eventsSql = (app: string): string => `
  SELECT event_id, process_info['rid'] AS rid, is_bot FROM event_v2 WHERE app_id = '${app}'`;

/** Query for one app's items: whose they are. */
export const itemsSql = (app: string): string => `
  SELECT event_id, item_id, price FROM item_v2 WHERE app_id = '${app}'`;

/** Rows as sorted JSON, for comparison as sets. */
export function asSet(rows: readonly (QueryRow | NaiveUser | NaiveSession)[]): readonly string[] {
  return rows
    .map((row) =>
      JSON.stringify(Object.fromEntries(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)))),
    )
    .sort();
}
