/* millstream segment */
WITH "universe" AS (
  SELECT u."user_pseudo_id" AS "user_pseudo_id", coalesce(u.user_id, u.user_pseudo_id) AS "user_key" FROM user_v2 u WHERE u.app_id = 'shop'
),
"r1_events" AS (
  SELECT e."user_pseudo_id" AS "user_pseudo_id", e."event_name" AS "event_name"
  FROM event_v2 e
  WHERE e.app_id = 'shop' AND NOT e.is_bot AND e.event_timestamp >= TIMESTAMP '2024-03-29 23:00:00.000' AND e.event_timestamp < TIMESTAMP '2024-03-31 22:00:00.000' AND e.event_name IN ('buy')
),
"c1_values" AS (
  SELECT "e"."user_pseudo_id" AS "user_pseudo_id", count(*) AS "value" FROM "r1_events" AS "e" WHERE ("e"."event_name" = 'buy') GROUP BY 1
),
"c1" AS (
  SELECT "v"."user_pseudo_id" AS "user_pseudo_id" FROM "c1_values" AS "v" WHERE ((NOT ("v"."value" IS NULL)) AND coalesce(("v"."value" >= 2), FALSE))
)
SELECT "u"."user_pseudo_id" AS "user_pseudo_id", "u"."user_key" AS "user_key" FROM "universe" AS "u" LEFT JOIN "c1" AS "c1" ON ("c1"."user_pseudo_id" = "u"."user_pseudo_id") WHERE (NOT ("c1"."user_pseudo_id" IS NULL))
