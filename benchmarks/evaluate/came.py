"""What came out of a document as plain columns, whichever version of the schema wrote it.

It is taken from a submission (made in this process or kept as JSON) or from an export. The columns have the names of
the exported tables; those that a version does not have are missing, and count as null.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow.parquet as pq

__all__ = ["TOLD", "Came", "Columns", "PlainForm", "exported", "submitted"]

Columns = dict[str, Any]

TOLD = ("quarantined", "needs_ocr", "partly", "not_read")
"""What the ledger says of a document that it asks for anew, or of which something was not understood."""


class PlainForm(NamedTuple):
    """A form: its own columns, those of its identity among them, and its rows."""

    columns: Columns
    indicators: list[Columns]
    funds: list[Columns]
    tasks: list[Columns]


class Came(NamedTuple):
    """A document's forms, and whether the ledger asks for it anew (or nothing of it was found at all)."""

    forms: list[PlainForm]
    told: bool


def submitted(submission: Mapping[str, Any] | None, told: bool) -> Came:
    """From a submission's dump (None: a stage failed, which the ledger tells)."""
    forms = submission["forms"] if submission else ()
    return Came([_plain(form) for form in forms], told)


def _plain(form: Mapping[str, Any]) -> PlainForm:
    return PlainForm(
        form["record"] | form["identity"], list(form["indicators"]), list(form["funds"]), list(form["tasks"])
    )


def exported(folder: Path) -> dict[str, Came]:
    """From an export, by `doc_id`. Raises `SystemExit` where older versions of forms were left out of it: a scan is a
    version of its original's form, and each is looked for by itself."""
    ledger = _table(folder, "documents")
    if not ledger:
        raise SystemExit(f"{folder} holds no documents.parquet: is it what `jixiao run --out` wrote?")
    rows = {name: _by_form(_table(folder, name)) for name in ("indicators", "funds", "tasks")}
    forms: dict[str, list[Columns]] = defaultdict(list)
    for form in sorted(_table(folder, "forms"), key=lambda form: str(form["form_id"])):
        forms[form["doc_id"]].append(form)
    out = {}
    for one in ledger:
        mine = forms[one["doc_id"]]
        if len(mine) < (one["forms"] or 0):
            raise SystemExit(f"{folder} leaves out forms of {one['source']}: export it with --all-versions")
        plain = [PlainForm(form, *(rows[name].get(form["form_id"], []) for name in rows)) for form in mine]
        out[one["doc_id"]] = Came(plain, one["status"] in TOLD)
    return out


def _table(folder: Path, name: str) -> list[dict[str, Any]]:
    """Every row of an exported table, whether one file or a file a year."""
    files = [folder / f"{name}.parquet", *sorted((folder / name).glob("*.parquet"))]
    return [row for file in files if file.exists() for row in pq.read_table(file).to_pylist()]


def _by_form(rows: Iterable[Columns]) -> dict[str, list[Columns]]:
    out: dict[str, list[Columns]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: int(row["ordinal"])):
        out[row["form_id"]].append(row)
    return out
