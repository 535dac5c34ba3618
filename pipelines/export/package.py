"""`datapackage.json`: the year's tables described by the Data Package standard (Frictionless, version 1).

A resource per file of a whole year, with its Table Schema (Chinese titles and meanings, closed vocabularies), its
rows and hash (no `bytes`: frictionless cannot count those of a Parquet file and calls that a fault); one for the
ledger, which alone has no hash since it knows times. The folders per unit and project hold the same rows, so they are
told of in a sentence, not one by one.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from pydantic_core import to_json

from normalize.schema import SCHEMA_VERSION, columns
from pipelines.export.documents import LEDGER_FIELDS
from pipelines.export.tables import column_type, vocabulary

__all__ = ["PACKAGE_PATH", "TABLE_TITLES", "Written", "datapackage", "table_schema"]

TABLE_TITLES = {
    "forms": "绩效表单",
    "indicators": "绩效指标",
    "funds": "资金构成",
    "tasks": "年度主要任务",
    "findings": "核对发现",
    "evidence": "取值依据",
}
PACKAGE_PATH = "datapackage.json"
_FIELD_TYPES = {
    "string": "string",
    "double": "number",
    "bool": "boolean",
    "int32": "integer",
    "date": "date",
    "list": "any",
}
_PRIMARY_KEYS = {"forms": ["form_id"], "indicators": ["form_id", "ordinal"]}


class Written(NamedTuple):
    """A file of the export."""

    path: str
    sha256: str
    size: int
    rows: int


@cache
def table_schema(table: str) -> dict[str, Any]:
    """The Table Schema of one of the tables."""
    schema: dict[str, Any] = {"fields": [_field(name, field) for name, field in columns(table).items()]}
    if table in _PRIMARY_KEYS:
        schema["primaryKey"] = _PRIMARY_KEYS[table]
    return schema


def datapackage(years: Mapping[tuple[str, str], Written], ledger: Written, folders: int) -> bytes:
    """The descriptor. `years` has the file of each table and year, `folders` how many units and projects there are."""
    descriptor = {
        "profile": "data-package",
        "name": "jixiao",
        "title": "预算绩效目标与自评数据",
        "description": (
            f"各年度绩效表单的结构化数据, 结构版本 {SCHEMA_VERSION}; "
            f"units/ 下另按年度、单位、项目分 {folders} 个文件夹存放同样的数据 (Parquet 与 CSV)。"
        ),
        "version": SCHEMA_VERSION,
        "resources": [
            *(
                _resource(f"{t}-{year}", f"{TABLE_TITLES[t]} {year}", w, _linked(t, year, years))
                for (t, year), w in years.items()
            ),
            _ledger(ledger),
        ],
    }
    return to_json(descriptor, indent=1) + b"\n"


def _linked(table: str, year: str, years: Mapping[tuple[str, str], Written]) -> dict[str, Any]:
    """The Table Schema of a year's file: each row belongs to a form of that year. Of documents without any form there
    are rows of `evidence` alone."""
    if table == "forms" or ("forms", year) not in years:
        return table_schema(table)
    form = {"fields": "form_id", "reference": {"resource": f"forms-{year}", "fields": "form_id"}}
    return {**table_schema(table), "foreignKeys": [form]}


def _resource(name: str, title: str, written: Written, schema: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": name,
        "title": title,
        "path": written.path,
        "profile": "tabular-data-resource",
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "rows": written.rows,
        "hash": f"sha256:{written.sha256}",
        "schema": schema,
    }


def _ledger(written: Written) -> dict[str, Any]:
    """The ledger's resource: no hash, which its times would change on every run."""
    resource = _resource("documents", "报送文件台账", written, {"fields": LEDGER_FIELDS, "primaryKey": ["sha256"]})
    return {key: value for key, value in resource.items() if key != "hash"}


def _field(name: str, field: Any) -> dict[str, Any]:
    described = {"name": name, "type": _FIELD_TYPES[column_type(field)], "title": field.title}
    if field.description:
        described["description"] = field.description
    constraints: dict[str, Any] = {"required": True} if field.is_required() else {}
    if words := vocabulary(field):
        constraints["enum"] = words
    return {**described, "constraints": constraints} if constraints else described
