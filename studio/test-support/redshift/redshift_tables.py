"""The lake's files as the tables that a Redshift warehouse has: a schema for each app, SUPER columns as JSON."""

import glob
import os

TYPES = {
    "ts": "TIMESTAMP",
    "date": "DATE",
    "i64": "BIGINT",
    "i32": "INTEGER",
    "f64": "DOUBLE",
    "str": "VARCHAR",
    "bool": "BOOLEAN",
    "map": "JSON",
    "pmap": "JSON",
    "umap": "JSON",
}
MEMBERS = {"segment_id": "VARCHAR", "user_id": "VARCHAR"}


def quote(name):
    return '"' + name.replace('"', '""') + '"'


def create_tables(connection, request):
    """Creates and fills the tables; answers with the types of their columns by schema, table and name."""
    schema = {}
    for app in request["apps"]:
        tables = {table["name"]: {c["name"]: TYPES[c["type"]] for c in table["columns"]} for table in request["tables"]}
        tables["segment_user"] = MEMBERS
        schema[app] = tables
        connection.execute(f"CREATE SCHEMA {quote(app)}")
        for name, columns in tables.items():
            listed = ", ".join(f"{quote(column)} {kind}" for column, kind in columns.items())
            connection.execute(f"CREATE TABLE {quote(app)}.{name} ({listed})")
            fill(connection, {"app": app, "name": name, "columns": columns, "lakeDir": request["lakeDir"]})
    return schema


def fill(connection, table):
    app, name = table["app"], table["name"]
    folder = "segment_member" if name == "segment_user" else name
    pattern = os.path.join(table["lakeDir"], folder, f"partition_app={app}", "**", "part-*" if name == "segment_user" else "*.parquet")
    if not glob.glob(pattern, recursive=True):
        return
    select = members(pattern) if name == "segment_user" else rows(pattern, table)
    connection.execute(f"INSERT INTO {quote(app)}.{name} {select}")


def rows(pattern, table):
    shown = ", ".join(shown_column(column, kind, table["name"]) for column, kind in table["columns"].items())
    select = f"SELECT {shown} FROM read_parquet('{pattern}', hive_partitioning = false, union_by_name = true)"
    if table["name"] != "user_v2":
        return select
    newest = "PARTITION BY user_pseudo_id ORDER BY event_timestamp DESC, created_time DESC"
    return f"{select} QUALIFY row_number() OVER ({newest}) = 1"


def shown_column(name, kind, table):
    if kind == "JSON":
        return f"to_json({quote(name)})"
    # Rows without a user are loaded with the empty text, as the specification says.
    if name == "user_pseudo_id" and table in ("event_v2", "item_v2"):
        return f"coalesce({quote(name)}, '')"
    return quote(name)


def members(pattern):
    return f"""SELECT partition_segment, user_pseudo_id FROM read_json('{pattern}', columns = {{'user_pseudo_id': 'VARCHAR'}},
        format = 'newline_delimited', hive_partitioning = true,
        hive_types = {{'partition_segment': VARCHAR, 'partition_app': VARCHAR}})"""
