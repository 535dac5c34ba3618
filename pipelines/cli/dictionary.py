"""The data dictionary: every table and column with type, Chinese title, meaning and closed vocabulary."""

import json
from typing import Any

from normalize.lexicon import load
from normalize.schema import SCHEMA_VERSION, TABLES
from pipelines.export.documents import LEDGER_FIELDS
from pipelines.export.package import TABLE_TITLES, table_schema

__all__ = ["as_json", "as_markdown"]

_HEAD = "| column | type | 标题 | 含义 | values |\n|---|---|---|---|---|\n"


def as_json() -> str:
    """The dictionary as JSON: Table Schema per table."""
    tables: dict[str, Any] = {table: table_schema(table) for table in TABLES}
    tables["documents"] = {"fields": LEDGER_FIELDS}
    whole = {"version": SCHEMA_VERSION, "tables": tables, "review_reasons": _reasons(), "edits": load("edits")["edits"]}
    return json.dumps(whole, ensure_ascii=False, indent=2)


def as_markdown() -> str:
    """The dictionary as Markdown: a heading and a table per table."""
    parts = [f"# 数据字典 (schema version {SCHEMA_VERSION})\n"]
    parts += [_table(f"{table}  {TABLE_TITLES[table]}", table_schema(table)["fields"]) for table in TABLES]
    parts.append(_table("documents  报送文件台账", LEDGER_FIELDS))
    parts.append(_codes("review_reason  复核原因", _reasons()))
    parts.append(_codes("edits  改动", load("edits")["edits"]))
    return "\n".join(parts)


def _reasons() -> dict[str, str]:
    """The codes of `review_reason`, those of rows and of forms, with what each says."""
    found: dict[str, dict[str, str]] = load("reasons")
    return {**found["rows"], **found["forms"]}


def _codes(heading: str, meanings: dict[str, str]) -> str:
    rows = "".join(f"\n| `{code}` | {meaning} |" for code, meaning in meanings.items())
    return f"## {heading}\n\n| code | 含义 |\n|---|---|{rows}\n"


def _table(heading: str, fields: list[dict[str, Any]]) -> str:
    lines = [
        f"| `{f['name']}` | {f['type']} | {f['title']} | {f.get('description', '')} | {_values(f)} |" for f in fields
    ]
    return f"## {heading}\n\n{_HEAD}" + "\n".join(lines) + "\n"


def _values(field: dict[str, Any]) -> str:
    return " ".join(f"`{value}`" for value in field.get("constraints", {}).get("enum", []))
