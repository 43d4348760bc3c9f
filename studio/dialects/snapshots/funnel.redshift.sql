/* millstream exploration funnel */
WITH "base_events" AS (
  SELECT e."event_name" AS "event_name", e.event_time_msec AS "event_ms", COALESCE(u.user_id, e.user_pseudo_id) AS "person"
  FROM "shop".event_v2 e
  LEFT JOIN "shop".user_v2 u ON u.user_pseudo_id = e.user_pseudo_id
  WHERE e.event_timestamp >= TIMESTAMP '2024-03-29 23:00:00.000' AND e.event_timestamp < TIMESTAMP '2024-03-31 22:00:00.000' AND NOT e.is_bot AND e.event_name IN ('buy', 'view')
),
"layer_1" AS (
  SELECT "e"."person" AS "person", "e"."event_ms" AS "ms", (("e"."event_ms" + CASE WHEN ("e"."event_ms" < 1711846800000) THEN 3600000 ELSE 7200000 END) / 86400000) AS "day", CASE WHEN ("e"."event_name" = 'view') THEN 1 WHEN ("e"."event_name" = 'buy') THEN 2 ELSE CAST(NULL AS BIGINT) END AS "step" FROM "base_events" AS "e"
),
"steps" AS (
  SELECT "l"."person" AS "person", "l"."ms" AS "ms", "l"."day" AS "day", "l"."step" AS "step" FROM "layer_1" AS "l" WHERE (NOT ("l"."step" IS NULL))
),
"from_1" AS (
  SELECT "r"."person" AS "person", "r"."day" AS "day", "r"."ms" AS "ms", "r"."step" AS "step", lead(CASE WHEN ("r"."step" = 2) THEN "r"."ms" ELSE CAST(NULL AS BIGINT) END) IGNORE NULLS OVER (PARTITION BY "r"."person", "r"."day" ORDER BY "r"."ms" NULLS LAST, "r"."step" DESC NULLS LAST) AS "a2" FROM "steps" AS "r" WHERE ("r"."step" <= 2)
),
"starts" AS (
  SELECT "s"."person" AS "person", "s"."day" AS "day", "s"."ms" AS "ms", "s"."step" AS "step", "s"."a2" AS "a2" FROM "from_1" AS "s" WHERE ("s"."step" = 1)
),
"reached" AS (
  SELECT "s"."person" AS "person", "s"."day" AS "day", "s"."ms" AS "ms", "s"."a2" AS "a2", (("s"."ms" + CASE WHEN ("s"."ms" < 1711846800000) THEN 3600000 ELSE 7200000 END) / 86400000) AS "bucket", 0 AS "rank", CASE WHEN (NOT ("s"."a2" IS NULL)) THEN 2 ELSE 1 END AS "depth" FROM "starts" AS "s"
),
"deepest_in_bucket" AS (
  SELECT "r"."bucket" AS "bucket", "r"."rank" AS "rank", "r"."person" AS "person", max("r"."depth") AS "depth" FROM "reached" AS "r" GROUP BY 1, 2, 3
),
"bucket_users" AS (
  SELECT "d"."bucket" AS "bucket", "d"."rank" AS "rank", count(*) AS "v1", count(CASE WHEN ("d"."depth" >= 2) THEN 1 END) AS "v2" FROM "deepest_in_bucket" AS "d" GROUP BY 1, 2
),
"deepest" AS (
  SELECT "r"."rank" AS "rank", "r"."person" AS "person", max("r"."depth") AS "depth" FROM "deepest_in_bucket" AS "r" GROUP BY 1, 2
),
"total_users" AS (
  SELECT CAST(NULL AS BIGINT) AS "bucket", "d"."rank" AS "rank", count(*) AS "v1", count(CASE WHEN ("d"."depth" >= 2) THEN 1 END) AS "v2" FROM "deepest" AS "d" GROUP BY 2
)
SELECT 0 AS "kind", "s"."bucket" AS "bucket", "s"."rank" AS "rank", CAST("s"."v1" AS DOUBLE PRECISION) AS "v1", CAST("s"."v2" AS DOUBLE PRECISION) AS "v2" FROM "bucket_users" AS "s"
  UNION ALL
  SELECT 0 AS "kind", "s"."bucket" AS "bucket", "s"."rank" AS "rank", CAST("s"."v1" AS DOUBLE PRECISION) AS "v1", CAST("s"."v2" AS DOUBLE PRECISION) AS "v2" FROM "total_users" AS "s"
