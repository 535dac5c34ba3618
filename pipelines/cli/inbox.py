"""Watching a folder: what arrives is taken as soon as it has arrived whole."""

from collections.abc import Callable, Iterator
from pathlib import Path
from time import sleep

from pipelines.run.job import Summary

__all__ = ["watch"]

Seen = dict[Path, tuple[int, int]]


def watch(folder: Path, take: Callable[[], Summary], *, pause: float = 2.0) -> Iterator[Summary]:
    """Call `take` at once and then whenever the folder's files changed and stood still for one pause; yields what each
    came to. Never ends by itself."""
    taken: Seen | None = None
    before = _look(folder)
    while True:
        now = _look(folder)
        if now == before and now != taken:
            taken = now
            yield take()
        before = now
        sleep(pause)


def _look(folder: Path) -> Seen:
    """Size and time of every file; one that vanishes meanwhile is simply not there."""
    seen: Seen = {}
    for path in folder.rglob("*"):
        try:
            status = path.stat()
        except OSError:
            continue
        if path.is_file():
            seen[path] = (status.st_size, status.st_mtime_ns)
    return seen
