"""Answers as a CSV that a person may edit: out of the store, and in again.

A row an answer. UTF-8 with a byte-order mark; a text that a spreadsheet would run as a formula has an apostrophe in
front of it, as one that begins with an apostrophe has another. `source` and `id` are for the reader; the rest is the
answer. Read back, a row is the same answer whether it is in the store already or not.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from pydantic import ValidationError

from normalize.settled.correction import Correction
from pipelines.language import say

__all__ = ["COLUMNS", "CorrectionsError", "as_csv", "from_csv"]

COLUMNS = (
    *("id", "source", "sha256", "table", "field", "page", "x0", "y0", "x1", "y1", "place"),
    *("act", "was", "read", "says", "replaces", "drawn", "who", "at"),
)
_TEXTS = ("place", "was", "read", "says", "drawn", "who")
_RUNS = ("=", "+", "-", "@", "\t", "\r", "'")
_EDGES = ("x0", "y0", "x1", "y1")


class CorrectionsError(Exception):
    """A table of answers that cannot be taken in: what is wrong, line by line. Nothing of it was."""


def as_csv(corrections: Iterable[Correction], sources: Mapping[str, str]) -> bytes:
    """The answers; `sources` are the documents' paths by their hashes."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(_told(one, sources.get(one.sha256, "")) for one in corrections)
    return ("\ufeff" + text.getvalue()).encode("utf-8")


def from_csv(data: bytes) -> tuple[Correction, ...]:
    """The answers of a table, its columns in any order; who and when may be left empty. Raises CorrectionsError."""
    try:
        rows = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
        read = [*_read(rows)]
    except (UnicodeDecodeError, csv.Error) as fault:
        raise CorrectionsError(say("corrections.no_table", why=fault)) from fault
    if faults := [fault for fault in read if isinstance(fault, str)]:
        raise CorrectionsError("\n".join(faults))
    return tuple(one for one in read if isinstance(one, Correction))


def _told(one: Correction, source: str) -> dict[str, Any]:
    facts = one.model_dump(mode="json", exclude={"box", "replaces"})
    edges = dict(zip(_EDGES, one.box or (), strict=False))
    row = {**facts, **edges, "id": one.id, "source": source, "replaces": " ".join(one.replaces)}
    return {name: _kept(value) if name in (*_TEXTS, "source") else value for name, value in row.items()}


def _kept(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(_RUNS) else value


def _read(rows: "csv.DictReader[str]") -> Iterator[Correction | str]:
    missing = [name for name in ("sha256", "table", "act") if name not in (rows.fieldnames or ())]
    if missing:
        raise CorrectionsError(say("corrections.no_columns", columns=", ".join(missing)))
    for row in rows:
        if any(row.values()):
            try:
                yield Correction.model_validate(_facts(row))
            except ValidationError as fault:
                yield say("corrections.bad_row", line=rows.line_num, why=_why(fault))


def _facts(row: Mapping[str, str | None]) -> dict[str, Any]:
    """What a row says, an empty cell for nothing; only a correction to nothing has an empty `says`."""
    facts: dict[str, Any] = {name: value for name, value in row.items() if name in COLUMNS and value}
    facts |= {name: facts[name].removeprefix("'") for name in _TEXTS if name in facts}
    if edges := [facts.pop(edge) for edge in _EDGES if edge in facts]:
        facts["box"] = edges
    facts["replaces"] = tuple(str(facts.get("replaces", "")).split())
    if facts.get("act") == "correct":
        facts.setdefault("says", "")
    facts.setdefault("at", datetime.now(UTC))
    return {name: value for name, value in facts.items() if name not in ("id", "source")}


def _why(fault: ValidationError) -> str:
    return "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in fault.errors())
