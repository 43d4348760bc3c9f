import {
  pageVisitDimensions,
  slotMs,
  trafficColumns,
  visitDimensions,
} from '../duckdb/rollups/rollup-columns.ts';

const list = (names: readonly string[], alias: string) =>
  names.map((name) => `${alias}."${name}"`).join(', ');
const slot = `epoch_ms(e.event_timestamp) // ${slotMs} * ${slotMs}`;
const view = `e.event_name IN ('_page_view', '_screen_view')`;
const people = (app: string) => `FROM event_v2 e WHERE e.app_id = '${app}' AND NOT e.is_bot`;
const users = `LEFT JOIN activity_user a ON a.app_id = v.app_id AND a.user_no = v.user_no`;
const pseudo = `coalesce(a.user_pseudo_id, '') AS pseudo`;

/** A query over a rollup, and the same counts straight from the events. */
export interface RollupCounts {
  readonly rollup: string;
  readonly events: string;
}

/** What the rollups of an app must tell, each as two queries that have equal rows. */
export function rollupCounts(app: string): Readonly<Record<string, RollupCounts>> {
  return {
    visits: {
      rollup: `SELECT v.slot_ms, ${pseudo}, ${list(visitDimensions, 'v')}, count(DISTINCT v.session_no) AS sessions,
          bool_or(v.session_no IS NULL) AS outside, sum(v.events) AS events, sum(v.views) AS views, sum(v.opened) AS opened,
          sum(v.started) AS started, sum(v.crashed) AS crashed, sum(v.engagement) AS engagement, max(v.duration) AS duration,
          round(sum(v.value), 6) AS value, max(v.last_ms) AS last_ms
        FROM visit v ${users} WHERE v.app_id = '${app}' GROUP BY ALL`,
      events: `SELECT ${slot} AS slot_ms, e.user_pseudo_id AS pseudo, ${list(visitDimensions, 'e')}, count(DISTINCT e.session_id),
          bool_or(e.session_id IS NULL), count(*), count(*) FILTER (${view}), count(*) FILTER (e.event_name = '_first_open'),
          count(*) FILTER (e.event_name = '_session_start'), count(*) FILTER (e.event_name = '_app_exception'),
          sum(e.user_engagement_time_msec), max(e.session_duration), round(sum(e.event_value), 6), max(epoch_ms(e.event_timestamp))
        FROM (SELECT * ${people(app)}) e GROUP BY 1, 2, ${visitDimensions.map((_, index) => index + 3).join(', ')}`,
    },
    names: {
      rollup: `SELECT v.slot_ms, ${pseudo}, e.event_name FROM visit v ${users}
        JOIN event_name_number e ON e.app_id = v.app_id AND (v.names >> e.name_no) & 1 = 1
        WHERE v.app_id = '${app}' GROUP BY ALL`,
      events: `SELECT ${slot}, e.user_pseudo_id, e.event_name ${people(app)} GROUP BY ALL`,
    },
    persons: {
      rollup: `SELECT ${pseudo}, count(DISTINCT v.person_no) AS persons, bool_and(v.person_no = coalesce(a.person_no, v.user_no)) AS agrees
        FROM visit v ${users} WHERE v.app_id = '${app}' GROUP BY ALL`,
      events: `SELECT e.user_pseudo_id, 1, true ${people(app)} GROUP BY ALL`,
    },
    pageVisits: {
      rollup: `SELECT v.slot_ms, ${pseudo}, ${list(pageVisitDimensions, 'v')}, count(DISTINCT v.session_no) AS sessions,
          sum(v.events) AS events, sum(v.page_views) AS page_views, sum(v.screen_views) AS screen_views,
          sum(v.page_entries) AS page_entries, sum(v.screen_entries) AS screen_entries, sum(v.engagement) AS engagement,
          max(v.page_ms) AS page_ms, max(v.screen_ms) AS screen_ms
        FROM page_visit v ${users} WHERE v.app_id = '${app}' GROUP BY ALL`,
      events: `SELECT ${slot} AS slot_ms, e.user_pseudo_id AS pseudo, ${list(pageVisitDimensions, 'e')}, count(DISTINCT e.session_id),
          count(*), count(*) FILTER (e.event_name = '_page_view'), count(*) FILTER (e.event_name = '_screen_view'),
          count(*) FILTER (e.event_name = '_page_view' AND e.page_view_entrances),
          count(*) FILTER (e.event_name = '_screen_view' AND e.screen_view_entrances), sum(e.user_engagement_time_msec),
          max(epoch_ms(e.event_timestamp)) FILTER (e.event_name = '_page_view'),
          max(epoch_ms(e.event_timestamp)) FILTER (e.event_name = '_screen_view')
        FROM (SELECT * ${people(app)}) e WHERE ${view} OR coalesce(${list(pageVisitDimensions.slice(1), 'e')}) IS NOT NULL
        GROUP BY 1, 2, ${pageVisitDimensions.map((_, index) => index + 3).join(', ')}`,
    },
    lastPages: {
      rollup: `SELECT ${pseudo}, arg_max(v.page_view_page_title, {'ms': v.page_ms, 'tie': v.page_tie}) AS title
        FROM page_visit v ${users} WHERE v.app_id = '${app}' AND v.page_ms IS NOT NULL GROUP BY ALL`,
      events: `SELECT e.user_pseudo_id, arg_max(e.page_view_page_title, {'ms': epoch_ms(e.event_timestamp),
          'sequence': coalesce(e.event_bundle_sequence_id, 9223372036854775807), 'id': e.event_id})
        ${people(app)} AND e.event_name = '_page_view' GROUP BY ALL`,
    },
    traffic: {
      rollup: `SELECT v.slot_ms, ${pseudo}, ${list(trafficColumns, 't')}, v.session_no IS NULL AS outside FROM visit v ${users}
        LEFT JOIN session_traffic t ON t.app_id = v.app_id AND t.user_no = v.user_no AND t.session_no = v.session_no
        WHERE v.app_id = '${app}' GROUP BY ALL`,
      events: `SELECT ${slot}, e.user_pseudo_id, ${list(trafficColumns, 's')}, e.session_id IS NULL FROM (SELECT * ${people(app)}) e
        LEFT JOIN session s ON s.app_id = e.app_id AND s.user_pseudo_id = e.user_pseudo_id AND s.session_id = e.session_id
        GROUP BY ALL`,
    },
  };
}

/** Rows that only one of the two has. */
export function differenceSql({ rollup, events }: RollupCounts): string {
  return `WITH a AS (${rollup}), b AS (${events})
    SELECT 'rollup' AS side, * FROM (FROM a EXCEPT ALL FROM b) UNION ALL SELECT 'events', * FROM (FROM b EXCEPT ALL FROM a)`;
}
