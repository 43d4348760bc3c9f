import { listOf, rollupSourceColumns } from '../rollups/rollup-columns.ts';
import { activityDimensions, dimensionList } from './activity-table.ts';

const dayMs = 86_400_000;
/** What the rollups count beyond the dimensions. */
const moreColumns = `, ${listOf(
  rollupSourceColumns.filter((name) => !activityDimensions.includes(name)),
  'e',
)}`;

/**
 * The start that a session id of our clients tells (`<last 8 of the pseudo id>-yyyyMMdd-HHmmssSSS`) as a number, else
 * null. Each number stands for one text of a user: months count 31 days, so that no calendar is asked.
 */
export const sessionStart = `CASE
    WHEN starts_with(r.session_id, lpad(right(r.user_pseudo_id, 8), 8, '_') || '-') AND length(r.session_id) = 27
      AND r.session_id[18] = '-' AND r.session_day BETWEEN 19700000 AND 20991231
      AND lpad(r.session_day::VARCHAR, 8, '0') = r.session_id[10:17]
      AND r.session_day // 100 % 100 BETWEEN 1 AND 12 AND r.session_day % 100 BETWEEN 1 AND 31
      AND r.session_clock >= 0 AND lpad(r.session_clock::VARCHAR, 9, '0') = r.session_id[19:]
      AND r.session_clock // 10000000 < 24 AND r.session_clock // 100000 % 100 < 60 AND r.session_clock % 100000 < 60000
    THEN ((r.session_day // 10000 - 1970) * 372 + r.session_day // 100 % 100 * 31 + r.session_day % 100)::BIGINT * ${dayMs}
      + r.session_clock // 10000000 * 3600000 + r.session_clock // 100000 % 100 * 60000 + r.session_clock % 100000 END`;

/** What `sessionStart` reads of a session id beside the id itself. */
export const sessionClock = (alias: string) =>
  `try_cast(${alias}.session_id[10:17] AS INTEGER) AS session_day, try_cast(${alias}.session_id[19:] AS INTEGER) AS session_clock`;

/** Where events come from: `from` gives them as `e`, with the number of each one's user as `u.user_no`. */
export interface ActivitySource {
  readonly from: string;
  /** Condition on `e` and `u`. */
  readonly where: string;
}

/**
 * Query for the rows of `temp.activity_new`. An event whose user has no number gets 0, which stands for no user. A session
 * id is read once, not once for each event: that would take as long as the rest.
 */
export function activityRows({ from, where }: ActivitySource): string {
  return `SELECT e.app_id, e.event_name, epoch_ms(e.event_timestamp) AS event_ms, coalesce(u.user_no, 0) AS user_no,
      coalesce(p.person_no, u.user_no, 0) AS person_no,
      k.session_start, CASE WHEN k.session_start IS NULL THEN e.session_id END AS session_text,
      NULL::INTEGER AS session_other, 0 AS tie, e.event_bundle_sequence_id AS sequence, e.event_uuid, e.event_text,
      ${dimensionList('e')}${moreColumns}
    FROM ${from} LEFT JOIN (
      SELECT r.session_id, r.user_pseudo_id, ${sessionStart} AS session_start FROM (
        SELECT DISTINCT e.session_id, e.user_pseudo_id, ${sessionClock('e')} FROM ${from} WHERE ${where}
      ) r
    ) k ON k.session_id = e.session_id AND k.user_pseudo_id = e.user_pseudo_id
    LEFT JOIN stored.person p ON p.user_no = u.user_no WHERE ${where}`;
}
