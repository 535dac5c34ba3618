"""Rows as tables: the fixed schema in pandas and Arrow, Parquet and CSV, the same bytes for the same rows.

The types come from the models in normalize.schema: string, int32, double, bool, date and lists of strings or of
records. Whole numbers are pandas' `Int32`, which knows a missing value; a missing number is NaN in pandas and null in
Parquet; a missing text is null, and so is an empty one.
"""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from normalize.schema import columns

__all__ = [
    "COLUMN_TYPES",
    "TITLES",
    "arrow_columns",
    "arrow_schema",
    "arrow_table",
    "column_type",
    "to_csv",
    "to_parquet",
    "vocabulary",
]

COLUMN_TYPES = {str: "string", float: "double", bool: "bool", int: "int32", date: "date"}
_ARROW = {
    "string": pa.string(),
    "double": pa.float64(),
    "bool": pa.bool_(),
    "int32": pa.int32(),
    "date": pa.date32(),
}
_PANDAS = {"string": "str", "double": "float64", "bool": "bool", "int32": "Int32"}
_RUNS_IN_EXCEL = frozenset("=+-@\t\r")
_TRUTH = {True: "true", False: "false"}
_FEW = 1000
TITLES = "jixiao.columns"
"""The key of a Parquet file's metadata that has its columns' titles and meanings."""


def column_type(field: FieldInfo) -> str:
    """`string`, `double`, `bool`, `int32`, `date` or `list`: the type that a column's annotation stands for."""
    if get_origin(field.annotation) is tuple:
        return "list"
    (kind,) = {COLUMN_TYPES[leaf if isinstance(leaf, type) else type(leaf)] for leaf in _leaves(field.annotation)}
    return kind


def _arrow_type(field: FieldInfo) -> pa.DataType:
    """A column's type in Arrow; a list's items are plain or records."""
    if column_type(field) != "list":
        return _ARROW[column_type(field)]
    item = get_args(field.annotation)[0]
    if issubclass(item, BaseModel):
        return pa.list_(pa.struct([(name, _arrow_type(part)) for name, part in item.model_fields.items()]))
    return pa.list_(_ARROW[COLUMN_TYPES[item]])


def vocabulary(field: FieldInfo) -> list[str]:
    """The values of a closed vocabulary; empty where the column is open."""
    return [leaf for leaf in _leaves(field.annotation) if isinstance(leaf, str)]


@cache
def arrow_schema(table: str) -> pa.Schema:
    """A table's columns in order, with the types that pandas gives them when it reads the table back, and with their
    Chinese titles and meanings: each column's own for readers of Arrow, all of them in the file's for others (DuckDB's
    `parquet_kv_metadata`)."""
    fields = columns(table)
    kinds = {name: _PANDAS.get(column_type(field), "object") for name, field in fields.items()}
    empty = pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in kinds.items()})
    told = {name: _told(field) for name, field in fields.items()}
    plain = pa.schema([pa.field(name, _arrow_type(field), metadata=told[name]) for name, field in fields.items()])
    known = pa.Table.from_pandas(empty, plain, preserve_index=False).schema
    return known.with_metadata({**known.metadata, TITLES: json.dumps(told, ensure_ascii=False)})


def _told(field: FieldInfo) -> dict[str, str]:
    """A column's title and, where it needs one, its meaning."""
    told = {"title": field.title, "description": field.description}
    return {name: text for name, text in told.items() if text}


def arrow_table(table: str, rows: Sequence[Mapping[str, Any]]) -> pa.Table:
    """Rows in the table's columns and types. A column that a row lacks is null there, and so is an empty text."""
    schema = arrow_schema(table)
    columns = zip(*(map(row.get, schema.names) for row in rows), strict=True) if rows else [()] * len(schema)
    return pa.table([_values(field, values) for field, values in zip(schema, columns, strict=True)], schema=schema)


def arrow_columns(
    table: str, parts: Iterable[tuple[Mapping[str, Any], Mapping[str, Sequence[Any]]]], counted: str
) -> pa.Table:
    """Many rows that came by column, in the table's columns and types: of each part what its rows share, and its
    columns, of which `counted` is always there. A column that a part lacks has its default."""
    defaults = {name: field.get_default() for name, field in columns(table).items()}
    whole: dict[str, list[Any]] = {name: [] for name in defaults}
    for shared, part in parts:
        rows = len(part[counted])
        for name, values in whole.items():
            if (own := part.get(name)) is not None:
                values.extend(own)
            else:
                values.extend([shared.get(name, defaults[name])] * rows)
    schema = arrow_schema(table)
    return pa.table([_values(field, whole.pop(field.name)) for field in schema], schema=schema)


def to_parquet(rows: pa.Table, *, small: bool = False) -> bytes:
    """A table as one Parquet file; `small` leaves out what only pays in large ones: statistics, titles, pandas' types.

    So does zstd, whose workspace for each column costs more than all else in a file of a few rows.
    """
    sink = pa.BufferOutputStream()
    pq.write_table(
        rows.replace_schema_metadata(None) if small else rows,
        sink,
        compression="zstd" if rows.num_rows > _FEW else "snappy",
        store_schema=not small,
        write_statistics=not small,
        use_dictionary=not small,
    )
    return bytes(sink.getvalue())


def to_csv(rows: pa.Table) -> bytes:
    """A table as CSV that Excel in China opens right: UTF-8 with a byte-order mark, RFC 4180 line ends and quotes.

    Null is nothing, truth is `true` or `false`, a number is as short as reads back equal. A text of more than one
    character that Excel would run as a formula gets a leading apostrophe.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(rows.column_names)
    writer.writerows(zip(*map(_cells, rows.columns), strict=True))
    return ("\ufeff" + text.getvalue()).encode("utf-8")


def _cells(column: pa.ChunkedArray) -> list[Any]:
    """A column's values as the writer of CSV is to have them; what it makes of null and numbers is right already."""
    values: list[Any] = column.to_pylist()
    if pa.types.is_boolean(column.type):
        return [value if value is None else _TRUTH[value] for value in values]
    if pa.types.is_string(column.type):
        return [f"'{value}" if value and value[0] in _RUNS_IN_EXCEL and len(value) > 1 else value for value in values]
    return values


def _values(field: pa.Field, values: Sequence[Any]) -> pa.Array:
    """A column from what the artefacts hold: a date is its ISO text there."""
    if field.type == pa.string():
        return pa.array([value or None for value in values], field.type)
    if field.type == pa.date32():
        return pa.array(values, pa.string()).cast(field.type)
    return pa.array(values, field.type)


def _leaves(annotation: Any) -> list[Any]:
    """The plain types and literal values that an annotation is made of, null left out."""
    origin = get_origin(annotation)
    if origin is Literal:
        return list(get_args(annotation))
    if origin in (Union, UnionType):
        return [leaf for part in get_args(annotation) if part is not type(None) for leaf in _leaves(part)]
    return _leaves(get_args(annotation)[0]) if origin is not None else [annotation]
