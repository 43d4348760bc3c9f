/* millstream exploration retention */
WITH "base_events" AS (
  SELECT e."event_name" AS "event_name", e.event_time_msec AS "event_ms", coalesce(u.user_id, e.user_pseudo_id) AS "person"
  FROM event_v2 e
  LEFT JOIN user_v2 u ON u.partition_app = e.partition_app AND u.user_pseudo_id = e.user_pseudo_id
  WHERE e.partition_app = 'shop' AND e.partition_year || e.partition_month || e.partition_day BETWEEN '20240329' AND '20240401' AND e.event_time_msec >= 1711753200000 AND e.event_time_msec < 1711922400000 AND NOT e.is_bot AND e.event_name IN ('buy', 'view')
),
"start_1" AS (
  SELECT "e"."person" AS "person", "e"."event_ms" AS "ms", (("e"."event_ms" + CASE WHEN ("e"."event_ms" < 1711846800000) THEN 3600000 ELSE 7200000 END) / 86400000) AS "bucket" FROM "base_events" AS "e" WHERE (("e"."event_name" = 'view') AND ("e"."event_ms" < 1711839600000))
),
"revisit_1" AS (
  SELECT "e"."person" AS "person", "e"."event_ms" AS "ms", (("e"."event_ms" + CASE WHEN ("e"."event_ms" < 1711846800000) THEN 3600000 ELSE 7200000 END) / 86400000) AS "bucket" FROM "base_events" AS "e" WHERE ("e"."event_name" = 'buy')
),
"cohort_1" AS (
  SELECT "s"."person" AS "person", "s"."bucket" AS "bucket", min("s"."ms") AS "first_ms" FROM "start_1" AS "s" GROUP BY 1, 2
),
"cohort_users_1" AS (
  SELECT "c"."bucket" AS "cohort", CAST(NULL AS BIGINT) AS "bucket", 0 AS "rank", "c"."person" AS "person" FROM "cohort_1" AS "c"
),
"cohort_size_1" AS (
  SELECT "u"."cohort" AS "cohort", "u"."bucket" AS "bucket", "u"."rank" AS "rank", count(*) AS "value" FROM "cohort_users_1" AS "u" GROUP BY 1, 2, 3
),
"retained_users_1" AS (
  SELECT DISTINCT "c"."bucket" AS "cohort", "r"."bucket" AS "bucket", 0 AS "rank", "r"."person" AS "person" FROM "revisit_1" AS "r" JOIN "cohort_1" AS "c" ON ("r"."person" = "c"."person")
),
"retained_1" AS (
  SELECT "u"."cohort" AS "cohort", "u"."bucket" AS "bucket", "u"."rank" AS "rank", count(*) AS "value" FROM "retained_users_1" AS "u" GROUP BY 1, 2, 3
)
SELECT 1 AS "pair", "s"."rank" AS "rank", "s"."cohort" AS "cohort", "s"."bucket" AS "bucket", "s"."value" AS "value" FROM "cohort_size_1" AS "s"
  UNION ALL
  SELECT 1 AS "pair", "s"."rank" AS "rank", "s"."cohort" AS "cohort", "s"."bucket" AS "bucket", "s"."value" AS "value" FROM "retained_1" AS "s"
