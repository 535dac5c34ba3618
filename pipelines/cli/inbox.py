"""Watching a folder: what arrives is taken as soon as it has arrived whole."""

from collections.abc import Callable, Iterator
from pathlib import Path
from time import sleep

from pipelines.run.job import Summary, TooManyGone

__all__ = ["watch"]


def _unheard(_text: str) -> None:
    """Nobody listens."""


Seen = dict[Path, tuple[int, int]]


def watch(
    folder: Path, take: Callable[[], Summary], *, pause: float = 2.0, refused: Callable[[str], None] = _unheard
) -> Iterator[Summary]:
    """Call `take` at once and then whenever the folder's files changed and stood still for one pause; yields what each
    came to. Where so much is gone that nothing is changed, `refused` is told, and the watch goes on. Never ends by
    itself."""
    taken: Seen | None = None
    before = _look(folder)
    while True:
        now = _look(folder)
        if now == before and now != taken:
            taken = now
            try:
                summary = take()
            except TooManyGone as fault:
                refused(str(fault))
            else:
                yield summary
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
