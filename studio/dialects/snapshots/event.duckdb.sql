/* millstream exploration event */
WITH "base_events" AS NOT MATERIALIZED (
  SELECT e."event_name" AS "event_name", epoch_ms(e.event_timestamp) AS "event_ms", CASE WHEN e.custom_parameters['city'].type IN ('string') THEN e.custom_parameters['city'].value END AS "parameter_3", CASE WHEN regexp_matches(CASE WHEN e.custom_parameters['price'].type IN ('number', 'int', 'float', 'double') THEN e.custom_parameters['price'].value END, '^-?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]+)?$') THEN TRY_CAST(CASE WHEN e.custom_parameters['price'].type IN ('number', 'int', 'float', 'double') THEN e.custom_parameters['price'].value END AS DOUBLE) END AS "parameter_4"
  FROM event_v2 e
  WHERE e.app_id = 'shop' AND NOT e.is_bot AND e.event_timestamp >= TIMESTAMP '2024-03-29 23:00:00.000' AND e.event_timestamp < TIMESTAMP '2024-03-31 22:00:00.000' AND e.event_name IN ('buy')
),
"metric_0" AS (
  SELECT (("e"."event_ms" + CASE WHEN ("e"."event_ms" < 1711846800000) THEN 3600000 ELSE 7200000 END) // 86400000) AS "bucket", "e"."parameter_3" AS "g1", CAST(NULL AS VARCHAR) AS "person", "e"."parameter_4" AS "measured" FROM "base_events" AS "e" WHERE (("e"."event_name" = 'buy') AND (NOT coalesce(("e"."parameter_3" = $1), FALSE)))
),
"totals_0" AS (
  SELECT "c"."g1" AS "g1", CAST(NULL AS BIGINT) AS "bucket", quantile_cont(CAST(CAST("c"."measured" AS DOUBLE PRECISION) AS DOUBLE), 0.5) AS "value" FROM "metric_0" AS "c" GROUP BY 1
),
"rank_keys" AS (
  SELECT "t"."g1" AS "g1", CAST("t"."value" AS DOUBLE PRECISION) AS "value" FROM "totals_0" AS "t"
),
"ranking" AS (
  SELECT "k"."g1" AS "g1", max("k"."value") AS "value" FROM "rank_keys" AS "k" GROUP BY 1
),
"top_numbered" AS (
  SELECT "r"."g1" AS "g1", row_number() OVER (ORDER BY "r"."value" DESC NULLS LAST, CASE WHEN ("r"."g1" IS NULL) THEN '(not set)' ELSE CASE WHEN ("r"."g1" = '') THEN '(empty)' ELSE coalesce("r"."g1", '') END END NULLS LAST, CASE WHEN ("r"."g1" IS NULL) THEN 0 ELSE 1 END NULLS LAST, "r"."g1" NULLS LAST) AS "rank", count(*) OVER () AS "key_count" FROM "ranking" AS "r"
),
"top" AS (
  SELECT "n"."g1" AS "g1", "n"."rank" AS "rank", "n"."key_count" AS "key_count" FROM "top_numbered" AS "n" WHERE ("n"."rank" <= 10)
),
"by_key_0" AS (
  SELECT "c"."g1" AS "g1", "c"."bucket" AS "bucket", quantile_cont(CAST(CAST("c"."measured" AS DOUBLE PRECISION) AS DOUBLE), 0.5) AS "value" FROM "metric_0" AS "c" GROUP BY 1, 2
),
"rest_0" AS (
  SELECT "m"."bucket" AS "bucket", "m"."person" AS "person", "m"."measured" AS "measured", coalesce("t"."rank", 11) AS "rank" FROM "metric_0" AS "m" LEFT JOIN "top" AS "t" ON ("m"."g1" IS NOT DISTINCT FROM "t"."g1") WHERE ("t"."rank" IS NULL)
),
"shown_0" AS (
  SELECT "m"."bucket" AS "bucket", "m"."value" AS "value", "t"."rank" AS "rank" FROM "by_key_0" AS "m" JOIN "top" AS "t" ON ("m"."g1" IS NOT DISTINCT FROM "t"."g1")
),
"shown_totals_0" AS (
  SELECT "m"."bucket" AS "bucket", "m"."value" AS "value", "t"."rank" AS "rank" FROM "totals_0" AS "m" JOIN "top" AS "t" ON ("m"."g1" IS NOT DISTINCT FROM "t"."g1")
),
"rest_by_bucket_0" AS (
  SELECT "c"."rank" AS "rank", "c"."bucket" AS "bucket", quantile_cont(CAST(CAST("c"."measured" AS DOUBLE PRECISION) AS DOUBLE), 0.5) AS "value" FROM "rest_0" AS "c" GROUP BY 1, 2
),
"rest_in_all_0" AS (
  SELECT "c"."rank" AS "rank", CAST(NULL AS BIGINT) AS "bucket", quantile_cont(CAST(CAST("c"."measured" AS DOUBLE PRECISION) AS DOUBLE), 0.5) AS "value" FROM "rest_0" AS "c" GROUP BY 1
)
SELECT 0 AS "metric", "s"."bucket" AS "bucket", "s"."rank" AS "rank", CAST("s"."value" AS DOUBLE PRECISION) AS "value", CAST(NULL AS VARCHAR) AS "g1" FROM "shown_0" AS "s"
  UNION ALL
  SELECT 0 AS "metric", "s"."bucket" AS "bucket", "s"."rank" AS "rank", CAST("s"."value" AS DOUBLE PRECISION) AS "value", CAST(NULL AS VARCHAR) AS "g1" FROM "shown_totals_0" AS "s"
  UNION ALL
  SELECT 0 AS "metric", "s"."bucket" AS "bucket", "s"."rank" AS "rank", CAST("s"."value" AS DOUBLE PRECISION) AS "value", CAST(NULL AS VARCHAR) AS "g1" FROM "rest_by_bucket_0" AS "s"
  UNION ALL
  SELECT 0 AS "metric", "s"."bucket" AS "bucket", "s"."rank" AS "rank", CAST("s"."value" AS DOUBLE PRECISION) AS "value", CAST(NULL AS VARCHAR) AS "g1" FROM "rest_in_all_0" AS "s"
  UNION ALL
  SELECT (-1) AS "metric", CAST(NULL AS BIGINT) AS "bucket", "t"."rank" AS "rank", CAST("t"."key_count" AS DOUBLE PRECISION) AS "value", "t"."g1" AS "g1" FROM "top" AS "t"
-- 1: "O'Brien"
