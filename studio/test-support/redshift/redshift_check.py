"""Answers one JSON line on stdout for each JSON line on stdin:
{"op": "open", "lakeDir", "apps", "tables"} | {"op": "translate", "sql"} | {"op": "run", "sql", "parameters"}."""

import datetime
import decimal
import json
import math
import sys

import duckdb
import sqlglot

from redshift_tables import create_tables
from redshift_translation import MACROS, Unfaithful, translate


def json_value(value):
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return value
    if isinstance(value, int):
        return value if abs(value) < 2**53 else str(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if isinstance(value, decimal.Decimal):
        return json_value(int(value)) if value == value.to_integral_value() else float(value)
    if isinstance(value, datetime.datetime):
        return value.replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"
    if isinstance(value, (list, tuple)):
        return [json_value(item) for item in value]
    if isinstance(value, dict):
        return {key: json_value(item) for key, item in value.items()}
    return str(value)


class Check:
    def __init__(self, request):
        self.connection = duckdb.connect(":memory:", config={"threads": 1, "memory_limit": "1GB"})
        self.connection.execute("SET TimeZone = 'UTC'")
        for macro in MACROS:
            self.connection.execute(macro)
        self.schema = create_tables(self.connection, request)

    def translate(self, request):
        return {"translated": translate(request["sql"], self.schema)}

    def run(self, request):
        cursor = self.connection.execute(translate(request["sql"], self.schema), request["parameters"])
        names = [column[0] for column in cursor.description]
        return {"rows": [dict(zip(names, map(json_value, row))) for row in cursor.fetchall()]}


def main():
    check = None
    for line in sys.stdin:
        request = json.loads(line)
        try:
            if request["op"] == "open":
                check = Check(request)
                answer = {}
            elif request["op"] == "translate":
                answer = check.translate(request)
            else:
                answer = check.run(request)
        except Unfaithful as error:
            answer = {"error": {"kind": "unfaithful", "message": str(error)}}
        except sqlglot.errors.SqlglotError as error:
            answer = {"error": {"kind": "syntax", "message": str(error)}}
        except duckdb.Error as error:
            answer = {"error": {"kind": "run", "message": str(error)}}
        print(json.dumps(answer), flush=True)


main()
