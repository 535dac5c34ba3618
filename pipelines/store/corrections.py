"""What people said of values, kept beside the raw files with all that people say (`pipelines.store.people`).

    .jixiao/corrections/<sha256>.json      every answer about one document, in the order in which they were given

A file a document: to keep an answer costs the same in the first week and in the last, and two people on two documents
never meet. Two on one document do: whoever writes holds the folder's lock, reads what is there and adds to it, so that
neither loses anything. Nothing is rewritten: a later answer replaces an earlier one by what it says, not in the file;
who returns to an earlier one after another has given it twice, and the second time counts.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import PurePosixPath

from normalize.settled.correction import Correction, effective
from pipelines.language import say
from pipelines.store.lock import alone
from pipelines.store.objects import Store, StoreError
from pipelines.store.people import is_there, taking

__all__ = ["drop_corrections", "keep_corrections", "read_corrections"]

_FOLDER = "corrections"
_LOCK = "corrections"

Corrections = Mapping[str, tuple[Correction, ...]]
"""By the hash of the document."""


def read_corrections(where: Iterable[str], only: Collection[str] | None = None) -> Corrections:
    """Every answer that is kept, by document, as it was given last; `only` those of these. Raises StoreError for one
    that cannot be understood: they are people's work."""
    found: defaultdict[str, list[Correction]] = defaultdict(list)
    for place in filter(is_there, where):
        store = Store(place)
        for path in _paths(store, only):
            for one in _read(store, path):
                found[one.sha256].append(one)
    return {sha: tuple({one.id: one for one in sorted(given, key=_when)}.values()) for sha, given in found.items()}


def keep_corrections(where: Sequence[str], given: Iterable[Correction]) -> None:
    """Add answers to those that are kept, beside the raw files or, where that takes none, beside the results. One that
    holds already stays as it is. Raises StoreError."""
    by_document: defaultdict[str, list[Correction]] = defaultdict(list)
    for one in given:
        by_document[one.sha256].append(one)

    def add(place: str) -> None:
        store = Store(place)
        with alone(store, _LOCK):
            for sha, answers in by_document.items():
                kept = _read(store, _path(sha))
                held = {one.id for one in effective(kept)}
                new = [one for one in answers if one.id not in held and one not in kept]
                _write(store, _path(sha), [*kept, *new])

    taking(where, add)


def drop_corrections(where: Iterable[str], documents: Iterable[str], ids: Collection[str]) -> None:
    """Take answers back, wherever they are kept. Raises StoreError."""
    for place in filter(is_there, where):
        store = Store(place)
        with alone(store, _LOCK):
            for path in map(_path, documents):
                kept = _read(store, path)
                if any(one.id in ids for one in kept):
                    _write(store, path, [one for one in kept if one.id not in ids])


def _when(one: Correction) -> datetime:
    return one.at


def _path(sha: str) -> str:
    return f"{_FOLDER}/{sha}.json"


def _paths(store: Store, only: Collection[str] | None) -> list[str]:
    if only is not None:
        return [_path(sha) for sha in only]
    return [one.path for one in store.list(_FOLDER) if PurePosixPath(one.path).suffix == ".json"]


def _read(store: Store, path: str) -> list[Correction]:
    data = store.get(path)
    if data is None:
        return []
    try:
        return [Correction.model_validate(one) for one in json.loads(data)]
    except (ValueError, TypeError) as fault:
        raise StoreError(say("stop.corrections", path=f"{store.location}/{path}")) from fault


def _write(store: Store, path: str, answers: Sequence[Correction]) -> None:
    if not answers:
        store.delete(path)
        return
    told = [one.model_dump(mode="json", exclude_defaults=True) for one in answers]
    store.put(path, json.dumps(told, ensure_ascii=False, indent=1).encode())
