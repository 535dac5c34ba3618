"""The account of the files: each below the inputs is, by its hash, in exactly one state of the exported ledger.

    what lies there now ─┐
                         ├─► missing · changed · twice · waiting · not told, and how many are in which state
    the ledger, and the table that was handed on ─► withdrawn

Nothing is read but bytes and the ledger; nothing is written.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.export.documents import LEDGER_PATH
from pipelines.intake.find import find
from pipelines.intake.found import Found, Handed
from pipelines.store import ledger
from pipelines.store.artefacts import digest
from pipelines.store.ledger import Entry
from pipelines.store.objects import Store

__all__ = ["Audit", "audit"]

Tables = Mapping[str, str]
"""The state of each document in the table that was handed on, by its hash."""


@dataclass(frozen=True)
class Audit:
    """What an audit came to; every file by its path below the input it was found under.

    states     how many files are in which state
    missing    never entered: they came after the last run
    changed    entered with other bytes than they have now
    twice      in the ledger under more than one hash
    waiting    entered, and nothing became of them yet
    not_told   the table that was handed on does not have them, or in another state
    withdrawn  entered, and no longer there
    aside      left behind by programs (hidden files, lock files), handed in by nobody
    """

    states: Mapping[str, int]
    missing: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    twice: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    not_told: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()

    @property
    def files(self) -> int:
        """How many files lie below the inputs."""
        return sum(self.states.values()) + len(self.missing) + len(self.changed) + len(self.twice)

    @property
    def faults(self) -> Mapping[str, tuple[str, ...]]:
        """What keeps all from being well, each kind with its files."""
        kinds = ("missing", "changed", "twice", "waiting", "not_told", "withdrawn")
        return {kind: paths for kind in kinds if (paths := getattr(self, kind))}


def audit(paths: Iterable[str | Path], store: Store) -> Audit:
    """Compare every file below the paths with the ledger of the store. Raises MissingPath, StoreError."""
    found = find(paths)
    entries = ledger.read_all(store)
    places: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries.values():
        for source in entry.sources:
            places[source.location].append(entry)
    return _compared(found, places, _told(store))


def _told(store: Store) -> Tables:
    """The states that the exported ledger names."""
    data = store.get(LEDGER_PATH)
    if data is None:
        return {}
    table = pq.ParquetFile(pa.BufferReader(data)).read(columns=["sha256", "status"])
    return dict(zip(table["sha256"].to_pylist(), table["status"].to_pylist(), strict=True))


def _compared(found: Found, places: Mapping[str, Sequence[Entry]], told: Tables) -> Audit:
    states: Counter[str] = Counter()
    faults: defaultdict[str, list[str]] = defaultdict(list)
    for file in found.files:
        kind = _fault(file, places.get(file.location, ()))
        if kind is not None:
            faults[kind].append(file.path)
            continue
        (entry,) = places[file.location]
        states[entry.status] += 1
        if entry.status == "waiting":
            faults["waiting"].append(file.path)
        elif told.get(entry.sha256) != entry.status:
            faults["not_told"].append(file.path)
    return Audit(
        states=dict(states),
        withdrawn=tuple(_withdrawn(found, places)),
        aside=tuple(found.aside),
        **{kind: tuple(paths) for kind, paths in faults.items()},
    )


def _fault(file: Handed, entries: Sequence[Entry]) -> str | None:
    """Why a file is not in one state of the ledger; None where it is."""
    sha = file.sha256 or digest(file.location.encode("utf-8"))
    if not entries:
        return "missing"
    if len(entries) > 1:
        return "twice"
    return None if entries[0].sha256 == sha else "changed"


def _withdrawn(found: Found, places: Mapping[str, Sequence[Entry]]) -> list[str]:
    """What the ledger has below the folders that were searched and is not there any more."""
    here = {file.location for file in found.files}
    roots = (*found.roots, *found.archives)
    gone = [location for location in places if location.startswith(roots) and location not in here]
    return sorted(
        source.path or source.name
        for location in gone
        for entry in places[location]
        for source in entry.sources
        if source.location == location
    )
