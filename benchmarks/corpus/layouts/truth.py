"""A layout's truth: TOML with a line of its own for each indicator, into the truth file that the scorer reads."""

import tomllib
from typing import Any

__all__ = ["read"]

COLUMNS = ("level1", "level2", "name", "operator", "value", "unit", "value_raw")
NUMBERS = ("value", "value_upper", "actual", "forecast", "score", "weight")
NOTHING = "-"
TO_TASTE = "?"
"""Where the schema leaves the column open: the truth has none, so that it is not judged."""


def read(text: str) -> dict[str, Any]:
    """The truth file's content. A line of `rows` holds `COLUMNS`, `|` between, then `further=value` each."""
    told = tomllib.loads(text)
    forms, indicators = [], []
    for form in told["forms"]:
        lines = form.pop("rows", "").strip().splitlines()
        form = {"project": None, "budget": None} | form
        forms.append(form)
        indicators += [{"project": form["project"]} | _row(line) for line in lines]
    return {"year": told.get("year"), "unit": told.get("unit"), "forms": forms, "indicators": indicators}


def _row(line: str) -> dict[str, Any]:
    parts = [part.strip() for part in line.split("|")]
    if len(parts) < len(COLUMNS):
        raise ValueError(f"fewer than {len(COLUMNS)} columns: {line}")
    pairs = dict(zip(COLUMNS, parts, strict=False))
    pairs |= dict(part.split("=", 1) for part in parts[len(COLUMNS) :])
    return {name: _value(name, value) for name, value in pairs.items() if value != TO_TASTE}


def _value(name: str, text: str) -> str | float | None:
    if text == NOTHING:
        return None
    return float(text) if name in NUMBERS else text
