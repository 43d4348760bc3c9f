/* millstream exploration funnel */
WITH "base_events" AS NOT MATERIALIZED (
  SELECT e."event_name" AS "event_name", epoch_ms(e.event_timestamp) AS "event_ms", coalesce(u.user_id, e.user_pseudo_id) AS "person"
  FROM event_v2 e
  LEFT JOIN user_v2 u ON u.app_id = e.app_id AND u.user_pseudo_id = e.user_pseudo_id
  WHERE e.app_id = 'shop' AND NOT e.is_bot AND e.event_timestamp >= TIMESTAMP '2024-03-29 23:00:00.000' AND e.event_timestamp < TIMESTAMP '2024-03-31 22:00:00.000' AND e.event_name IN ('buy', 'view')
),
"step_1" AS (
  SELECT "e"."person" AS "person", "e"."event_ms" AS "ms", (("e"."event_ms" + CASE WHEN ("e"."event_ms" < 1711846800000) THEN 3600000 ELSE 7200000 END) // 86400000) AS "day", (("e"."event_ms" + CASE WHEN ("e"."event_ms" < 1711846800000) THEN 3600000 ELSE 7200000 END) // 86400000) AS "bucket" FROM "base_events" AS "e" WHERE ("e"."event_name" = 'view')
),
"step_2" AS (
  SELECT "e"."person" AS "person", "e"."event_ms" AS "ms", (("e"."event_ms" + CASE WHEN ("e"."event_ms" < 1711846800000) THEN 3600000 ELSE 7200000 END) // 86400000) AS "day" FROM "base_events" AS "e" WHERE ("e"."event_name" = 'buy')
),
"chain_2" AS (
  SELECT "c"."person" AS "person", "c"."day" AS "day", "c"."bucket" AS "bucket", min("e"."ms") AS "ms", max("c"."ms") AS "start" FROM "step_1" AS "c" JOIN "step_2" AS "e" ON (("c"."person" = "e"."person") AND ("c"."day" = "e"."day") AND ("c"."ms" < "e"."ms")) GROUP BY 1, 2, 3
),
"users_1" AS (
  SELECT DISTINCT "c"."bucket" AS "bucket", 0 AS "rank", "c"."person" AS "person" FROM "step_1" AS "c"
),
"all_users_1" AS (
  SELECT DISTINCT "u"."rank" AS "rank", "u"."person" AS "person" FROM "users_1" AS "u"
),
"by_bucket_1" AS (
  SELECT "u"."bucket" AS "bucket", "u"."rank" AS "rank", count(*) AS "value" FROM "users_1" AS "u" GROUP BY 1, 2
),
"total_1" AS (
  SELECT "u"."rank" AS "rank", count(*) AS "value" FROM "all_users_1" AS "u" GROUP BY 1
),
"users_2" AS (
  SELECT DISTINCT "c"."bucket" AS "bucket", 0 AS "rank", "c"."person" AS "person" FROM "chain_2" AS "c"
),
"all_users_2" AS (
  SELECT DISTINCT "u"."rank" AS "rank", "u"."person" AS "person" FROM "users_2" AS "u"
),
"by_bucket_2" AS (
  SELECT "u"."bucket" AS "bucket", "u"."rank" AS "rank", count(*) AS "value" FROM "users_2" AS "u" GROUP BY 1, 2
),
"total_2" AS (
  SELECT "u"."rank" AS "rank", count(*) AS "value" FROM "all_users_2" AS "u" GROUP BY 1
),
"counts" AS (
  SELECT "n"."bucket" AS "bucket", "n"."rank" AS "rank", "n"."value" AS "v1", 0 AS "v2" FROM "by_bucket_1" AS "n"
  UNION ALL
  SELECT CAST(NULL AS BIGINT) AS "bucket", "n"."rank" AS "rank", "n"."value" AS "v1", 0 AS "v2" FROM "total_1" AS "n"
  UNION ALL
  SELECT "n"."bucket" AS "bucket", "n"."rank" AS "rank", 0 AS "v1", "n"."value" AS "v2" FROM "by_bucket_2" AS "n"
  UNION ALL
  SELECT CAST(NULL AS BIGINT) AS "bucket", "n"."rank" AS "rank", 0 AS "v1", "n"."value" AS "v2" FROM "total_2" AS "n"
),
"user_counts" AS (
  SELECT "c"."bucket" AS "bucket", "c"."rank" AS "rank", CAST(sum("c"."v1") AS BIGINT) AS "v1", CAST(sum("c"."v2") AS BIGINT) AS "v2" FROM "counts" AS "c" GROUP BY 1, 2
)
SELECT 0 AS "kind", "s"."bucket" AS "bucket", "s"."rank" AS "rank", CAST("s"."v1" AS DOUBLE PRECISION) AS "v1", CAST("s"."v2" AS DOUBLE PRECISION) AS "v2" FROM "user_counts" AS "s"
