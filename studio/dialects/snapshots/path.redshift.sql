/* millstream exploration path */
WITH "base_events" AS (
  SELECT e."event_name" AS "event_name", COALESCE(u.user_id, e.user_pseudo_id) AS "person", e.event_time_msec AS "event_ms", COALESCE(e.event_bundle_sequence_id, 9223372036854775807) AS "order_1", e.event_id AS "order_2", e.session_id AS "session"
  FROM "shop".event_v2 e
  LEFT JOIN "shop".user_v2 u ON u.user_pseudo_id = e.user_pseudo_id
  WHERE e.event_timestamp >= TIMESTAMP '2024-03-29 23:00:00.000' AND e.event_timestamp < TIMESTAMP '2024-03-31 22:00:00.000' AND NOT e.is_bot
),
"base" AS (
  SELECT "e"."event_name" AS "event_name", "e"."person" AS "person", "e"."event_ms" AS "event_ms", "e"."order_1" AS "order_1", "e"."order_2" AS "order_2", "e"."session" AS "session" FROM "base_events" AS "e" WHERE ((NOT ("e"."event_name" IN ('_first_open', '_session_start', '_screen_view', '_page_view', '_user_engagement', '_app_start', '_app_end', '_profile_set', '_app_exception', '_app_update', '_os_update', '_scroll', '_search', '_click', '_clickstream_error', '_mp_share', '_mp_favorite', '_page_load', '_session_stop'))) AND (NOT ("e"."session" IS NULL)))
),
"labelled" AS (
  SELECT "e"."person" AS "person", "e"."event_ms" AS "event_ms", "e"."order_1" AS "order_1", "e"."order_2" AS "order_2", "e"."session" AS "session_id", "e"."event_name" AS "label" FROM "base" AS "e"
),
"started" AS (
  SELECT "s"."person" AS "person", "s"."event_ms" AS "event_ms", "s"."order_1" AS "order_1", "s"."order_2" AS "order_2", "s"."session_id" AS "session_id", "s"."label" AS "label", count(CASE WHEN ("s"."label" = 'view') THEN 1 ELSE CAST(NULL AS BIGINT) END) OVER (PARTITION BY "s"."person", "s"."session_id" ORDER BY "s"."event_ms" NULLS LAST, "s"."order_1" NULLS LAST, "s"."order_2" NULLS LAST ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS "starts", lag("s"."label") OVER (PARTITION BY "s"."person", "s"."session_id" ORDER BY "s"."event_ms" NULLS LAST, "s"."order_1" NULLS LAST, "s"."order_2" NULLS LAST) AS "previous_label" FROM "labelled" AS "s"
),
"numbered" AS (
  SELECT "r"."person" AS "person", "r"."event_ms" AS "event_ms", "r"."order_1" AS "order_1", "r"."order_2" AS "order_2", "r"."session_id" AS "session_id", "r"."label" AS "label", row_number() OVER (PARTITION BY "r"."person", "r"."session_id" ORDER BY "r"."event_ms" NULLS LAST, "r"."order_1" NULLS LAST, "r"."order_2" NULLS LAST) AS "step", lead("r"."label") OVER (PARTITION BY "r"."person", "r"."session_id" ORDER BY "r"."event_ms" NULLS LAST, "r"."order_1" NULLS LAST, "r"."order_2" NULLS LAST) AS "next_label" FROM "started" AS "r" WHERE (("r"."starts" >= 1) AND (("r"."previous_label" IS NULL) OR ("r"."previous_label" <> "r"."label")))
),
"steps" AS (
  SELECT "n"."person" AS "person", "n"."event_ms" AS "event_ms", "n"."order_1" AS "order_1", "n"."order_2" AS "order_2", "n"."session_id" AS "session_id", "n"."label" AS "label", "n"."step" AS "step", "n"."next_label" AS "next_label" FROM "numbered" AS "n" WHERE ("n"."step" <= 2)
),
"cells" AS (
  SELECT DISTINCT "s"."step" AS "step", "s"."label" AS "label", "s"."next_label" AS "next_label", "s"."person" AS "carrier", 1 AS "weight" FROM "steps" AS "s"
),
"node_carriers" AS (
  SELECT DISTINCT "c"."step" AS "step", "c"."label" AS "label", "c"."carrier" AS "carrier", "c"."weight" AS "weight" FROM "cells" AS "c"
),
"weighed" AS (
  SELECT "u"."step" AS "step", "u"."label" AS "label", sum("u"."weight") AS "weight" FROM "node_carriers" AS "u" WHERE ("u"."label" <> 'other') GROUP BY 1, 2
),
"ranked" AS (
  SELECT "w"."step" AS "step", "w"."label" AS "label", row_number() OVER (PARTITION BY "w"."step" ORDER BY "w"."weight" DESC NULLS LAST, "w"."label" NULLS LAST) AS "place" FROM "weighed" AS "w"
),
"shown" AS (
  SELECT "r"."step" AS "step", "r"."label" AS "label" FROM "ranked" AS "r" WHERE ("r"."place" <= 20)
),
"collapsed" AS (
  SELECT "c"."step" AS "step", "c"."carrier" AS "carrier", "c"."weight" AS "weight", coalesce("a"."label", 'other') AS "source", CASE WHEN ("c"."next_label" IS NULL) THEN "c"."next_label" ELSE coalesce("b"."label", 'other') END AS "target" FROM "cells" AS "c" LEFT JOIN "shown" AS "a" ON (("a"."step" = "c"."step") AND ("a"."label" = "c"."label")) LEFT JOIN "shown" AS "b" ON (("b"."step" = ("c"."step" + 1)) AND ("b"."label" = "c"."next_label"))
),
"node_cells" AS (
  SELECT "c"."step" AS "step", "c"."source" AS "source", "c"."carrier" AS "carrier", "c"."weight" AS "weight", max(CASE WHEN (NOT ("c"."target" IS NULL)) THEN 1 ELSE 0 END) AS "goes_on", max(CASE WHEN ("c"."target" IS NULL) THEN 1 ELSE 0 END) AS "leaves" FROM "collapsed" AS "c" GROUP BY 1, 2, 3, 4
),
"nodes" AS (
  SELECT "n"."step" AS "step", "n"."source" AS "source", sum("n"."weight") AS "value", sum(CASE WHEN ("n"."goes_on" = 1) THEN "n"."weight" ELSE 0 END) AS "went_on", sum(CASE WHEN ("n"."leaves" = 1) THEN "n"."weight" ELSE 0 END) AS "left" FROM "node_cells" AS "n" GROUP BY 1, 2
),
"edge_carriers" AS (
  SELECT DISTINCT "c"."step" AS "step", "c"."source" AS "source", "c"."target" AS "target", "c"."carrier" AS "carrier", "c"."weight" AS "weight" FROM "collapsed" AS "c"
),
"edges" AS (
  SELECT "e"."step" AS "step", "e"."source" AS "source", "e"."target" AS "target", sum("e"."weight") AS "value" FROM "edge_carriers" AS "e" WHERE ("e"."step" < 2) GROUP BY 1, 2, 3
),
"start_carriers" AS (
  SELECT DISTINCT "c"."step" AS "step", "c"."carrier" AS "carrier", "c"."weight" AS "weight" FROM "cells" AS "c"
),
"starts" AS (
  SELECT sum("s"."weight") AS "value" FROM "start_carriers" AS "s" WHERE ("s"."step" = 1)
)
SELECT 3 AS "part", CAST(NULL AS BIGINT) AS "step", "s"."value" AS "value", CAST(NULL AS BIGINT) AS "went_on", CAST(NULL AS BIGINT) AS "left", CAST(NULL AS VARCHAR) AS "source", CAST(NULL AS VARCHAR) AS "target" FROM "starts" AS "s"
  UNION ALL
  SELECT 0 AS "part", "s"."step" AS "step", "s"."value" AS "value", "s"."went_on" AS "went_on", "s"."left" AS "left", "s"."source" AS "source", CAST(NULL AS VARCHAR) AS "target" FROM "nodes" AS "s"
  UNION ALL
  SELECT 1 AS "part", "s"."step" AS "step", "s"."value" AS "value", CAST(NULL AS BIGINT) AS "went_on", CAST(NULL AS BIGINT) AS "left", "s"."source" AS "source", "s"."target" AS "target" FROM "edges" AS "s"
