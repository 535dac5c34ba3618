"""The data dictionary: every table and column with type, Chinese title, meaning and closed vocabulary.

Chinese meanings stand with the schema, English ones in `language/columns.en.toml`.
"""

import json
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from normalize.lexicon import load
from normalize.schema import SCHEMA_VERSION, TABLES
from pipelines.export.documents import LEDGER_FIELDS
from pipelines.export.package import TABLE_TITLES, table_schema
from pipelines.language import Language, say_in
from pipelines.language.codes import english

__all__ = ["as_json", "as_markdown"]


def as_json() -> str:
    """The dictionary as JSON: Table Schema per table."""
    tables: dict[str, Any] = {table: table_schema(table) for table in TABLES}
    tables["documents"] = {"fields": LEDGER_FIELDS}
    whole = {"version": SCHEMA_VERSION, "tables": tables, "review_reasons": _reasons(), "edits": load("edits")["edits"]}
    return json.dumps(whole, ensure_ascii=False, indent=2)


def as_markdown(tongue: Language) -> str:
    """The dictionary as Markdown in one language: a heading and a table per table. Titles are Chinese in both, as they
    are in the files; the words that a clerk reads for a reason or a change stand beside the English ones."""
    parts = [f"# {say_in(tongue, 'dictionary.heading', version=SCHEMA_VERSION)}\n"]
    parts += [_table(tongue, table, TABLE_TITLES[table], table_schema(table)["fields"]) for table in TABLES]
    parts.append(_table(tongue, "documents", say_in(tongue, "dictionary.documents"), LEDGER_FIELDS))
    parts.append(_codes(tongue, f"review_reason  {say_in(tongue, 'dictionary.reasons')}", "reasons", _reasons()))
    edits = load("edits")["edits"]
    parts.append(_codes(tongue, f"edits  {say_in(tongue, 'dictionary.edits')}", "edits", edits))
    return "\n".join(parts)


def _reasons() -> dict[str, str]:
    """The codes of `review_reason`, those of rows and of forms, with what each says."""
    found: dict[str, dict[str, str]] = load("reasons")
    return {**found["rows"], **found["forms"]}


def _codes(tongue: Language, heading: str, section: str, chinese: dict[str, str]) -> str:
    told = {code: [words] for code, words in chinese.items()}
    if tongue == "en":
        told = {code: [english(section)[code], *words] for code, words in told.items()}
    rows = "".join(f"\n| `{code}` | {' | '.join(words)} |" for code, words in told.items())
    head = say_in(tongue, "dictionary.codes")
    return f"## {heading}\n\n{head}\n{'|---' * (head.count('|') - 1)}|{rows}\n"


def _table(tongue: Language, table: str, title: str, fields: list[dict[str, Any]]) -> str:
    lines = [
        f"| `{f['name']}` | {f['type']} | {f['title']} | {_meaning(tongue, table, f)} | {_values(f)} |" for f in fields
    ]
    head = f"{say_in(tongue, 'dictionary.columns')}\n|---|---|---|---|---|\n"
    return f"## {table}  {title}\n\n{head}" + "\n".join(lines) + "\n"


def _meaning(tongue: Language, table: str, field: dict[str, Any]) -> str:
    if tongue == "zh":
        return str(field.get("description", ""))
    told = _english()
    return told.get(table, {}).get(field["name"]) or told["all"][field["name"]]


@cache
def _english() -> dict[str, dict[str, str]]:
    """What columns mean in English: by table, and those that mean the same in all."""
    return tomllib.loads(files("pipelines.language").joinpath("columns.en.toml").read_text(encoding="utf-8"))


def _values(field: dict[str, Any]) -> str:
    return " ".join(f"`{value}`" for value in field.get("constraints", {}).get("enum", []))
