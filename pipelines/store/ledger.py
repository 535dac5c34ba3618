"""The ledger: one entry per document, what was handed in and what became of it.

    stages/ledger/<aa>/<sha256>.json      an entry, written when the document was handed in and after each change
    stages/stated/<aa>/<sha256>.json      when a document that is no longer there was handed in, as a person said
    documents.parquet                     all entries as a table, written with the export

The same bytes under several names are one document with several sources. A file that could not even be read has an
entry too, under the hash of its location. The ledger is the one place that knows times.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, TypeAdapter, model_validator

from pipelines.intake.found import Handed, Known
from pipelines.store.artefacts import digest, place
from pipelines.store.objects import Store

__all__ = [
    "Entry",
    "Merge",
    "Outcome",
    "Source",
    "Status",
    "Step",
    "conclude",
    "drop",
    "merge",
    "read",
    "read_all",
    "restated",
    "write",
]

FOLDER = "stages/ledger"
STATED = "stated"
_DATE = TypeAdapter(datetime | None)
Status = Literal["done", "no_forms", "partly", "needs_ocr", "not_read", "quarantined", "waiting"]
"""`waiting` is no status of the exported ledger: nothing became of the document yet."""


class Frozen(BaseModel):
    """An immutable value that refuses fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(Frozen):
    """One place the document's bytes were handed in from; `path` is where below the folder that was handed in."""

    name: str
    location: str
    received_at: datetime
    path: str | None = None


class Step(Frozen):
    """What one stage did: its key and version, the hash of what it made, that of the words which it hangs on, how long
    it took and the processor time of it, all threads together (None: not known, the run that made it was cut off before
    it could say)."""

    key: str
    version: str
    output: str | None = None
    words: str | None = None
    seconds: float | None = None
    cpu_seconds: float | None = None


class Outcome(Frozen):
    """What became of a document. `waiting`: only the first of its stages were asked for. `reason` is a stable code,
    `message` what is wrong and what to do."""

    status: Status
    reason: str | None = None
    message: str | None = None
    pages: int | None = None
    forms: int = 0
    indicators: int = 0
    reviews: int = 0
    engine: str | None = None
    steps: dict[str, Step] = {}


class Entry(Frozen):
    """A document. `sha256` names it; a file that could not be read has the hash of its location and no bytes.

    `known` is what became of it when it was found: it could not be read, is of no kind that is, or is an archive, whose
    files have entries of their own. `stated` is when it was handed in as a person said, which
    outranks the times of its files until it is said anew. `outcome` is None until the document went through.
    """

    sha256: str
    bytes: int
    sources: tuple[Source, ...]
    known: Known | None = None
    stated: datetime | None = None
    outcome: Outcome | None = None
    ingested_at: datetime | None = None

    @model_validator(mode="before")
    @classmethod
    def _of_before(cls, data: Any) -> Any:
        """An entry as the release with schema 1 wrote it: `unreadable` was why a file could not be read."""
        if not isinstance(data, dict) or "unreadable" not in data:
            return data
        problem = data["unreadable"]
        known = Known("quarantined", "unreadable_file", problem) if problem else None
        return {name: value for name, value in data.items() if name != "unreadable"} | {"known": known}

    @property
    def doc_id(self) -> str:
        """The first 16 hex digits of the hash."""
        return self.sha256[:16]

    @property
    def names(self) -> tuple[str, ...]:
        """The names it came under, the first received first, each once."""
        return tuple(dict.fromkeys(source.name for source in self._ordered))

    @property
    def path(self) -> str:
        """Where it stood below the folder that was handed in, under the name that was received first."""
        return self._ordered[0].path or self._ordered[0].name

    @property
    def _ordered(self) -> list[Source]:
        return sorted(self.sources, key=lambda source: (source.received_at, source.name))

    @property
    def received(self) -> tuple[datetime, str, str]:
        """What decides between versions: the time it was last handed in, under which name, its doc_id."""
        last = max(self.sources, key=lambda source: (source.received_at, source.name))
        return self.stated or last.received_at, last.name, self.doc_id

    @property
    def status(self) -> Status:
        """What became of it, in one word."""
        if self.known:
            return self.known.status
        return self.outcome.status if self.outcome else "waiting"

    @property
    def reason(self) -> str | None:
        """The stable code of what is wrong."""
        said = self.known or self.outcome
        return said.reason if said else None

    @property
    def message(self) -> str | None:
        """What is wrong and what to do."""
        said = self.known or self.outcome
        return said.message if said else None


class Merge(NamedTuple):
    """The ledger after a hand-in: every entry, those that changed, and those whose file is no longer there."""

    entries: dict[str, Entry]
    changed: list[Entry]
    gone: list[Entry]


def merge(
    entries: dict[str, Entry],
    handed: Iterable[Handed],
    roots: Sequence[str] = (),
    stated: datetime | None = None,
) -> Merge:
    """Enter what was handed in; `stated` is when, if a person said so.

    A source is replaced by what stands at its location now. One that stood below one of `roots` (the folders that
    were searched) and was not found again is taken out, and with its last source the document; not so one below a
    folder that could not be looked into.
    """
    now: dict[str, list[Source]] = {}
    facts: dict[str, tuple[int, Known | None]] = {}
    seen = set()
    closed = []
    for file in handed:
        sha = file.sha256 or digest(file.location.encode("utf-8"))
        now.setdefault(sha, []).append(_source(file))
        read = sha in facts and facts[sha][1] is None
        facts[sha] = file.size, None if read else file.known  # what is read at one place is read
        seen.add(file.location)
        closed += [f"{file.location}/", f"{file.location}\\"] if file.sha256 is None else []
    merged: dict[str, Entry] = {}
    changed: list[Entry] = []
    gone: list[Entry] = []
    for sha in sorted({*entries, *now}):
        before = entries.get(sha)
        kept = [s for s in before.sources if not _replaced(s.location, seen, roots, closed)] if before else []
        sources = tuple(sorted([*kept, *now.get(sha, [])], key=lambda source: source.location))
        if not sources:
            gone.extend(entry for entry in (before,) if entry)
            continue
        size, known = facts.get(sha, (before.bytes, before.known) if before else (0, None))
        entry = (before or Entry(sha256=sha, bytes=size, sources=sources)).model_copy(
            update={"bytes": size, "sources": sources, "known": known}
        )
        if stated and sha in now:
            entry = entry.model_copy(update={"stated": stated})
        merged[sha] = entry
        if entry != before:
            changed.append(entry)
    return Merge(merged, changed, gone)


def read_all(store: Store) -> dict[str, Entry]:
    """Every entry of a store by its hash; what cannot be understood is left out and entered anew by the next run."""
    paths = [found.path for found in store.list(FOLDER)]
    entries = (_parse(data) for data in store.get_many(paths))
    return {entry.sha256: entry for entry in entries if entry}


def read(store: Store, sha: str) -> Entry | None:
    """One entry, or None where there is none that can be understood."""
    return _parse(store.get(place("ledger", sha)))


def write(store: Store, entry: Entry) -> None:
    """Put an entry in its place."""
    store.put(place("ledger", entry.sha256), entry.model_dump_json().encode("utf-8"))


def drop(store: Store, entry: Entry) -> None:
    """Take an entry out; what a person said of when it was handed in stays, for it may come again."""
    if entry.stated is not None:
        store.put(place(STATED, entry.sha256), _DATE.dump_json(entry.stated))
    store.delete(place("ledger", entry.sha256))


def restated(store: Store, entry: Entry) -> Entry:
    """An entry of a document that is new, with what was said of it when it was here before."""
    if entry.stated is not None:
        return entry
    try:
        return entry.model_copy(
            update={"stated": _DATE.validate_json(store.get(place(STATED, entry.sha256)) or b"null")}
        )
    except ValueError:
        return entry


def conclude(entry: Entry, outcome: Outcome, now: datetime | None = None) -> Entry:
    """The entry with what became of the document; the time it first went through is kept."""
    when = entry.ingested_at or (now or datetime.now(UTC)).replace(microsecond=0)
    return entry.model_copy(update={"outcome": outcome, "ingested_at": when})


def _source(file: Handed) -> Source:
    return Source(name=file.name, location=file.location, received_at=file.received_at, path=file.path)


def _replaced(location: str, seen: set[str], roots: Sequence[str], closed: Sequence[str]) -> bool:
    if location in seen:
        return True
    return location.startswith(tuple(roots)) and not location.startswith(tuple(closed))


def _parse(data: bytes | None) -> Entry | None:
    try:
        return None if data is None else Entry.model_validate_json(data)
    except ValueError:
        return None
