"""The start page: the year's units and projects, how far each is, what is left to verify, and what became of files."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from pipelines.language import Language
from pipelines.language.reasons import explain
from pipelines.settle import Progress, checked
from pipelines.store.ledger import Entry
from review.room import Room
from review.words import page, tongue_of

__all__ = ["Share", "start", "summed"]

STATES = ("asking", "findings", "stale", "settled", "clear")
"""What units can be narrowed down to."""


class Share(NamedTuple):
    """How far something is: values that were read, that ask, that people settled, that are stale; findings."""

    values: int = 0
    asking: int = 0
    settled: int = 0
    stale: int = 0
    findings: int = 0

    @property
    def unverified(self) -> float:
        """The share of the values that a person should look at and has not."""
        return self.asking / self.values if self.values else 0.0

    @property
    def reviewed(self) -> float:
        """The share of what asked that is settled; all where nothing ever asked."""
        asked = self.asking + self.settled
        return self.settled / asked if asked else 1.0

    @property
    def states(self) -> set[str]:
        """Those of STATES that it is in."""
        told = {"asking": self.asking, "findings": self.findings, "stale": self.stale, "settled": self.settled}
        return {name for name, count in told.items() if count} or {"clear"}


class Unit(NamedTuple):
    """A unit's year, with its projects."""

    year: int | None
    name: str | None
    share: Share
    projects: Sequence[tuple[Progress, Share]]


def start(request: Request) -> Response:
    """The page."""
    room: Room = request.app.state.room
    rows = room.progress()
    asked = request.query_params
    opened = Counter(one.year for one in room.decisions().values())
    years = {year: opened[year] for year in sorted({row.year for row in rows if row.year}, reverse=True)}
    year = asked.get("year", _first(years))
    mine = [row for row in rows if not year or str(row.year) == year]
    units = [unit for unit in _units(mine) if _fits(unit, asked)]
    entries = room.entries()
    facts = {
        "year": year,
        "years": years,
        "all": summed(mine),
        "open": opened.total() if not year else opened[int(year)] if year.isdecimal() else 0,
        "opened": opened.total(),
        "stale": room.stale(),
        "checked": checked(room.sample(int(year) if year.isdecimal() else None)),
        "units": units,
        "documents": len({sha for row in mine for sha in row.documents}),
        "every": len(entries),
        "troubled": _troubled(entries, asked.get("q", ""), tongue_of(request)),
        "asked": asked,
        "states": STATES,
    }
    return page(request, "start.html", facts)


def _first(years: Mapping[int, int]) -> str:
    """The year to begin with: the latest in which something is open, for one form of a year to come settles nothing;
    else the latest."""
    return str(next((year for year, opened in years.items() if opened), next(iter(years), "")))


def summed(rows: Iterable[Progress]) -> Share:
    """Several together."""
    total = Share()
    for row in rows:
        mine = (row.values, row.asking, row.accepted + row.corrected, row.stale, row.findings)
        total = Share(*(one + other for one, other in zip(total, mine, strict=True)))
    return total


def _units(rows: Iterable[Progress]) -> list[Unit]:
    """By year and unit, what asks most first."""
    groups: dict[tuple[int | None, str | None], list[Progress]] = {}
    for row in rows:
        groups.setdefault((row.year, row.unit), []).append(row)
    units = [Unit(*key, summed(rows), [(row, summed([row])) for row in rows]) for key, rows in groups.items()]
    return sorted(units, key=lambda unit: (-unit.share.asking, unit.name or ""))


def _fits(unit: Unit, asked: Mapping[str, str]) -> bool:
    """Whether a unit has what was typed in its name or a project's, and is in the state that was chosen."""
    text, state = asked.get("q", "").strip(), asked.get("state", "")
    named = [unit.name or "", *(row.project or "" for row, _ in unit.projects)]
    return any(text in name for name in named) and (not state or state in unit.share.states)


def _troubled(entries: Mapping[str, Entry], text: str, tongue: Language) -> list[tuple[Entry, str]]:
    """The files that were not read whole, and why."""
    told = [entry for entry in entries.values() if entry.status not in ("done", "no_forms") and text in entry.path]
    told.sort(key=lambda entry: entry.path)
    return [(entry, explain(entry.reason, entry.message, tongue, coded=False) or "") for entry in told]
