/* millstream exploration event */
WITH "base_events" AS (
  SELECT e."event_name" AS "event_name", e.event_time_msec AS "event_ms", CASE WHEN element_at(e.custom_parameters, 'city')."type" IN ('string') THEN element_at(e.custom_parameters, 'city')."value" END AS "parameter_3", CASE WHEN regexp_like(CASE WHEN element_at(e.custom_parameters, 'price')."type" IN ('number', 'int', 'float', 'double') THEN element_at(e.custom_parameters, 'price')."value" END, '^-?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]+)?$') THEN TRY_CAST(CASE WHEN element_at(e.custom_parameters, 'price')."type" IN ('number', 'int', 'float', 'double') THEN element_at(e.custom_parameters, 'price')."value" END AS DOUBLE) END AS "parameter_4"
  FROM event_v2 e
  WHERE e.partition_app = 'shop' AND e.partition_year || e.partition_month || e.partition_day BETWEEN '20240329' AND '20240401' AND e.event_time_msec >= 1711753200000 AND e.event_time_msec < 1711922400000 AND NOT e.is_bot AND e.event_name IN ('buy')
),
"layer_1" AS (
  SELECT "e"."event_name" AS "event_name", "e"."event_ms" AS "event_ms", "e"."parameter_3" AS "parameter_3", "e"."parameter_4" AS "parameter_4", CASE WHEN (("e"."event_name" = 'buy') AND (NOT coalesce(("e"."parameter_3" = ?), FALSE))) THEN 0 ELSE CAST(NULL AS BIGINT) END AS "metric" FROM "base_events" AS "e"
),
"tagged" AS (
  SELECT "l"."metric" AS "metric", (("l"."event_ms" + CASE WHEN ("l"."event_ms" < 1711846800000) THEN 3600000 ELSE 7200000 END) / 86400000) AS "bucket", "l"."parameter_3" AS "g1", CAST(NULL AS VARCHAR) AS "person", CASE WHEN ("l"."metric" = 0) THEN CAST("l"."parameter_4" AS DOUBLE PRECISION) ELSE CAST(NULL AS DOUBLE) END AS "amount", CAST(NULL AS VARCHAR) AS "thing" FROM "layer_1" AS "l" WHERE (NOT ("l"."metric" IS NULL))
),
"ranking_ranked" AS (
  SELECT "r"."g1" AS "g1", CASE WHEN ("r"."metric" = 0) THEN "r"."amount" ELSE CAST(NULL AS DOUBLE) END AS "measured_value", row_number() OVER (PARTITION BY "r"."g1" ORDER BY CASE WHEN ("r"."metric" = 0) THEN "r"."amount" ELSE CAST(NULL AS DOUBLE) END NULLS LAST) AS "position", count(CASE WHEN ("r"."metric" = 0) THEN "r"."amount" ELSE CAST(NULL AS DOUBLE) END) OVER (PARTITION BY "r"."g1") AS "value_count" FROM "tagged" AS "r"
),
"ranking" AS (
  SELECT "r"."g1" AS "g1", sum(CASE WHEN (CAST("r"."position" AS DOUBLE PRECISION) = (floor((CAST(("r"."value_count" - 1) AS DOUBLE PRECISION) * 5e-1)) + 1e0)) THEN (CAST("r"."measured_value" AS DOUBLE PRECISION) * (1e0 - ((CAST(("r"."value_count" - 1) AS DOUBLE PRECISION) * 5e-1) - floor((CAST(("r"."value_count" - 1) AS DOUBLE PRECISION) * 5e-1))))) WHEN (CAST("r"."position" AS DOUBLE PRECISION) = (floor((CAST(("r"."value_count" - 1) AS DOUBLE PRECISION) * 5e-1)) + 2e0)) THEN (CAST("r"."measured_value" AS DOUBLE PRECISION) * ((CAST(("r"."value_count" - 1) AS DOUBLE PRECISION) * 5e-1) - floor((CAST(("r"."value_count" - 1) AS DOUBLE PRECISION) * 5e-1)))) ELSE CAST(NULL AS DOUBLE) END) AS "value" FROM "ranking_ranked" AS "r" GROUP BY 1
),
"top_numbered" AS (
  SELECT "r"."g1" AS "g1", row_number() OVER (ORDER BY "r"."value" DESC NULLS LAST, CASE WHEN ("r"."g1" IS NULL) THEN '(not set)' ELSE CASE WHEN ("r"."g1" = '') THEN '(empty)' ELSE coalesce("r"."g1", '') END END NULLS LAST, CASE WHEN ("r"."g1" IS NULL) THEN 0 ELSE 1 END NULLS LAST, "r"."g1" NULLS LAST) AS "rank", count(*) OVER () AS "key_count" FROM "ranking" AS "r"
),
"ranked" AS (
  SELECT "r"."metric" AS "metric", "r"."bucket" AS "bucket", "r"."person" AS "person", "r"."amount" AS "amount", "r"."thing" AS "thing", least("g"."rank", 11) AS "rank" FROM "tagged" AS "r" JOIN "top_numbered" AS "g" ON ("r"."g1" IS NOT DISTINCT FROM "g"."g1")
),
"bucket_percentiles_placed" AS (
  SELECT "r"."metric" AS "metric", "r"."rank" AS "rank", "r"."bucket" AS "bucket", "r"."amount" AS "amount", CAST(row_number() OVER (PARTITION BY "r"."metric", "r"."rank", "r"."bucket" ORDER BY "r"."amount" NULLS LAST) AS DOUBLE PRECISION) AS "position", ((CAST(count("r"."amount") OVER (PARTITION BY "r"."metric", "r"."rank", "r"."bucket") AS DOUBLE PRECISION) - 1e0) * CASE WHEN ("r"."metric" = 0) THEN 5e-1 ELSE CAST(NULL AS DOUBLE) END) AS "place" FROM "ranked" AS "r" WHERE ("r"."metric" IN (0))
),
"bucket_percentiles" AS (
  SELECT "p"."metric" AS "metric", "p"."rank" AS "rank", "p"."bucket" AS "bucket", sum(CASE WHEN ("p"."position" = (floor("p"."place") + 1e0)) THEN ("p"."amount" * (1e0 - ("p"."place" - floor("p"."place")))) WHEN ("p"."position" = (floor("p"."place") + 2e0)) THEN ("p"."amount" * ("p"."place" - floor("p"."place"))) ELSE CAST(NULL AS DOUBLE) END) AS "value" FROM "bucket_percentiles_placed" AS "p" GROUP BY 1, 2, 3
),
"total_percentiles_placed" AS (
  SELECT "r"."metric" AS "metric", "r"."rank" AS "rank", "r"."amount" AS "amount", CAST(row_number() OVER (PARTITION BY "r"."metric", "r"."rank" ORDER BY "r"."amount" NULLS LAST) AS DOUBLE PRECISION) AS "position", ((CAST(count("r"."amount") OVER (PARTITION BY "r"."metric", "r"."rank") AS DOUBLE PRECISION) - 1e0) * CASE WHEN ("r"."metric" = 0) THEN 5e-1 ELSE CAST(NULL AS DOUBLE) END) AS "place" FROM "ranked" AS "r" WHERE ("r"."metric" IN (0))
),
"total_percentiles" AS (
  SELECT "p"."metric" AS "metric", "p"."rank" AS "rank", CAST(NULL AS BIGINT) AS "bucket", sum(CASE WHEN ("p"."position" = (floor("p"."place") + 1e0)) THEN ("p"."amount" * (1e0 - ("p"."place" - floor("p"."place")))) WHEN ("p"."position" = (floor("p"."place") + 2e0)) THEN ("p"."amount" * ("p"."place" - floor("p"."place"))) ELSE CAST(NULL AS DOUBLE) END) AS "value" FROM "total_percentiles_placed" AS "p" GROUP BY 1, 2
),
"shown" AS (
  SELECT "g"."g1" AS "g1", "g"."rank" AS "rank", "g"."key_count" AS "key_count" FROM "top_numbered" AS "g" WHERE ("g"."rank" <= 10)
)
SELECT "s"."metric" AS "metric", "s"."bucket" AS "bucket", "s"."rank" AS "rank", CAST("s"."value" AS DOUBLE PRECISION) AS "value", CAST(NULL AS VARCHAR) AS "g1" FROM "bucket_percentiles" AS "s"
  UNION ALL
  SELECT "s"."metric" AS "metric", "s"."bucket" AS "bucket", "s"."rank" AS "rank", CAST("s"."value" AS DOUBLE PRECISION) AS "value", CAST(NULL AS VARCHAR) AS "g1" FROM "total_percentiles" AS "s"
  UNION ALL
  SELECT (-1) AS "metric", CAST(NULL AS BIGINT) AS "bucket", "t"."rank" AS "rank", CAST("t"."key_count" AS DOUBLE PRECISION) AS "value", "t"."g1" AS "g1" FROM "shown" AS "t"
-- 1: "O'Brien"
