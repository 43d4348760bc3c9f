const shared =
  'app_id, event_name, platform, page_view_page_title, geo_country, traffic_source_source, event_value';
const shown = `SELECT epoch_ms(event_timestamp) AS event_ms, user_pseudo_id, session_id IS NULL AS is_single, ${shared}
  FROM event_v2 WHERE NOT is_bot`;
const narrow = `SELECT event_ms, coalesce(u.user_pseudo_id, '') AS user_pseudo_id, session_no IS NULL AS is_single, ${shared}
  FROM activity LEFT JOIN (SELECT user_no, user_pseudo_id FROM activity_user) u USING (user_no)`;

/** Query for the number of rows that `activity` shows too few and too many. */
export const activityDifferenceSql = `SELECT (SELECT count(*) FROM (${shown} EXCEPT ALL ${narrow})) AS missing,
  (SELECT count(*) FROM (${narrow} EXCEPT ALL ${shown})) AS superfluous`;
