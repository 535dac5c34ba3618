"""What a search finds: files, and what is known of each already."""

from datetime import datetime
from typing import Literal, NamedTuple

__all__ = ["Found", "Handed", "Known"]


class Known(NamedTuple):
    """What became of a file already when it was found: no stage has anything to do with it."""

    status: Literal["done", "not_read", "quarantined"]
    reason: str | None = None
    message: str | None = None


class Handed(NamedTuple):
    """A file as it was handed in; `path` is where it stands below the folder that was searched. `sha256` is None where
    it could not be read; `known` says why, or that it is no document."""

    location: str
    name: str
    path: str
    received_at: datetime
    size: int
    sha256: str | None
    known: Known | None = None


class Found(NamedTuple):
    """What a search came to: every file, in the order of their paths, what programs left behind and was set aside, the
    folders that were searched to their depths and the archives that were unpacked whole (each with a separator at its
    end)."""

    files: list[Handed]
    aside: list[str]
    roots: list[str]
    archives: list[str]
