import { type Column, eventColumns, itemColumns, sessionColumns, userColumns } from '@millstream/core';
import { quoteIdentifier } from './sql-text.ts';

const leftOut = new Set([
  'device_ua',
  'page_view_page_url_query_parameters',
  'process_info',
  // These two come from the session.
  'session_number',
  'session_start_time_msec',
]);

const column = (alias: string) => (entry: Column) => `${alias}.${quoteIdentifier(entry.name)}`;

/** Booleans become text, where absent means false: reports group by them. */
function eventColumn(entry: Column): string {
  const plain = column('e')(entry);
  if (entry.type !== 'bool') return plain;
  return `CASE WHEN ${plain} THEN 'true' ELSE 'false' END AS ${quoteIdentifier(entry.name)}`;
}

const isView = `e.event_name IN ('_page_view', '_screen_view')`;
const sessionSource = sessionColumns.filter(({ name }) => /^session_(?!id$|number$|start)/.test(name));
const firstTouch = userColumns.filter(({ name }) => name.startsWith('first_'));
const itemParts = itemColumns.filter(({ name }) =>
  /^(item_id|name|brand|currency|price|quantity|creative_|location_id|category)/.test(name),
);

/**
 * The views that analyses read. Events of bots are left out; read `event_v2` for them. Sessions and users are left-joined:
 * an event never disappears because its session's or user's row is late.
 */
export function analysisViews(): readonly string[] {
  return [
    `CREATE OR REPLACE VIEW clickstream_event_base_view AS
     SELECT ${eventColumns
       .filter(({ name }) => !leftOut.has(name))
       .map(eventColumn)
       .join(', ')},
       e.device_ua['string'] AS device_ua_string,
       s.session_number, s.session_start_time_msec, ${sessionSource.map(column('s')).join(', ')},
       CASE WHEN ${isView} THEN e.session_id END AS view_session_indicator,
       CASE WHEN ${isView} THEN e.event_id END AS view_event_indicator
     FROM event_v2 e
     LEFT JOIN session s ON s.app_id = e.app_id AND s.user_pseudo_id = e.user_pseudo_id AND s.session_id = e.session_id
     WHERE NOT e.is_bot`,
    `CREATE OR REPLACE VIEW clickstream_event_view_v3 AS
     SELECT e.*, u.user_id AS latest_user_id, ${firstTouch.map(column('u')).join(', ')},
       u.user_properties, u.user_properties_json_str,
       coalesce(u.user_id, e.user_pseudo_id) AS merged_user_id,
       CASE WHEN e.event_name = '_first_open' THEN coalesce(u.user_id, e.user_pseudo_id) END AS new_user_indicator,
       CASE WHEN e.event_timestamp::DATE = u.first_visit_date THEN 'true' ELSE 'false' END AS is_first_day_event
     FROM clickstream_event_base_view e
     LEFT JOIN user_v2 u ON u.app_id = e.app_id AND u.user_pseudo_id = e.user_pseudo_id`,
    `CREATE OR REPLACE VIEW clickstream_item_view_v1 AS
     SELECT i.event_timestamp, i.event_id, i.event_name, i.platform, i.user_pseudo_id, i.user_id,
       ${itemParts.map(column('i')).join(', ')}, i.custom_parameters_json_str, i.app_id
     FROM item_v2 i`,
  ];
}
