/* millstream exploration attribution */
WITH "base_events" AS (
  SELECT coalesce(u.user_id, e.user_pseudo_id) AS "person", e.event_time_msec AS "event_ms", coalesce(e.event_bundle_sequence_id, 9223372036854775807) AS "order_1", e.event_id AS "order_2", e."event_name" AS "event_name"
  FROM event_v2 e
  LEFT JOIN user_v2 u ON u.partition_app = e.partition_app AND u.user_pseudo_id = e.user_pseudo_id
  WHERE e.partition_app = 'shop' AND e.partition_year || e.partition_month || e.partition_day BETWEEN '20240228' AND '20240401' AND e.event_time_msec >= 1709161200000 AND e.event_time_msec < 1711922400000 AND NOT e.is_bot AND e.event_name IN ('buy', 'view')
),
"matched_1" AS (
  SELECT "e"."person" AS "person", "e"."event_ms" AS "event_ms", "e"."order_1" AS "order_1", "e"."order_2" AS "order_2", 1e0 AS "value", CASE WHEN ("e"."event_name" = 'buy') THEN 0 WHEN ("e"."event_name" = 'view') THEN 1 ELSE CAST(NULL AS BIGINT) END AS "definition" FROM "base_events" AS "e"
),
"rows" AS (
  SELECT "m"."person" AS "person", "m"."event_ms" AS "event_ms", "m"."order_1" AS "order_1", "m"."order_2" AS "order_2", "m"."value" AS "value", "m"."definition" AS "definition" FROM "matched_1" AS "m" WHERE (NOT ("m"."definition" IS NULL))
),
"converters" AS (
  SELECT DISTINCT "r"."person" AS "person" FROM "rows" AS "r" WHERE (("r"."definition" = 0) AND ("r"."event_ms" >= 1711753200000))
),
"rows_of_converters" AS (
  SELECT "r"."person" AS "person", "r"."event_ms" AS "event_ms", "r"."order_1" AS "order_1", "r"."order_2" AS "order_2", "r"."value" AS "value", "r"."definition" AS "definition" FROM "rows" AS "r" JOIN "converters" AS "c" ON ("c"."person" = "r"."person")
),
"journeys" AS (
  SELECT "r"."person" AS "person", "r"."event_ms" AS "event_ms", "r"."order_1" AS "order_1", "r"."order_2" AS "order_2", "r"."value" AS "value", "r"."definition" AS "definition", count(CASE WHEN ("r"."definition" = 0) THEN "r"."definition" ELSE CAST(NULL AS BIGINT) END) OVER (PARTITION BY "r"."person" ORDER BY "r"."event_ms" NULLS LAST, CASE WHEN ("r"."definition" = 0) THEN 1 ELSE 0 END NULLS LAST, "r"."order_1" NULLS LAST, "r"."order_2" NULLS LAST, "r"."definition" NULLS LAST ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS "journey" FROM "rows_of_converters" AS "r"
),
"journeys_to_goals" AS (
  SELECT "n"."person" AS "person", "n"."event_ms" AS "event_ms", "n"."order_1" AS "order_1", "n"."order_2" AS "order_2", "n"."value" AS "value", "n"."definition" AS "definition", "n"."journey" AS "journey", max(CASE WHEN ("n"."definition" = 0) THEN "n"."event_ms" ELSE CAST(NULL AS BIGINT) END) OVER (PARTITION BY "n"."person", "n"."journey") AS "goal_ms", max(CASE WHEN ("n"."definition" = 0) THEN "n"."value" ELSE CAST(NULL AS DOUBLE) END) OVER (PARTITION BY "n"."person", "n"."journey") AS "goal_value" FROM "journeys" AS "n"
),
"eligible" AS (
  SELECT "j"."person" AS "person", "j"."event_ms" AS "event_ms", "j"."order_1" AS "order_1", "j"."order_2" AS "order_2", "j"."value" AS "value", "j"."definition" AS "definition", "j"."journey" AS "journey", "j"."goal_ms" AS "goal_ms", "j"."goal_value" AS "goal_value" FROM "journeys_to_goals" AS "j" WHERE (("j"."goal_ms" >= 1711753200000) AND (("j"."definition" = 0) OR (("j"."goal_ms" - "j"."event_ms") <= 2592000000)))
),
"numbered" AS (
  SELECT "e"."person" AS "person", "e"."event_ms" AS "event_ms", "e"."order_1" AS "order_1", "e"."order_2" AS "order_2", "e"."value" AS "value", "e"."definition" AS "definition", "e"."journey" AS "journey", "e"."goal_ms" AS "goal_ms", "e"."goal_value" AS "goal_value", count(CASE WHEN ("e"."definition" > 0) THEN 1 ELSE CAST(NULL AS BIGINT) END) OVER (PARTITION BY "e"."person", "e"."journey") AS "touch_count", row_number() OVER (PARTITION BY "e"."person", "e"."journey" ORDER BY "e"."event_ms" NULLS LAST, CASE WHEN ("e"."definition" = 0) THEN 1 ELSE 0 END NULLS LAST, "e"."order_1" NULLS LAST, "e"."order_2" NULLS LAST, "e"."definition" NULLS LAST) AS "touch_number" FROM "eligible" AS "e"
),
"credited" AS (
  SELECT "t"."person" AS "person", "t"."event_ms" AS "event_ms", "t"."order_1" AS "order_1", "t"."order_2" AS "order_2", "t"."value" AS "value", "t"."definition" AS "definition", "t"."journey" AS "journey", "t"."goal_ms" AS "goal_ms", "t"."goal_value" AS "goal_value", "t"."touch_count" AS "touch_count", "t"."touch_number" AS "touch_number", (CAST(1 AS DOUBLE PRECISION) / NULLIF(CAST("t"."touch_count" AS DOUBLE PRECISION), 0)) AS "credit" FROM "numbered" AS "t" WHERE ("t"."definition" > 0)
),
"touches" AS (
  SELECT 0 AS "part", "r"."definition" AS "definition", count(*) AS "rows", 0e0 AS "credit", 0e0 AS "value" FROM "rows" AS "r" WHERE ("r"."definition" > 0) GROUP BY 2
),
"conversions" AS (
  SELECT 2 AS "part", "r"."definition" AS "definition", count(*) AS "rows", 0e0 AS "credit", sum("r"."value") AS "value" FROM "rows" AS "r" WHERE (("r"."definition" = 0) AND ("r"."event_ms" >= 1711753200000)) GROUP BY 2
),
"credits" AS (
  SELECT 1 AS "part", "c"."definition" AS "definition", count(*) AS "rows", sum("c"."credit") AS "credit", sum(("c"."credit" * "c"."goal_value")) AS "value" FROM "credited" AS "c" GROUP BY 2
),
"unattributed" AS (
  SELECT 3 AS "part", "n"."definition" AS "definition", count(*) AS "rows", 0e0 AS "credit", sum("n"."value") AS "value" FROM "numbered" AS "n" WHERE (("n"."definition" = 0) AND ("n"."touch_count" = 0)) GROUP BY 2
)
SELECT "p"."part" AS "part", "p"."definition" AS "definition", "p"."rows" AS "rows", "p"."credit" AS "credit", "p"."value" AS "value" FROM "touches" AS "p"
  UNION ALL
  SELECT "p"."part" AS "part", "p"."definition" AS "definition", "p"."rows" AS "rows", "p"."credit" AS "credit", "p"."value" AS "value" FROM "conversions" AS "p"
  UNION ALL
  SELECT "p"."part" AS "part", "p"."definition" AS "definition", "p"."rows" AS "rows", "p"."credit" AS "credit", "p"."value" AS "value" FROM "credits" AS "p"
  UNION ALL
  SELECT "p"."part" AS "part", "p"."definition" AS "definition", "p"."rows" AS "rows", "p"."credit" AS "credit", "p"."value" AS "value" FROM "unattributed" AS "p"
