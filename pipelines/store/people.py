"""The one store for what people say: a folder `.jixiao` beside the raw files, which no run takes for a document.

    .jixiao/notes.json      what became of findings: 处理情况 and 处理说明, by rule, form and place
    .jixiao/corrections/    what is right where something was read: `pipelines.store.corrections`
    .jixiao/lexicon/        a province's own words: `pipelines.store.words`

What people say is input. It is kept where the raw files are, so that results can be thrown away and made anew; where
that folder takes nothing (a share that may only be read, or is gone), beside the results, and read from both.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from pipelines.language import say
from pipelines.store.ledger import Entry
from pipelines.store.objects import Store, StoreError, is_url

__all__ = ["FOLDER", "Note", "Notes", "is_there", "keep_notes", "places", "read_notes", "taking"]

FOLDER = ".jixiao"
_NOTES = "notes.json"


class Note(BaseModel):
    """What somebody said of a finding of the unit's year in `folder`; `about` tells the finding in words for where it
    is no longer found."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str
    folder: str
    status: str | None = None
    remark: str | None = None
    about: dict[str, Any] = {}


Notes = dict[str, Note]
"""By the key of the finding."""


def places(store: Store, entries: Iterable[Entry]) -> list[str]:
    """Where people's word is kept: beside the results, then beside the raw files, each folder that any came from."""
    roots = sorted({root for entry in entries for root in _roots(entry)})
    return [f"{store.location}/{FOLDER}", *(f"{root.rstrip('/')}/{FOLDER}" for root in roots)]


def read_notes(where: Iterable[str]) -> Notes:
    """Every note that is kept. Raises StoreError for notes that cannot be understood: they are people's work."""
    notes: Notes = {}
    for place in where:
        data = Store(place).get(_NOTES) if is_there(place) else None
        if data is not None:
            notes |= _parsed(data, place)
    return notes


def keep_notes(where: list[str], notes: Mapping[str, Note]) -> None:
    """Keep notes beside the raw files, or beside the results where that takes none. Raises StoreError."""
    data = json.dumps([notes[key].model_dump() for key in sorted(notes)], ensure_ascii=False, indent=1).encode()
    taking(where, lambda place: Store(place).put(_NOTES, data))


def taking(where: Sequence[str], write: Callable[[str], None]) -> None:
    """Write beside the raw files, at the first of these places that takes it, else beside the results. Raises
    StoreError."""
    results, *raw = where
    for place in (place for place in raw if is_there(place.removesuffix(f"/{FOLDER}"))):
        try:
            write(place)
        except StoreError:
            continue
        return
    write(results)


def _parsed(data: bytes, place: str) -> Notes:
    try:
        found = [Note.model_validate(note) for note in json.loads(data)]
    except (ValueError, TypeError) as fault:
        raise StoreError(say("stop.notes", path=f"{place}/{_NOTES}")) from fault
    return {note.key: note for note in found}


def _roots(entry: Entry) -> Iterable[str]:
    """The folders that the document was found below."""
    for source in entry.sources:
        below = source.path or source.name
        if source.location.replace("\\", "/").endswith(f"/{below}"):
            yield source.location[: -len(below) - 1]


def is_there(place: str) -> bool:
    """Whether a folder is there; a bucket always is. Looking makes nothing: a share may not be mounted."""
    return is_url(place) or Path(place).is_dir()
