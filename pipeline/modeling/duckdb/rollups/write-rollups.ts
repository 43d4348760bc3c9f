import type { DuckDbSession } from '../duckdb-session.ts';
import { listOf, pageVisitDimensions, slotMs, visitDimensions } from './rollup-columns.ts';
import { mostNamedBits } from './rollup-tables.ts';

const dayMs = 86_400_000;
const slotsPerDay = dayMs / slotMs;
const slot = `(n.event_ms // ${slotMs})::INTEGER`;
const gap = `(n.event_ms % ${slotMs})::INTEGER`;
const isView = `n.event_name IN ('_page_view', '_screen_view')`;
const order = `app_id, slot // ${slotsPerDay}, user_no, slot`;

const countOf = (condition: string) => `(count(*) FILTER (WHERE ${condition}))::INTEGER`;

/** Visits of the events `n`, whose names have the numbers `e`. */
const visits = `SELECT * FROM (
  SELECT n.app_id, ${slot} AS slot, n.user_no, n.session_start, n.session_other, ${listOf(visitDimensions, 'n')},
    bit_or(CASE WHEN e.name_no <= ${mostNamedBits} THEN 1::BIGINT << e.name_no ELSE 0 END) AS names,
    count(*)::INTEGER AS events, ${countOf(isView)} AS views, ${countOf(`n.event_name = '_first_open'`)} AS opened,
    ${countOf(`n.event_name = '_session_start'`)} AS started, ${countOf(`n.event_name = '_app_exception'`)} AS crashed,
    sum(n.user_engagement_time_msec)::BIGINT AS engagement, max(n.session_duration) AS duration,
    sum(n.event_value) AS value, max(${gap}) AS last_gap
  FROM temp.activity_new n JOIN stored.event_name_number e ON e.app_id = n.app_id AND e.event_name = n.event_name GROUP BY ALL
) ORDER BY ${order}`;

/** Gap and order of the last event of a kind, as one value that is compared part by part. */
const lastOf = (name: string) => `max({'gap': ${gap}, 'tie': n.tie}) FILTER (WHERE n.event_name = '${name}')`;

/** Page visits of the events `n`: those that carry a page or screen, or are such a view. */
const pageVisits = `SELECT * EXCLUDE (page, screen), page.gap AS page_gap, page.tie AS page_tie,
    screen.gap AS screen_gap, screen.tie AS screen_tie FROM (
  SELECT n.app_id, ${slot} AS slot, n.user_no, n.session_start, n.session_other, ${listOf(pageVisitDimensions, 'n')},
    count(*)::INTEGER AS events, ${countOf(`n.event_name = '_page_view'`)} AS page_views,
    ${countOf(`n.event_name = '_screen_view'`)} AS screen_views,
    ${countOf(`n.event_name = '_page_view' AND n.page_view_entrances`)} AS page_entries,
    ${countOf(`n.event_name = '_screen_view' AND n.screen_view_entrances`)} AS screen_entries,
    sum(n.user_engagement_time_msec)::BIGINT AS engagement, ${lastOf('_page_view')} AS page, ${lastOf('_screen_view')} AS screen
  FROM temp.activity_new n WHERE ${isView} OR coalesce(${listOf(pageVisitDimensions.slice(1), 'n')}) IS NOT NULL GROUP BY ALL
) ORDER BY ${order}`;

/** Gives numbers to names that have none; numbers are never given twice. */
async function numberNames(session: DuckDbSession): Promise<void> {
  await session.run(
    `INSERT INTO stored.event_name_number
     SELECT n.app_id, n.event_name, (coalesce(k.used, 0) + row_number() OVER (PARTITION BY n.app_id ORDER BY n.event_name) - 1)::INTEGER
     FROM (SELECT DISTINCT app_id, event_name FROM temp.activity_new) n
     LEFT JOIN (SELECT app_id, max(name_no) + 1 AS used FROM stored.event_name_number GROUP BY app_id) k ON k.app_id = n.app_id
     ANTI JOIN stored.event_name_number e ON e.app_id = n.app_id AND e.event_name = n.event_name`,
  );
}

/** Adds the completed events of `temp.activity_new` to the rollups. */
export async function writeRollups(session: DuckDbSession): Promise<void> {
  await numberNames(session);
  await session.run(`INSERT INTO stored.visit BY NAME ${visits}`);
  await session.run(`INSERT INTO stored.page_visit BY NAME ${pageVisits}`);
  await session.run(
    `INSERT INTO stored.rollup_loose SELECT app_id, (event_ms // ${dayMs})::INTEGER, count(*) FROM temp.activity_new GROUP BY ALL`,
  );
}
