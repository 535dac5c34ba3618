"""Where everything is kept: a tree of objects under one URL, a folder, a bucket or memory.

A write is whole or not at all: one request to a bucket; in a folder a file that is staged and then renamed. A reader
never sees half a file, and a killed writer leaves the old one. Staged files have a folder of their own, where nobody
who reads a table's folder meets them. Files of a folder are read and written directly, which costs half of what the
way through obstore does: a small document has four.
"""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

import obstore
from obstore.store import LocalStore, MemoryStore, from_url

from pipelines.language import say

__all__ = ["NoSuchStore", "Object", "Store", "StoreError", "existing", "is_url"]

STAGING = "stages/.new"
_PARALLEL_READS = 16


class StoreError(Exception):
    """The store refuses: a full disk, no right to write, an unreachable server. The run stops, nothing is lost."""


class NoSuchStore(Exception):
    """There are no results where they were looked for: a slip of the person who typed it."""


class Object(NamedTuple):
    """What a listing tells of an object: its path below the store's root and its size in bytes."""

    path: str
    size: int


def is_url(location: str) -> bool:
    """Whether a location names an object store (`s3://…`) rather than a path of this machine."""
    return "://" in location


class Store:
    """A tree of objects. Cheap to send to another process: it travels as its URL and is opened there anew. To look into
    one that is not there makes nothing: a folder is made by the first write.

    `location` is a folder of this machine or a URL that obstore knows (`file://`, `s3://`, `memory://NAME`).
    Paths are relative, `/` between their parts. Credentials come from the environment, as obstore reads them.
    """

    def __init__(self, location: str | Path) -> None:
        text = str(location)
        self.location = text if is_url(text) else str(Path(text).absolute())

    def __reduce__(self) -> tuple[type["Store"], tuple[str]]:
        return Store, (self.location,)

    def __repr__(self) -> str:
        return f"Store({self.location!r})"

    @cached_property
    def _objects(self) -> obstore.store.ObjectStore:
        return _open(self.location)

    @cached_property
    def folder(self) -> Path | None:
        """The folder behind the store; None where there is none."""
        if not is_url(self.location):
            return Path(self.location)
        prefix = self._objects.prefix if isinstance(self._objects, LocalStore) else None
        return None if prefix is None else Path(prefix)

    def get(self, path: str) -> bytes | None:
        """The object's bytes, or None where there is no such object."""
        try:
            if self.folder is not None:
                return (self.folder / path).read_bytes()
            return bytes(obstore.get(self._objects, path).bytes())
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (obstore.exceptions.BaseError, OSError) as fault:
            raise self._refused("stop.store_read", path, fault) from fault

    def get_many(self, paths: Iterable[str]) -> Iterator[bytes | None]:
        """`get` for each path, in order; over a network many at a time."""
        if self.folder is not None:
            yield from map(self.get, paths)
            return
        with ThreadPoolExecutor(_PARALLEL_READS) as readers:
            yield from readers.map(self.get, paths)

    def put(self, path: str, data: bytes) -> None:
        """Write the object, whole or not at all, in place of an older one. Raises StoreError."""
        try:
            if self.folder is None:
                obstore.put(self._objects, path, data)
                return
            staged, final = self.folder / STAGING / uuid4().hex, self.folder / path
            _with_folder(staged, lambda: staged.write_bytes(data))
            _with_folder(final, lambda: staged.replace(final))
        except (obstore.exceptions.BaseError, OSError) as fault:
            raise self._refused("stop.store_write", path, fault) from fault

    def create(self, path: str, data: bytes) -> bool:
        """Write the object only if there is none; False where there is."""
        try:
            obstore.put(self._objects, path, data, mode="create")
        except obstore.exceptions.AlreadyExistsError:
            return False
        except (obstore.exceptions.BaseError, OSError) as fault:
            raise self._refused("stop.store_write", path, fault) from fault
        return True

    def delete(self, path: str) -> None:
        """Remove the object, and locally the folders that this leaves empty; one that is gone already is no fault."""
        try:
            obstore.delete(self._objects, path)
        except FileNotFoundError:
            return
        except (obstore.exceptions.BaseError, OSError) as fault:
            raise self._refused("stop.store_write", path, fault) from fault
        if self.folder is not None:
            _prune((self.folder / path).parent, self.folder)

    def list(self, prefix: str = "") -> list[Object]:
        """Every object below a prefix (whole path parts), sorted by path."""
        try:
            if self.folder is not None:
                return sorted(_files(self.folder / prefix, f"{prefix}/" if prefix else ""))
            batches = obstore.list(self._objects, prefix or None)
            return sorted(Object(meta["path"], meta["size"]) for batch in batches for meta in batch)
        except (obstore.exceptions.BaseError, OSError) as fault:
            raise self._refused("stop.store_read", prefix, fault) from fault

    def sweep(self) -> None:
        """Remove what killed writers left behind. Only while nobody else writes here."""
        if self.folder is not None:
            shutil.rmtree(self.folder / STAGING, ignore_errors=True)

    def _refused(self, key: str, path: str, fault: Exception) -> StoreError:
        """What a person is told where the store refuses."""
        return StoreError(say(key, path=path, out=self.location, why=_cause(fault)))


def existing(location: str) -> Store:
    """The store at a location that a run was made into before. Raises NoSuchStore, and makes nothing."""
    local = not is_url(location)
    if local and not (Path(location) / "stages").is_dir():
        raise NoSuchStore(say("misuse.no_store", out=location))
    store = Store(location)
    if not local and not store.list("stages/ledger"):
        raise NoSuchStore(say("misuse.no_store", out=location))
    return store


def _cause(fault: Exception) -> str:
    """Why, without the path, which is told already."""
    if isinstance(fault, OSError) and fault.strerror:
        return fault.strerror
    return str(fault).partition("\n")[0]


def _with_folder(path: Path, work: Callable[[], object]) -> None:
    """Do what needs the path's folder; where it is not there yet, make it first."""
    try:
        work()
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        work()


def _files(folder: str | Path, path: str) -> Iterator[Object]:
    """Every file below a folder, which stands at a path of the store; none where there is no folder, and not what is
    gone before it is looked at."""
    with suppress(FileNotFoundError, NotADirectoryError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _files(entry.path, f"{path}{entry.name}/")
                continue
            with suppress(FileNotFoundError):
                yield Object(f"{path}{entry.name}", entry.stat().st_size)


def _prune(folder: Path, root: Path) -> None:
    """Remove a folder and those above it, up to the root, as far as they are empty."""
    while folder != root:
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent


@cache
def _open(location: str) -> obstore.store.ObjectStore:
    """The object store at a location; a folder is made where there is none. Raises StoreError."""
    try:
        return _opened(location)
    except (obstore.exceptions.BaseError, OSError, ValueError) as fault:
        raise StoreError(say("stop.store_open", out=location, why=_cause(fault))) from fault


def _opened(location: str) -> obstore.store.ObjectStore:
    if location.startswith("memory://"):
        return MemoryStore()
    if is_url(location) and not location.startswith("file://"):
        return from_url(location)
    if is_url(location):
        return LocalStore.from_url(location, mkdir=True)
    return LocalStore(location, mkdir=True)
