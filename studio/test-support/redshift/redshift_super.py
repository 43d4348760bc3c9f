"""Paths into SUPER columns, which are JSON columns here."""

from sqlglot import exp

SUPER_COLUMNS = {"custom_parameters", "user_properties", "device_ua", "page_view_page_url_query_parameters", "process_info"}


def column_path(node):
    """Names from the table's alias down to the attribute, for `e.custom_parameters."price"."value"`; else None."""
    names = []
    while isinstance(node, exp.Dot):
        names.insert(0, node.expression.name)
        node = node.this
    if not isinstance(node, exp.Column):
        return None
    names = [part.name for part in node.parts] + names
    return names if len(names) > 2 and names[1] in SUPER_COLUMNS else None


def read_super(node):
    """Cast to text, a text comes without quotes there; JSON's would keep them."""
    path = column_path(node) if isinstance(node, (exp.Column, exp.Dot)) else None
    if path is None:
        return node
    alias, column, *keys = path
    pointer = "".join("/" + key.replace("~", "~0").replace("/", "~1") for key in keys)
    is_text = isinstance(node.parent, exp.Cast) and node.parent.to.is_type("varchar", "text")
    name = "json_extract_string" if is_text else "json_extract"
    return exp.Anonymous(this=name, expressions=[exp.column(column, table=alias), exp.Literal.string(pointer)])
