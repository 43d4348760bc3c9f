# ClickHouse (chdb) on the rows of a Parquet file: for each question its own best functions over two orders of the table.
# Usage: clickhouse.py PARQUET FOLDER FIRST_DAY LAST_DAY. Prints one JSON line a question: the fastest query's median of warm runs.
import json, sys, time
from chdb import session

source, folder, first, last = sys.argv[1:5]
s = session.Session(folder)
settings = " SETTINGS max_threads=2, max_memory_usage=8000000000"
s.query("CREATE DATABASE b ENGINE=Atomic")
columns = """user_key String, ts DateTime64(3, 'UTC'), event_name LowCardinality(String), session_id String,
  geo_country LowCardinality(Nullable(String))"""
for name, order in (("by_name", "(event_name, user_key, ts)"), ("by_user", "(user_key, ts)"), ("by_time", "(ts)")):
    s.query(f"CREATE TABLE b.{name} ({columns}) ENGINE=MergeTree ORDER BY {order}")
    s.query(f"""INSERT INTO b.{name} SELECT user_key, fromUnixTimestamp64Milli(event_ms, 'UTC'), event_name, session_id, geo_country
      FROM file('{source}', Parquet) SETTINGS max_memory_usage=8000000000, max_threads=2""")
    s.query(f"OPTIMIZE TABLE b.{name} FINAL")

within = f"ts >= toDateTime64('{first} 00:00:00', 3, 'UTC') AND ts < toDateTime64('{last} 00:00:00', 3, 'UTC') + INTERVAL 1 DAY"
steps = "'view_item', 'add_to_cart', 'purchase'"
presets = """'_session_stop', '_screen_view', '_page_view', '_app_exception', '_app_update', '_first_open', '_os_update',
  '_user_engagement', '_profile_set', '_app_start', '_app_end', '_scroll', '_search', '_click', '_clickstream_error', '_mp_share',
  '_mp_favorite', '_page_load'"""

def questions(t):
    yield "funnel", f"""SELECT level, count() FROM (
      SELECT user_key, windowFunnel(86400000)(toUInt64(toUnixTimestamp64Milli(ts)), event_name = 'view_item', event_name = 'add_to_cart',
        event_name = 'purchase') AS level
      FROM b.{t} WHERE event_name IN ({steps}) AND {within} GROUP BY user_key) GROUP BY level"""
    yield "trend", f"""SELECT toDate(ts) AS day, geo_country, uniqExact(user_key) FROM b.{t}
      WHERE event_name = '_user_engagement' AND {within} GROUP BY day, geo_country"""
    yield "retention", f"""SELECT day, count() FROM (
      SELECT user_key, groupUniqArrayIf(toDate(ts), event_name = '_user_engagement') AS days,
        max(event_name = '_session_start' AND toDate(ts) = toDate('{first}')) AS isIn
      FROM b.{t} WHERE event_name IN ('_session_start', '_user_engagement') AND {within} GROUP BY user_key HAVING isIn)
      ARRAY JOIN days AS day GROUP BY day"""
    yield "retention", f"""SELECT toDate(ts) AS day, uniqExact(user_key) FROM b.{t}
      WHERE event_name = '_user_engagement' AND {within} AND user_key IN (SELECT user_key FROM b.{t}
        WHERE event_name = '_session_start' AND toDate(ts) = toDate('{first}')) GROUP BY day"""
    yield "path", f"""SELECT edge.1 AS step, edge.2 AS source, edge.3 AS target, count() FROM (
      SELECT arrayCompact(arrayMap(e -> e.2, arraySort(groupArray((ts, toString(event_name)))))) AS labels,
        arraySlice(labels, indexOf(labels, '_session_start'), 10) AS nodes,
        arrayZip(arrayEnumerate(nodes), nodes, arrayPushBack(arrayPopFront(nodes), 'lost')) AS edges
      FROM b.{t} WHERE event_name NOT IN ({presets}) AND {within} GROUP BY user_key, session_id HAVING has(labels, '_session_start'))
      ARRAY JOIN edges AS edge WHERE step < 10 GROUP BY step, source, target"""

best = {}
for table in ("by_name", "by_user", "by_time"):
    for name, sql in questions(table):
        times = []
        for run in range(6):
            started = time.perf_counter()
            s.query(sql + settings)
            if run > 0:
                times.append(time.perf_counter() - started)
        median = sorted(times)[len(times) // 2]
        if name not in best or median < best[name]["seconds"]:
            best[name] = {"name": name, "seconds": median, "table": table}
for entry in best.values():
    print(json.dumps(entry), flush=True)
