"""`python -m benchmarks.evaluate.compare A B [--truth CORPUS]`: every field that differs between two runs of a corpus.

A and B are exports (`jixiao run CORPUS --out A --all-versions`) or kept runs (`benchmarks.evaluate.kept`). Each is
judged against the truth as in the evaluation; then what is judged otherwise is told, a line for each field:

    right→wrong      with `silent` where nobody is asked to look
    wrong→right
    silent→asked     wrong in both; a person is asked now
    asked→silent     wrong in both; nobody is asked any more
    wrong→wrong      wrong in both, but not the same

A row that stands in no truth is the field `spurious`, wrong where it came out. Below that the counts by level and
field, and by level what it comes to, measured in two standard errors. The runs are of the same documents, so
what they have in common is no noise: of the rows whose count of errors differs, n with the differences d, the sum is
d₁+…+dₙ with a standard error of √(d₁²+…+dₙ²) if each might as well have gone the other way (McNemar's test, with
rows in the place of fields because the fields of a row go wrong together). On digital documents there is no noise:
one error more is worse.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from math import sqrt
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.evaluate.fields import MAIN
from benchmarks.evaluate.paired import Field, Row, State, paired
from benchmarks.evaluate.product import LEVELS, documents

__all__ = ["Change", "Measure", "Pair", "changes", "compared", "measures"]

WRONG: tuple[State, ...] = ("asked", "silent")
SILENT: tuple[State, ...] = ("silent",)
REVIEW = {"indicators": "rows sent to review", "forms": "forms sent to review"}
COLUMNS = ("right→wrong, silent", "right→wrong, asked", "wrong→right", "silent→asked", "asked→silent", "wrong→wrong")


class Change(NamedTuple):
    """A field that is judged otherwise, or wrong in another way."""

    row: Row
    field: str
    was: Field
    now: Field

    @property
    def kind(self) -> str:
        """One of the kinds named above."""
        a, b = self.was.state, self.now.state
        if "right" in (a, b):
            return f"{'right' if a == 'right' else 'wrong'}→{'right' if b == 'right' else 'wrong'}"
        return "wrong→wrong" if a == b else f"{a}→{b}"


class Measure(NamedTuple):
    """How many errors of a kind both runs make at a level, and how far apart that is. `rows`: how many rows differ."""

    name: str
    was: int
    now: int
    of: int
    rows: int
    noise: float

    @property
    def verdict(self) -> str:
        """Worse or better by more than the noise, or neither."""
        apart = self.now - self.was
        return "same" if abs(apart) <= self.noise else "WORSE" if apart > 0 else "better"


Pair = tuple[Path, Path, Path]
"""A corpus and two runs of it."""


def compared(pairs: Iterable[Pair], levels: str = LEVELS, review: bool = False) -> Iterator[str]:
    """Line by line what differs between two runs of some corpora, the counts and the verdicts."""
    rows = [row for corpus, a, b in pairs for row in paired(corpus, a, b, levels)]
    found = sorted(changes(rows), key=lambda one: (one.row.level, one.row.document, one.row.page or 0))
    yield from map(_told, found)
    if review:
        yield from _reviews(rows)
    yield from _counts(found)
    yield from _verdicts(rows)


def changes(rows: Iterable[Row]) -> Iterator[Change]:
    """The fields that are judged otherwise, and those that are wrong in another way."""
    for row in rows:
        for name, (was, now) in row.fields.items():
            if was.state != now.state or (was.state != "right" and was.got != now.got):
                yield Change(row, name, was, now)


def _told(one: Change) -> str:
    row = one.row
    mark = f" ({one.now.state})" if one.kind in ("right→wrong", "wrong→wrong") else ""
    what = f"{row.table[:-1]} {_said(row.name)}, {one.field}"
    values = f"{_said(one.was.got)} → {_said(one.now.got)}, truth {_said(one.now.want)}"
    return f"{one.kind}{mark}  level {row.level}  {row.document} p{row.page or '?'}  {what}: {values}"


def _said(value: Any) -> str:
    return repr(value) if isinstance(value, str) else str(value)


def _reviews(rows: Iterable[Row]) -> Iterator[str]:
    """Rows that are right in both runs and asked about in one."""
    for row in rows:
        states = {field.state for pair in row.fields.values() for field in pair}
        if row.asked[0] != row.asked[1] and states == {"right"}:
            kind = "left alone→asked" if row.asked[1] else "asked→left alone"
            yield f"{kind}  level {row.level}  {row.document} p{row.page or '?'}  {row.table[:-1]} {_said(row.name)}"


def _counts(found: Iterable[Change]) -> Iterator[str]:
    """The changes by level and field."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for one in found:
        kind = f"{one.kind}, {one.now.state}" if one.kind == "right→wrong" else one.kind
        field = one.field if one.row.table == "indicators" else f"{one.row.table}.{one.field}"
        counts[one.row.level, field][kind] += 1
        counts[one.row.level, "all"][kind] += 1
    yield ""
    yield "| level | field | " + " | ".join(COLUMNS) + " |"
    yield "| --- | --- |" + " ---: |" * len(COLUMNS)
    for (level, field), count in sorted(counts.items(), key=lambda one: (one[0][0], one[0][1] == "all", one[0][1])):
        yield f"| {level} | {field} | " + " | ".join(str(count[column] or "") for column in COLUMNS) + " |"


def _verdicts(rows: Iterable[Row]) -> Iterator[str]:
    """What it comes to, by level."""
    by_level: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_level[row.level].append(row)
    yield ""
    yield "| level | measure | was | now | of | rows that differ | two standard errors | verdict |"
    yield "| --- | --- | ---: | ---: | ---: | ---: | ---: | --- |"
    for level, mine in sorted(by_level.items()):
        for one in measures(mine, exact=level == "0"):
            yield (
                f"| {level} | {one.name} | {one.was} | {one.now} | {one.of} | {one.rows} | "
                f"±{one.noise:.1f} | {one.verdict} |"
            )


def measures(rows: Sequence[Row], exact: bool = False) -> Iterator[Measure]:
    """Of the rows of a level: wrong and silent main fields (a spurious row counts once among the silent), spurious
    rows, what is wrong and silent in other columns and tables, indicators and forms sent to review. `exact`: errors
    have no noise."""
    for one in _measures(rows):
        yield one._replace(noise=0.0) if exact and one.name not in REVIEW.values() else one


def _measures(rows: Sequence[Row]) -> Iterator[Measure]:
    found = [row for row in rows if row.table == "indicators"]
    truth = sum("spurious" not in row.fields for row in found)
    fields = truth * len(MAIN)
    others = sum(_other(row, name) for row in rows for name in row.fields)
    yield _measure("fields wrong", rows, WRONG, _main, fields)
    yield _measure("fields silent", rows, SILENT, lambda row, name: _main(row, name) or _spurious(row, name), fields)
    yield _measure("rows and forms spurious", rows, WRONG, _spurious, truth)
    yield _measure("other columns wrong", rows, WRONG, _other, others)
    yield _measure("other columns silent", rows, SILENT, _other, others)
    for table, name in REVIEW.items():
        asked = [row.asked for row in rows if row.table == table]
        yield _apart(name, asked, len(asked))


def _main(row: Row, field: str) -> bool:
    return row.table == "indicators" and field in MAIN


def _spurious(row: Row, field: str) -> bool:
    return field == "spurious"


def _other(row: Row, field: str) -> bool:
    return not _main(row, field) and not _spurious(row, field)


def _measure(
    name: str, rows: Iterable[Row], states: Sequence[State], belongs: Callable[[Row, str], bool], of: int
) -> Measure:
    """The fields that belong and are in one of some states, in either run."""
    counts = []
    for row in rows:
        pairs = [pair for field, pair in row.fields.items() if belongs(row, field)]
        counts.append((sum(was.state in states for was, _ in pairs), sum(now.state in states for _, now in pairs)))
    return _apart(name, counts, of)


def _apart(name: str, counts: Sequence[tuple[int, int]], of: int) -> Measure:
    apart = [now - was for was, now in counts if now != was]
    noise = 2 * sqrt(sum(one * one for one in apart))
    return Measure(name, sum(was for was, _ in counts), sum(now for _, now in counts), of, len(apart), noise)


def main() -> None:
    """Read the command line and compare."""
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("a", type=Path)
    a.add_argument("b", type=Path)
    a.add_argument("--truth", type=Path, help="the corpus; a kept run in CORPUS/.kept/runs knows its own")
    a.add_argument("--levels", default=LEVELS)
    a.add_argument("--review", action="store_true", help="name the rows that are right and asked about, too")
    args = a.parse_args()
    corpus = args.truth or args.a.resolve().parents[2]
    if not documents(corpus):
        raise SystemExit(f"no document with a truth in {corpus}: say with --truth which corpus the runs are of")
    for line in compared([(corpus, args.a, args.b)], args.levels, args.review):
        print(line)


if __name__ == "__main__":
    main()
