"""What the pages share: the desk at which answers are taken, the findings and notes, pictures, and the export to come.

Reading is remembered until somebody answers or another run exports; what an answer changes is in the store when it
returns. The year's tables follow when nobody has answered for a while, and at the end.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from threading import RLock
from typing import Any, TypeVar

from pipelines.export.forms import Form, current
from pipelines.findings.gather import UnitYear, gather
from pipelines.settle import (
    Correction,
    Decision,
    Desk,
    DocumentView,
    FieldView,
    Picture,
    Progress,
    Settled,
    Stale,
    Value,
    answer,
)
from pipelines.store import ledger
from pipelines.store.ledger import Entry
from pipelines.store.lock import alone
from pipelines.store.objects import Store
from pipelines.store.people import Note, Notes, keep_notes, places, read_notes
from review.ink import Sheet
from review.later import Later

__all__ = ["LONGEST_NAME", "Elsewhere", "Room"]

EXPORT_AFTER = 5.0
"""Seconds without an answer before the year's tables are written: long enough that nobody waits behind an export of
every answer, short enough that who looks into the tables finds them current."""
PICTURES = 48
"""Pages whose pictures are kept: some 20 MB."""
VIEWS = 24
"""Documents that are kept as they were read."""
RENDERED = 1700
"""Pixels of a page's shorter side: A4 at 200 dpi, the resolution that scans of these forms have."""
LONGEST_NAME = 40
"""Characters of a person's name that are kept."""
_EXPORT_INDEX = "stages/export.json"

Made = TypeVar("Made")


class Elsewhere(Exception):
    """Somebody else has answered meanwhile; `what` is their word, where there is one."""

    def __init__(self, what: str | None = None) -> None:
        super().__init__(what)
        self.what = what


class Room:
    """A store, with what was read of it."""

    def __init__(self, store: Store, export_after: float = EXPORT_AFTER) -> None:
        self.store = store
        self.desk = Desk(store)
        self.later = Later(self._export, export_after)
        self.picture = lru_cache(PICTURES)(self._picture)
        self._lock = RLock()
        self._remembered: dict[str, Any] = {}
        self._sizes: dict[str, dict[int, Sheet]] = {}
        self._stamp = b""

    # ---- reading

    def entries(self) -> Mapping[str, Entry]:
        """The ledger."""
        return self._known("entries", lambda: ledger.read_all(self.store))

    def decisions(self) -> Mapping[str, Decision]:
        """What is to be settled, the riskiest first, by key."""
        return self._known("decisions", lambda: {one.key: one for one in self.desk.decisions()})

    def sample(self, year: int | None) -> Sequence[Value]:
        """The values that nobody was asked about, in the order of a spot check."""
        return self._known(f"sample {year}", lambda: self.desk.sample(year))

    def drawn(self, key: str) -> Decision | None:
        """What is asked about a value of the sample, as long as the text under it is the same."""
        return next((one for one in self.desk.drawn([key.rpartition("/")[0]]) if one.key == key), None)

    def asked(self, key: str) -> Decision:
        """A decision of the queue or of a spot check. Raises KeyError."""
        if (one := self.decisions().get(key) or self.drawn(key)) is None:
            raise KeyError(key)
        return one

    def progress(self) -> Sequence[Progress]:
        """How far years, units and projects are."""
        return self._known("progress", self.desk.progress)

    def stale(self) -> Sequence[Stale]:
        """The corrections whose text has changed under them."""
        return self._known("stale", self.desk.stale)

    def forms(self) -> Sequence[Form]:
        """Every form that counts, with its rows."""
        return self._known("forms", lambda: current(self.store, self.entries().values()))

    def units(self) -> Sequence[UnitYear]:
        """Every unit's year with its findings."""
        return self._known("units", lambda: gather(self.store))

    def notes(self) -> Notes:
        """What people said of findings."""
        return self._known("notes", lambda: read_notes(self._people()))

    def view(self, sha: str) -> DocumentView:
        """A document with its pages, cells, forms. Raises KeyError for one that the store does not have."""
        if sha not in self.entries():
            raise KeyError(sha)
        with self._lock:
            views: dict[str, DocumentView] = self._known("views", dict)
            if sha not in views:
                while len(views) >= VIEWS:
                    views.pop(next(iter(views)))
                views[sha] = self.desk.document(sha)
            return views[sha]

    def sheet(self, sha: str, page: int | None) -> Sheet | None:
        """A page that has a picture; None for a file without pages. Sizes never change: they are kept for good."""
        return self._sheets(sha).get(page or 0)

    # ---- answers

    def answer(self, asked: Decision | FieldView, act: str, text: str | None, who: str) -> tuple[Correction, ...]:
        """What a person says of a decision or a value: `accept`, or `correct` with what is printed. Raises NotAValue
        for a text that is no value of a field that is corrected by itself, ValueError for any other act."""
        if act == "correct" and text is not None:
            if asked.cell is None:
                self.reads(asked, text)
            return answer(asked, "correct", text, who=who)
        if act != "accept":
            raise ValueError(act)
        return answer(asked, "accept", who=who)

    def reads(self, asked: Decision | FieldView, text: str) -> Mapping[str, str]:
        """What a text that is typed for it reads as, by field. Raises NotAValue."""
        return self.desk.reads(asked.sha256, asked.form_id, asked.table, asked.ordinal, asked.field, text)

    def settled(self, work: Callable[[Desk], Settled]) -> Settled:
        """Have the desk take answers, or take them back; what was read before holds no more."""
        with self._lock:
            done = work(self.desk)
            self._remembered.clear()
        self.later.wake()
        return done

    def keep_note(self, key: str, status: str | None, remark: str | None, was: Sequence[str | None]) -> Note | None:
        """Keep what somebody says of a finding; nothing said takes it away. Raises KeyError for a finding that is not
        there, Elsewhere where the note is not what it `was` when they read it."""
        folder = next((u.folder for u in self.units() for f in u.forms for t in f.findings if t.key == key), None)
        if folder is None:
            raise KeyError(key)
        with alone(self.store, "reports"):
            notes = dict(read_notes(self._people()))
            now = notes.pop(key, None)
            if (now.status if now else None, now.remark if now else None) != tuple(was):
                raise Elsewhere(" ".join(filter(None, (now.status, now.remark))) if now else None)
            if status or remark:
                notes[key] = Note(key=key, folder=folder, status=status, remark=remark, about=now.about if now else {})
            keep_notes(self._people(), notes)
        with self._lock:
            self._remembered.pop("notes", None)
        return notes.get(key)

    def close(self) -> None:
        """Write the year's tables, if an answer has changed them."""
        self.later.close()

    # ---- within

    def _export(self) -> None:
        if self.desk.dirty:
            self.desk.export()

    def _picture(self, sha: str, page: int) -> Picture | None:
        sheet = self.sheet(sha, page)
        return sheet and self.desk.picture(
            sha, page, width=round(RENDERED * sheet.width / min(sheet.width, sheet.height))
        )

    def _sheets(self, sha: str) -> dict[int, Sheet]:
        with self._lock:
            known = self._sizes
            if sha not in known:
                pages = self.view(sha).pages
                known[sha] = {one.number: Sheet(sha, one.number, one.width, one.height) for one in pages if one.paper}
            return known[sha]

    def _people(self) -> list[str]:
        return places(self.store, self.entries().values())

    def _known(self, name: str, make: Callable[[], Made]) -> Made:
        """What was read, read anew where the store has been exported since."""
        with self._lock:
            stamp = self.store.get(_EXPORT_INDEX) or b""
            if stamp != self._stamp:
                self.desk.refresh()
                self._remembered.clear()
                self._stamp = stamp
            if name not in self._remembered:
                self._remembered[name] = make()
            made: Made = self._remembered[name]
            return made
