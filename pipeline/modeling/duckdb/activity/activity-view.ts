import { dimensionList } from './activity-table.ts';

/**
 * Number of a session, equal for two events of a person exactly when their session ids are: of our clients' form, the
 * start and the device; of another form, a negative number.
 */
const sessionNo = `CASE
    WHEN a.session_gap IS NOT NULL THEN (a.event_ms - a.session_gap) * 1048576 + a.user_no % 1048576
    WHEN a.session_other IS NOT NULL THEN -a.session_other::BIGINT END`;

/**
 * `activity` shows the rows of `event_v2` that are not of bots, in few narrow columns. `(event_ms, tie)` is the total order
 * of a person's events; `person_no` follows the latest identity. `activity_user` tells whose the numbers are.
 */
export const activityViews: readonly string[] = [
  `CREATE OR REPLACE VIEW activity AS
   SELECT a.app_id, a.event_name, a.event_ms, a.tie, a.user_no, coalesce(p.person_no, a.user_no) AS person_no,
     ${sessionNo} AS session_no, ${dimensionList('a')}
   FROM stored.activity a LEFT JOIN stored.person p ON p.user_no = a.user_no`,
  `CREATE OR REPLACE VIEW activity_user AS
   SELECT u.app_id, u.user_no, coalesce(p.person_no, u.user_no) AS person_no, u.user_pseudo_id, u.user_id
   FROM stored.user u LEFT JOIN stored.person p ON p.user_no = u.user_no WHERE u.user_no IS NOT NULL`,
];
