"""Redshift SQL as DuckDB SQL: sqlglot's translation, what it leaves out, and what it would change without a word."""

import logging

import sqlglot
from sqlglot import exp
from sqlglot.optimizer.annotate_types import annotate_types

from redshift_super import column_path, read_super

# Statements that are only passed on are refused below; no need for a warning too.
logging.getLogger("sqlglot").setLevel(logging.ERROR)

# Functions that sqlglot passes on and DuckDB lacks.
MACROS = [
    "CREATE MACRO hll(a) AS approx_count_distinct(a)",
    "CREATE MACRO is_valid_json(a) AS coalesce(json_valid(a), false)",
    "CREATE MACRO json_extract_array_element_text(a, i) AS json_extract_string(a, '$[' || CAST(i AS VARCHAR) || ']')",
    # STRTOL comes out as FROM_BASE.
    """CREATE MACRO from_base(a, base) AS list_reduce(
         list_prepend(0::BIGINT, list_transform(string_split(lower(a), ''),
           lambda c: (strpos('0123456789abcdefghijklmnopqrstuvwxyz', c) - 1)::BIGINT)),
         lambda total, digit: total * base + digit)""",
]


class Unfaithful(Exception):
    """The translation would run and mean something else."""


def translate(sql, schema):
    """
    The statement for DuckDB. `schema` has the types of the columns by schema, table and name. Raises sqlglot's errors for
    what is no Redshift SQL, and Unfaithful for the known traps.
    """
    statements = sqlglot.parse(sql, read="redshift")
    if len(statements) != 1 or statements[0] is None:
        raise Unfaithful("not exactly one statement")
    tree = statements[0]
    if isinstance(tree, exp.Command):
        raise Unfaithful(f"{tree.name} is not parsed, only passed on")
    if not isinstance(tree, (exp.Query, exp.DML, exp.DDL)):
        raise sqlglot.ParseError("not a statement")
    refuse(tree, [json_path_with_null_flag, super_index, estimated_percentile, materialized_view])
    for rewrite in (read_super, ratio_to_report, distinct_list, two_valued_isnull):
        tree = tree.transform(rewrite)
    tree = annotate_types(tree, schema=schema, dialect="redshift")
    refuse(tree, [whole_average, untyped_division])
    return tree.sql("duckdb")


def refuse(tree, traps):
    for node in tree.walk():
        for trap in traps:
            reason = trap(node)
            if reason:
                raise Unfaithful(f"{reason}: {node.sql('redshift')}")


def json_path_with_null_flag(node):
    if isinstance(node, exp.JSONExtractScalar) and any(isinstance(e, exp.Boolean) for e in node.args.get("expressions") or []):
        return "JSON_EXTRACT_PATH_TEXT with a null_if_invalid argument loses its path"


def super_index(node):
    if isinstance(node, exp.Bracket) and column_path(node.this):
        return "an index into a SUPER array counts from another base"


def estimated_percentile(node):
    if isinstance(node, exp.ApproxQuantile):
        return "APPROXIMATE PERCENTILE_DISC becomes an interpolating quantile"


def materialized_view(node):
    if isinstance(node, exp.Create) and node.find(exp.MaterializedProperty):
        return "CREATE MATERIALIZED VIEW becomes a plain view"


def whole_average(node):
    if isinstance(node, exp.Avg) and not is_fractional(node.this):
        return "AVG of whole numbers is cut to a whole number there, of unknown ones perhaps"


def untyped_division(node):
    """sqlglot prints a division of whole numbers as one, if it knows that they are."""
    if isinstance(node, exp.Div) and not (is_fractional(node.left) or is_fractional(node.right)):
        if not (node.left.is_type(*exp.DataType.INTEGER_TYPES) and node.right.is_type(*exp.DataType.INTEGER_TYPES)):
            return "a division whose kind (whole or not) is not known"


def is_fractional(node):
    if isinstance(node, exp.Distinct):
        node = node.expressions[0]
    return node.is_type(*exp.DataType.REAL_TYPES)


def ratio_to_report(node):
    if not (isinstance(node, exp.Window) and isinstance(node.this, exp.Anonymous) and node.this.name.upper() == "RATIO_TO_REPORT"):
        return node
    value = node.this.expressions[0]
    total = node.copy()
    total.set("this", exp.Sum(this=value.copy()))
    return exp.Paren(this=exp.Div(this=exp.cast(value.copy(), "double"), expression=exp.cast(total, "double")))


def distinct_list(node):
    """LISTAGG(DISTINCT x, separator): the separator is taken for a second distinct value."""
    if isinstance(node, exp.GroupConcat) and isinstance(node.this, exp.Distinct) and len(node.this.expressions) == 2:
        value, separator = node.this.expressions
        node.set("separator", separator.copy())
        node.set("this", exp.Distinct(expressions=[value.copy()]))
    return node


def two_valued_isnull(node):
    """A function there, a keyword here."""
    if isinstance(node, exp.Anonymous) and node.name.upper() == "ISNULL":
        return exp.Coalesce(this=node.expressions[0], expressions=node.expressions[1:])
    return node
