import { userColumns } from '@millstream/core';
import { quoteIdentifier } from '../sql-text.ts';
import { userShown } from '../tables/user-table.ts';
import { listOf, pageVisitDimensions, slotMs, trafficColumns, visitDimensions } from './rollup-columns.ts';

/** Number of a user's session, the same in every rollup; null without one. */
export const sessionNumber = (alias: string) => `CASE
    WHEN ${alias}.session_start IS NOT NULL THEN ${alias}.session_start * 1048576 + ${alias}.user_no % 1048576
    WHEN ${alias}.session_other IS NOT NULL THEN -${alias}.session_other::BIGINT END`;

const keys = (alias: string) =>
  `${alias}.app_id, ${alias}.slot, ${alias}.slot * ${slotMs}::BIGINT AS slot_ms, ${alias}.user_no,
     coalesce(p.person_no, ${alias}.user_no) AS person_no, ${sessionNumber(alias)} AS session_no`;
const persons = (alias: string) => `LEFT JOIN stored.person p ON p.user_no = ${alias}.user_no`;
const userList = userColumns.map(({ name }) => `u.${quoteIdentifier(name)}`).join(', ');

/**
 * Views of the rollups. They count exactly the events that `event_v2` shows of people; rows of equal keys may repeat.
 * `rollup_user` and `session_traffic` give what belongs to the numbers.
 */
export const rollupViews: readonly string[] = [
  `CREATE OR REPLACE VIEW visit AS
   SELECT ${keys('v')}, ${listOf(visitDimensions, 'v')}, v.names, v.events, v.views, v.opened, v.started, v.crashed,
     v.engagement, v.duration, v.value, v.slot * ${slotMs}::BIGINT + v.last_gap AS last_ms
   FROM stored.visit v ${persons('v')}`,
  `CREATE OR REPLACE VIEW page_visit AS
   SELECT ${keys('v')}, ${listOf(pageVisitDimensions, 'v')}, v.events, v.page_views, v.screen_views, v.page_entries,
     v.screen_entries, v.engagement, v.slot * ${slotMs}::BIGINT + v.page_gap AS page_ms, v.page_tie,
     v.slot * ${slotMs}::BIGINT + v.screen_gap AS screen_ms, v.screen_tie
   FROM stored.page_visit v ${persons('v')}`,
  `CREATE OR REPLACE VIEW session_traffic AS
   SELECT t.app_id, t.user_no, ${sessionNumber('t')} AS session_no, ${listOf(trafficColumns, 't')}
   FROM stored.session_traffic t`,
  `CREATE OR REPLACE VIEW rollup_user AS
   SELECT u.app_id, u.user_no, u.person_no, ${userList} FROM (
     SELECT ${userShown}, e.app_id, e.user_no, coalesce(p.person_no, e.user_no) AS person_no
     FROM stored.user e LEFT JOIN stored.person p ON p.user_no = e.user_no WHERE e.user_no IS NOT NULL
   ) u`,
  'CREATE OR REPLACE VIEW event_name_number AS SELECT app_id, event_name, name_no FROM stored.event_name_number',
];
