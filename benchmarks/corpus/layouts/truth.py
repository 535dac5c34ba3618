"""A layout's truth: TOML with a line of its own for each indicator, into the truth file that the scorer reads."""

import tomllib
from typing import Any

__all__ = ["read"]

COLUMNS = ("level1", "level2", "name", "operator", "value", "unit", "value_raw")
NUMBERS = ("value", "value_upper", "actual", "forecast", "score", "weight", "amount", "executed")
FUND = ("period", "measure", "item", "amount")
TASK = ("name", "content", "amount")
NOTHING = "-"
TO_TASTE = "?"
"""Where the schema leaves the column open: the truth has none, so that it is not judged."""


def read(text: str) -> dict[str, Any]:
    """The truth file's content. A line of `rows` holds `COLUMNS`, `|` between, then `further=value` each; a form may
    state its `funds` and `tasks` likewise, a line each, of `FUND` and `TASK`.
    """
    told = tomllib.loads(text)
    forms, indicators = [], []
    further: dict[str, list[dict[str, Any]]] = {"funds": [], "tasks": []}
    for form in told["forms"]:
        lines = form.pop("rows", "").strip().splitlines()
        stated = {"funds": (FUND, form.pop("funds", "")), "tasks": (TASK, form.pop("tasks", ""))}
        form = {"project": None, "budget": None} | form
        forms.append(form)
        indicators += [{"project": form["project"]} | _row(line) for line in lines]
        for table, (columns, words) in stated.items():
            further[table] += [
                {"project": form["project"]} | _row(line, columns) for line in words.strip().splitlines()
            ]
    plain = {"year": told.get("year"), "unit": told.get("unit"), "forms": forms, "indicators": indicators}
    return plain | {table: rows for table, rows in further.items() if rows}


def _row(line: str, columns: tuple[str, ...] = COLUMNS) -> dict[str, Any]:
    parts = [part.strip() for part in line.split("|")]
    if len(parts) < len(columns):
        raise ValueError(f"fewer than {len(columns)} columns: {line}")
    pairs = dict(zip(columns, parts, strict=False))
    pairs |= dict(part.split("=", 1) for part in parts[len(columns) :])
    return {name: _value(name, value) for name, value in pairs.items() if value != TO_TASTE}


def _value(name: str, text: str) -> str | float | None:
    if text == NOTHING:
        return None
    return float(text) if name in NUMBERS else text
