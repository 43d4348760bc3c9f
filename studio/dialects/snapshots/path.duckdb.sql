/* millstream exploration path */
WITH "base_events" AS NOT MATERIALIZED (
  SELECT e."event_name" AS "event_name", coalesce(u.user_id, e.user_pseudo_id) AS "person", epoch_ms(e.event_timestamp) AS "event_ms", coalesce(e.event_bundle_sequence_id, 9223372036854775807) AS "order_1", e.event_id AS "order_2", e.session_id AS "session"
  FROM event_v2 e
  LEFT JOIN user_v2 u ON u.app_id = e.app_id AND u.user_pseudo_id = e.user_pseudo_id
  WHERE e.app_id = 'shop' AND NOT e.is_bot AND e.event_timestamp >= TIMESTAMP '2024-03-29 23:00:00.000' AND e.event_timestamp < TIMESTAMP '2024-03-31 22:00:00.000'
),
"base" AS NOT MATERIALIZED (
  SELECT "e"."event_name" AS "event_name", "e"."person" AS "person", "e"."event_ms" AS "event_ms", "e"."order_1" AS "order_1", "e"."order_2" AS "order_2", "e"."session" AS "session" FROM "base_events" AS "e" WHERE ((NOT list_contains(['_first_open', '_session_start', '_screen_view', '_page_view', '_user_engagement', '_app_start', '_app_end', '_profile_set', '_app_exception', '_app_update', '_os_update', '_scroll', '_search', '_click', '_clickstream_error', '_mp_share', '_mp_favorite', '_page_load', '_session_stop'], "e"."event_name")) AND (NOT ("e"."session" IS NULL)))
),
"labelled" AS NOT MATERIALIZED (
  SELECT "e"."person" AS "person", "e"."event_ms" AS "event_ms", "e"."order_1" AS "order_1", "e"."order_2" AS "order_2", "e"."session" AS "session_id", "e"."event_name" AS "label" FROM "base" AS "e"
),
"distinct_labels" AS (
  SELECT DISTINCT "l"."label" AS "label" FROM "labelled" AS "l"
),
"labels" AS (
  SELECT "d"."label" AS "label", ((row_number() OVER (ORDER BY "d"."label" NULLS LAST) * 2) + CASE WHEN ("d"."label" IN ('view')) THEN 1 ELSE 0 END) AS "label_no" FROM "distinct_labels" AS "d"
),
"numbered" AS (
  SELECT "e"."person" AS "person", "e"."event_ms" AS "event_ms", "e"."order_1" AS "order_1", "e"."order_2" AS "order_2", "e"."session_id" AS "session_id", "l"."label_no" AS "label" FROM "labelled" AS "e" JOIN "labels" AS "l" ON ("l"."label" = "e"."label")
),
"sequences" AS (
  SELECT "person", "session_id", coalesce(l[start + 0], 0) AS "p1", coalesce(l[start + 1], 0) AS "p2" FROM (SELECT "person", "session_id", l, list_position(list_transform(l, lambda x: x % 2), 1) AS start FROM (SELECT "person", "session_id", list_filter(l, lambda x, i: i = 1 OR l[i - 1] <> x) AS l FROM (SELECT "person", "session_id", list_transform(list_sort(list({'k0': "event_ms", 'k1': "order_1", 'k2': "order_2", 'k3': CAST("label" AS INTEGER)})), lambda x: x.k3) AS l FROM "numbered" GROUP BY ALL HAVING bool_or("label" % 2 = 1))))
),
"taken_paths" AS (
  SELECT DISTINCT "s"."person" AS "person", "s"."p1" AS "p1", "s"."p2" AS "p2" FROM "sequences" AS "s"
),
"path_users" AS (
  SELECT "t"."p1" AS "p1", "t"."p2" AS "p2", count(*) AS "value" FROM "taken_paths" AS "t" GROUP BY 1, 2
),
"counted_paths" AS (
  SELECT "p"."p1" AS "p1", "p"."p2" AS "p2", "p"."value" AS "value", row_number() OVER () AS "path_no" FROM "path_users" AS "p"
),
"paths_of_persons" AS (
  SELECT "t"."person" AS "person", "n"."path_no" AS "path_no" FROM "taken_paths" AS "t" JOIN "counted_paths" AS "n" ON (("t"."p1" = "n"."p1") AND ("t"."p2" = "n"."p2"))
),
"path_sets" AS (
  SELECT "p"."person" AS "person", list_sort(list("p"."path_no")) AS "path_set" FROM "paths_of_persons" AS "p" GROUP BY 1
),
"carriers" AS (
  SELECT min("s"."person") AS "carrier", count(*) AS "weight" FROM "path_sets" AS "s" GROUP BY "s"."path_set"
),
"carried_paths" AS (
  SELECT "n"."p1" AS "p1", "n"."p2" AS "p2", "c"."carrier" AS "carrier", "c"."weight" AS "weight" FROM "paths_of_persons" AS "p" JOIN "carriers" AS "c" ON ("c"."carrier" = "p"."person") JOIN "counted_paths" AS "n" ON ("n"."path_no" = "p"."path_no")
),
"steps_places" AS (
  SELECT CAST(1 AS BIGINT) AS "step" UNION ALL SELECT CAST(2 AS BIGINT) AS "step"
),
"steps_all" AS (
  SELECT "c"."carrier" AS "carrier", "c"."weight" AS "weight", "p"."step" AS "step", CASE WHEN ("p"."step" = 1) THEN "c"."p1" WHEN ("p"."step" = 2) THEN "c"."p2" ELSE 0 END AS "label_no", CASE WHEN ("p"."step" = 1) THEN "c"."p2" ELSE 0 END AS "next_no" FROM "carried_paths" AS "c" JOIN "steps_places" AS "p" ON TRUE
),
"steps" AS (
  SELECT "a"."carrier" AS "carrier", "a"."weight" AS "weight", "a"."step" AS "step", "a"."label_no" AS "label_no", "a"."next_no" AS "next_no" FROM "steps_all" AS "a" WHERE ("a"."label_no" <> 0)
),
"number_cells" AS (
  SELECT "s"."step" AS "step", "s"."label_no" AS "label_no", "s"."next_no" AS "next_no", "s"."carrier" AS "carrier", max("s"."weight") AS "weight" FROM "steps" AS "s" GROUP BY 1, 2, 3, 4
),
"cells" AS (
  SELECT "n"."step" AS "step", "l"."label" AS "label", "m"."label" AS "next_label", "n"."carrier" AS "carrier", "n"."weight" AS "weight" FROM "number_cells" AS "n" JOIN "labels" AS "l" ON ("l"."label_no" = "n"."label_no") LEFT JOIN "labels" AS "m" ON ("m"."label_no" = "n"."next_no")
),
"node_carriers" AS (
  SELECT DISTINCT "c"."step" AS "step", "c"."label" AS "label", "c"."carrier" AS "carrier", "c"."weight" AS "weight" FROM "cells" AS "c"
),
"weighed" AS (
  SELECT "u"."step" AS "step", "u"."label" AS "label", CAST(sum("u"."weight") AS BIGINT) AS "weight" FROM "node_carriers" AS "u" WHERE ("u"."label" <> 'other') GROUP BY 1, 2
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
  SELECT "n"."step" AS "step", "n"."source" AS "source", CAST(sum("n"."weight") AS BIGINT) AS "value", CAST(sum(CASE WHEN ("n"."goes_on" = 1) THEN "n"."weight" ELSE 0 END) AS BIGINT) AS "went_on", CAST(sum(CASE WHEN ("n"."leaves" = 1) THEN "n"."weight" ELSE 0 END) AS BIGINT) AS "left" FROM "node_cells" AS "n" GROUP BY 1, 2
),
"edge_carriers" AS (
  SELECT DISTINCT "c"."step" AS "step", "c"."source" AS "source", "c"."target" AS "target", "c"."carrier" AS "carrier", "c"."weight" AS "weight" FROM "collapsed" AS "c"
),
"edges" AS (
  SELECT "e"."step" AS "step", "e"."source" AS "source", "e"."target" AS "target", CAST(sum("e"."weight") AS BIGINT) AS "value" FROM "edge_carriers" AS "e" WHERE ("e"."step" < 2) GROUP BY 1, 2, 3
),
"start_carriers" AS (
  SELECT DISTINCT "c"."step" AS "step", "c"."carrier" AS "carrier", "c"."weight" AS "weight" FROM "cells" AS "c"
),
"starts" AS (
  SELECT CAST(sum("s"."weight") AS BIGINT) AS "value" FROM "start_carriers" AS "s" WHERE ("s"."step" = 1)
)
SELECT 3 AS "part", CAST(NULL AS BIGINT) AS "step", "s"."value" AS "value", CAST(NULL AS BIGINT) AS "went_on", CAST(NULL AS BIGINT) AS "left", CAST(NULL AS VARCHAR) AS "source", CAST(NULL AS VARCHAR) AS "target" FROM "starts" AS "s"
  UNION ALL
  SELECT 0 AS "part", "s"."step" AS "step", "s"."value" AS "value", "s"."went_on" AS "went_on", "s"."left" AS "left", "s"."source" AS "source", CAST(NULL AS VARCHAR) AS "target" FROM "nodes" AS "s"
  UNION ALL
  SELECT 1 AS "part", "s"."step" AS "step", "s"."value" AS "value", CAST(NULL AS BIGINT) AS "went_on", CAST(NULL AS BIGINT) AS "left", "s"."source" AS "source", "s"."target" AS "target" FROM "edges" AS "s"
