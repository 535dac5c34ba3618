"""The desk: what is open in a store, answers taken in, each document read anew as soon as one was given about it.

    decisions ◄── asked of each document, kept until its result changes
    settle    ──► .jixiao beside the raw files ──► normalize, for those documents alone ──► ledger

What it holds is small: the decisions and figures of each document, never the documents. One desk serves many people;
two desks on one store (two servers, a desk and a run) see each other's answers through the store.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from threading import RLock
from typing import Any

from extract.crop import Shown, page_picture
from extract.model import Box, Extraction
from normalize.schema import Submission
from normalize.settled.correction import Correction
from normalize.settled.fields import FIELDS
from pipelines.export.versions import superseded
from pipelines.export.write import Exported
from pipelines.findings.settings import settings_of
from pipelines.intake.original import original
from pipelines.intake.sources import UnreadableSource
from pipelines.language import say
from pipelines.run.job import write_export
from pipelines.run.plan import heeding
from pipelines.run.silent import silent_of
from pipelines.run.stages import Stage
from pipelines.run.stages import stages as standard
from pipelines.run.work import Task, make, outcome
from pipelines.sample.drawn import Value, in_order
from pipelines.settle.asked import drawn
from pipelines.settle.document import Read
from pipelines.settle.figures import progress
from pipelines.settle.known import Known, known, known_of, output_of, read_of, stored
from pipelines.settle.model import Decision, DocumentView, Picture, Progress, Settled, Stale
from pipelines.settle.reads import reads
from pipelines.settle.together import together
from pipelines.settle.view import view
from pipelines.store import ledger
from pipelines.store.artefacts import Artefact, recipe
from pipelines.store.corrections import drop_corrections, keep_corrections, read_corrections
from pipelines.store.ledger import Entry
from pipelines.store.lock import alone
from pipelines.store.objects import Store
from pipelines.store.people import places
from pipelines.store.words import overlay_of

__all__ = ["Desk", "NoPicture", "NotCurrent", "NotHere"]

_LOCK = "settle"
_PAGES = 8
"""Pages kept as pictures: those of the decisions before and after."""
_WIDTH = 1400
"""Pixels of a whole page's width, unless told otherwise."""


class NotHere(Exception):
    """The store has no such document, or nothing was read of it."""


class NotCurrent(Exception):
    """A document has to be read anew before it can be settled: another version of the program read it."""


class NoPicture(Exception):
    """A file without pages, or one that is no longer where it was handed in."""


class Desk:
    """What is open in a store. `stages` are those of a run, with the store's settings unless told otherwise; forms that
    a later version supersedes are open only for `all_versions`. Raises StoreError."""

    def __init__(self, store: Store, stages: Sequence[Stage] | None = None, *, all_versions: bool = False) -> None:
        self.store, self._all_versions = store, all_versions
        self._stages = tuple(stages or standard(None, settings_of(store), overlay_of(store), silent_of(store)))
        self._lock = RLock()
        self._entries: dict[str, Entry] = {}
        self._known: dict[str, Known] = {}
        self._places: list[str] = []
        self.dirty = False
        self._page = lru_cache(maxsize=_PAGES)(self._rendered)
        self.refresh()

    def refresh(self) -> None:
        """Look at the store again: a run, or another desk, may have changed it."""
        with self._lock:
            self._entries = ledger.read_all(self.store)
            self._places = places(self.store, self._entries.values())
            said = read_corrections(self._places)
            for sha in [*self._known]:
                if sha not in self._entries or self._known[sha].output != output_of(self._entries[sha]):
                    del self._known[sha]
            for sha, entry in self._entries.items():
                if sha not in self._known and output_of(entry) is not None:
                    self._known[sha] = known_of(self.store, entry, said.get(sha, ()))

    @property
    def documents(self) -> tuple[Entry, ...]:
        """Every document of the store."""
        return tuple(self._entries.values())

    def decisions(self, shas: Collection[str] | None = None) -> list[Decision]:
        """What is open, what risks most first; `shas`: in these documents alone."""
        with self._lock:
            older = self._older()
            found = [one for known in self._known.values() for one in known.decisions if one.form_id not in older]
        found.sort(key=_order)
        told = together(found)
        return told if shas is None else [one for one in told if one.sha256 in shas]

    def settle(self, corrections: Iterable[Correction]) -> Settled:
        """Keep answers beside the raw files and read their documents anew. One that could not be applied is not kept.

        Raises NotHere, NotCurrent before anything is kept; StoreError.
        """
        given = tuple(corrections)
        shas = tuple(dict.fromkeys(one.sha256 for one in given))
        with self._lock, alone(self.store, _LOCK):
            for sha in shas:
                self._current(self._entry(sha))
            for sha in shas:
                keep_corrections(self._where(sha), [one for one in given if one.sha256 == sha])
            done = self._again(shas, given)
            stale = {id_ for sha in shas for id_ in self._known[sha].stale}
            refused = tuple(one for one in given if one.id in stale)
            if refused:
                drop_corrections(self._places, shas, {one.id for one in refused})
                kept = tuple(one for one in given if one not in refused)
                done = self._again(shas, kept)._replace(refused=refused)
            return done

    def undo(self, ids: Collection[str]) -> Settled:
        """Take answers back and read their documents anew: what was answered before them holds again."""
        with self._lock, alone(self.store, _LOCK):
            given = [one for one in self.corrections() if one.id in set(ids)]
            shas = tuple(dict.fromkeys(one.sha256 for one in given))
            for sha in shas:
                self._current(self._entry(sha))
            drop_corrections(self._places, shas, set(ids))
            return self._again(shas, tuple(given))

    def corrections(self, shas: Collection[str] | None = None) -> list[Correction]:
        """Every answer that is kept, in the order in which they were given."""
        found = read_corrections(self._places, shas)
        return sorted((one for answers in found.values() for one in answers), key=lambda one: (one.at, one.id))

    def stale(self) -> list[Stale]:
        """The answers whose text is no longer there."""
        ids = {id_ for known in self._known.values() for id_ in known.stale}
        given = [one for one in self.corrections() if one.id in ids] if ids else []
        found = []
        for one in given:
            read, _ = self._read(self._entry(one.sha256))
            now = next((text.now for text in read.cells.all if one.stands_at(text.page, text.box, text.place)), None)
            found.append(Stale(one, read.entry.path, now))
        return found

    def document(self, sha: str) -> DocumentView:
        """A document as its page shows it. Raises NotHere."""
        with self._lock:
            read, extraction = self._read(self._entry(sha))
            return view(read, extraction, self.decisions([sha]), self.corrections([sha]))

    def picture(self, sha: str, page: int, box: Box | None = None, *, width: int = _WIDTH) -> Picture:
        """A page as shown, rendered `width` pixels wide, or a piece of it: `box`, in the page's own units. Raises
        NotHere, NoPicture."""
        with self._lock:
            shown = self._page(sha, page, width)
        wide, high = (side / shown.scale for side in shown.picture.size)
        x0, y0, x1, y1 = box or (0.0, 0.0, wide, high)
        area = (max(0.0, x0), max(0.0, y0), min(wide, x1), min(high, y1))
        return Picture("image/jpeg", shown.piece(area), area)

    def reads(
        self, sha: str, form_id: str | None, table: str, ordinal: int | None, field: str | None, text: str
    ) -> Mapping[str, str]:
        """What a text typed for a field reads as, by field. Raises NotHere; NotAValue for a text that is none."""
        artefact = Artefact.read(self.store, "normalize", self._entry(sha).sha256)
        forms = Submission.model_validate_json(artefact.text).forms if artefact and artefact.output else ()
        form = next((one for one in forms if one.identity.form_id == form_id), None)
        return reads(form, table, ordinal, field, text) if form and field and table in FIELDS else {}

    def progress(self) -> list[Progress]:
        """How far each project, unit and year is."""
        with self._lock:
            older = self._older()
            return progress(
                [one for known in self._known.values() for one in known.figures if one.form_id not in older]
            )

    def sample(self, year: int | None = None) -> list[Value]:
        """The values that nobody was asked about, of a year or of all, in the order in which people look at them."""
        with self._lock:
            older = self._older()
            every = (one for known in self._known.values() for one in known.sample if one.form_id not in older)
            return in_order(one for one in every if year in (None, one.year))

    def drawn(self, names: Sequence[str]) -> list[Decision]:
        """What is asked about values of the sample, in the order of their names; none of one that is not there."""
        with self._lock:
            of = {entry.doc_id: sha for sha, entry in self._entries.items()}
            shas = dict.fromkeys(of[doc_id] for name in names if (doc_id := name.partition("-")[0]) in of)
            found = [one for sha in shas for one in drawn(self._read(self._entry(sha))[0], names)]
        return sorted(found, key=lambda one: names.index(one.key.rpartition("/")[0]))

    def export(self) -> Exported:
        """Write the year's tables and workbooks as they are now."""
        self.dirty = False
        return write_export(self.store)

    def _entry(self, sha: str) -> Entry:
        entry = self._entries.get(sha)
        if entry is None or output_of(entry) is None:
            raise NotHere(say("settle.not_here", doc=sha[:16]))
        return entry

    def _where(self, sha: str) -> list[str]:
        return places(self.store, [self._entries[sha]])

    def _older(self) -> frozenset[str]:
        """The forms that ask nobody, for a later version supersedes them."""
        if self._all_versions:
            return frozenset()
        identities = [one for known in self._known.values() for one in known.identities]
        received = {entry.doc_id: entry.received for entry in self._entries.values()}
        return frozenset(superseded(identities, received))

    def _again(self, shas: Sequence[str], given: tuple[Correction, ...]) -> Settled:
        """Read documents anew with all that was said of them."""
        before = {one.key for sha in shas for one in self._known[sha].decisions}
        for sha in shas:
            said = self._said(sha)
            entry = ledger.read(self.store, sha) or self._entries[sha]
            made = make(self._task(entry, said))
            entry = ledger.conclude(entry, outcome(made))
            ledger.write(self.store, entry)
            self._entries[sha] = entry
            self._known[sha] = known(read_of(entry, made, said), said)
            self.dirty = True
        left = self.decisions(shas)
        return Settled(given, tuple(shas), tuple(left), tuple(sorted(before - {one.key for one in left})))

    def _task(self, entry: Entry, said: Sequence[Correction]) -> Task:
        return Task(
            entry.sha256,
            tuple(source.location for source in entry.sources),
            self.store,
            heeding(self._stages, said),
            known=entry.outcome.steps if entry.outcome else {},
        )

    def _current(self, entry: Entry) -> None:
        """Raise NotCurrent where the first stages would have to be run again, which may take minutes."""
        output: str | None = entry.sha256
        for stage in self._stages[:-1]:
            artefact = Artefact.read(self.store, stage.name, entry.sha256)
            if artefact is None or artefact.key != recipe(output or "", stage.version, stage.settings):
                raise NotCurrent(say("settle.not_current", path=entry.path, out=self.store.location))
            output = artefact.output

    def _said(self, sha: str) -> tuple[Correction, ...]:
        return read_corrections(self._places, {sha}).get(sha, ())

    def _read(self, entry: Entry) -> tuple[Read, Extraction]:
        """A document as it was read. Raises NotHere."""
        found = stored(self.store, entry, self._said(entry.sha256))
        if found is None:
            raise NotHere(say("settle.not_here", doc=entry.doc_id))
        return found

    def _rendered(self, sha: str, page: int, width: int) -> Shown:
        try:
            shown = page_picture(original(self._entry(sha)), page, width)
        except UnreadableSource as fault:
            raise NoPicture(str(fault)) from fault
        if shown is None:
            raise NoPicture(say("settle.no_picture", path=self._entries[sha].path, page=page))
        return shown


def _order(one: Decision) -> tuple[Any, ...]:
    return -one.risk, one.path, one.page or 0, one.box[1] if one.box else 0.0, one.key
