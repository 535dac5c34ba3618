"""Two runs of a corpus side by side: each row of the truth, and each that stands in none, as either run left it."""

import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal, NamedTuple

from benchmarks.evaluate.came import Came, exported, submitted
from benchmarks.evaluate.fields import Judged, Verdict, judged
from benchmarks.evaluate.product import LEVELS, Document, documents

__all__ = ["Field", "Row", "State", "paired"]

State = Literal["right", "asked", "silent"]
"""A field's: right, or wrong and a person is asked, or wrong and nobody is."""
ABSENT = "(none)"


class Field(NamedTuple):
    """A field as it was judged: its state, what was wanted, what came out."""

    state: State
    want: Any
    got: Any


@dataclass(frozen=True)
class Row:
    """What both runs made of a row of the truth, or of one that stands in none. `table` is that of the schema."""

    document: str
    level: str
    table: str
    name: str
    page: int | None
    asked: tuple[bool, bool]
    fields: dict[str, tuple[Field, Field]]


def paired(corpus: Path, a: Path, b: Path, levels: str = LEVELS) -> Iterator[Row]:
    """Each row of the documents that both runs have, with what either made of it. Raises `SystemExit` where they have
    none in common."""
    was, now = _run(a), _run(b)
    chosen = [(one, sha256(one.path.read_bytes()).hexdigest()[:16]) for one in documents(corpus) if one.level in levels]
    both = [(one, key) for one, key in chosen if key in was and key in now]
    if not both:
        raise SystemExit(f"no document of {corpus} (levels {levels}) is in both {a} and {b}")
    if len(both) < len(chosen):
        print(f"{corpus}: {len(both)} of {len(chosen)} documents are in both runs and compared", file=sys.stderr)
    for document, key in both:
        yield from _document(document, judged(document, was[key]), judged(document, now[key]))


def _run(path: Path) -> dict[str, Came]:
    """What came out of each document, by the first 16 hex digits of its hash."""
    if path.is_dir():
        return exported(path)
    lines = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return {one["sha256"][:16]: submitted(one["submission"], one["told"]) for one in lines}


def _document(document: Document, was: Verdict, now: Verdict) -> Iterator[Row]:
    for table in ("forms", "indicators", "funds", "tasks"):
        mine = "rows" if table == "indicators" else table
        a, b = getattr(was, mine), getattr(now, mine)
        wanted = zip(_truth(a), _truth(b), strict=True)
        for one, other in wanted:
            yield _row(document, table, one, other)
        for extra, another in _extra(a, b):
            yield _row(document, table, extra, another)


def _truth(rows: Sequence[Judged]) -> list[Judged]:
    return [row for row in rows if not row.spurious]


def _extra(a: Sequence[Judged], b: Sequence[Judged]) -> Iterator[tuple[Judged | None, Judged | None]]:
    """Rows that stand in no truth: those of one name belong together, the first to the first."""
    by_name: dict[str, tuple[list[Judged], list[Judged]]] = defaultdict(lambda: ([], []))
    for side, rows in enumerate((a, b)):
        for row in rows:
            if row.spurious:
                by_name[row.name][side].append(row)
    for was, now in by_name.values():
        for i in range(max(len(was), len(now))):
            yield (was[i] if i < len(was) else None), (now[i] if i < len(now) else None)


def _row(document: Document, table: str, was: Judged | None, now: Judged | None) -> Row:
    """`was` or `now` is None where a row that stands in no truth came out of the other run alone."""
    sides = [_fields(row) for row in (was, now)]
    known = next(row for row in (was, now) if row is not None)
    names = dict.fromkeys(name for side in sides for name in side)
    fields = {name: (_of(sides[0], sides[1], name, was), _of(sides[1], sides[0], name, now)) for name in names}
    asked = (_sent(was), _sent(now))
    return Row(document.name, document.level, table, known.name, known.page, asked, fields)


def _sent(row: Judged | None) -> bool:
    """Whether a row came out and a person is to look at it."""
    return row is not None and row.found and row.asked


def _fields(row: Judged | None) -> dict[str, Field]:
    if row is None:
        return {}
    wrong: State = "asked" if row.asked else "silent"
    if row.spurious:
        return {"spurious": Field(wrong, ABSENT, row.name)}
    return {one.column: Field("right" if one.right else wrong, one.want, one.got) for one in row.fields}


def _of(mine: dict[str, Field], other: dict[str, Field], name: str, row: Judged | None) -> Field:
    """A field; one that only the other run has is right where the row is none (a spurious one that did not come), and
    lost with the row where that is missed."""
    if name in mine:
        return mine[name]
    want = other[name].want
    if row is None or name == "spurious":
        return Field("right", want, ABSENT)
    return Field("asked" if row.asked else "silent", want, ABSENT)
