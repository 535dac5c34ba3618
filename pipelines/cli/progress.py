"""What a person sees while a run is at work, on the error stream: a bar on a terminal, now and then a sentence
elsewhere (a dumb terminal, a file, a pipe), or a JSON line per document where that is asked for.
"""

import json
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from time import monotonic
from types import FrameType
from typing import Literal, Protocol

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from pipelines.language import say
from pipelines.store.ledger import Entry

__all__ = ["Log", "Pace", "Sentences", "Told", "progress"]

Log = Literal["text", "json"]
_EVERY = 20.0
"""Seconds between two sentences, at least; so many tell that it is alive and fill no log."""
_FIRST = 0.1
"""The share of the documents after which the time left is told: of fewer nobody can tell."""
_NAME = 40
"""Characters of a path that the bar has room for."""


class Told(Protocol):
    """What a run tells of itself on its way."""

    def notice(self, text: str) -> None:
        """What is being done or waited for now."""

    def document(self, entry: Entry, done: int, total: int, share: float) -> None:
        """A document is done, the `done`-th of `total`, which now makes this share of all bytes."""


@dataclass
class Pace:
    """How long what is left will take, from how long what is done took. Small and large documents come mixed."""

    clock: Callable[[], float] = monotonic
    begun: float | None = None

    def start(self) -> None:
        """From here on time is spent on documents."""
        self.begun = self.clock()

    def left(self, done: int, total: int, share: float) -> float | None:
        """Seconds; None before a tenth is done, and when all is. What takes time is the bytes rather than the count."""
        if self.begun is None or not total * _FIRST <= done < total:
            return None
        return (self.clock() - self.begun) * (1 - share) / share


@dataclass
class Sentences:
    """A sentence now and then: at the first document, then no more often than every twenty seconds, and at the end."""

    write: Callable[[str], None]
    clock: Callable[[], float] = monotonic
    pace: Pace = field(init=False)
    _last: float | None = None

    def __post_init__(self) -> None:
        self.pace = Pace(self.clock)

    def notice(self, text: str) -> None:
        """Said at once; what follows is measured from here."""
        self.write(text)
        self.pace.start()
        self._last = self.clock()

    def document(self, entry: Entry, done: int, total: int, share: float) -> None:
        """Said when it is time for it."""
        now = self.clock()
        if done < total and self._last is not None and now - self._last < _EVERY:
            return
        self._last = now
        left = _left(self.pace.left(done, total, share))
        self.write(say("progress.done", done=done, total=total, left=left).rstrip())


class _Lines:
    """JSON lines, for programs."""

    def notice(self, text: str) -> None:
        _json_line({"event": "notice", "text": text})

    def document(self, entry: Entry, done: int, total: int, share: float) -> None:
        outcome = entry.outcome
        steps = outcome.steps if outcome else {}
        _json_line(
            {
                "event": "document",
                "doc_id": entry.doc_id,
                "source": entry.names[0],
                "path": entry.path,
                "status": entry.status,
                "reason": entry.reason,
                "forms": outcome.forms if outcome else 0,
                "indicators": outcome.indicators if outcome else 0,
                "seconds": {name: step.seconds for name, step in steps.items()},
                "done": done,
                "total": total,
            }
        )


class _Bar:
    """A bar with what is being done, how far it is and how long it will take."""

    def __init__(self, bar: Progress) -> None:
        self._bar = bar
        self._pace = Pace()
        self._job = bar.add_task("", total=None, left="")

    def notice(self, text: str) -> None:
        self._pace.start()
        self._bar.update(self._job, description=escape(text))

    def document(self, entry: Entry, done: int, total: int, share: float) -> None:
        left = _left(self._pace.left(done, total, share))
        self._bar.update(self._job, total=total, completed=done, left=left, description=escape(entry.path[-_NAME:]))


@contextmanager
def progress(log: Log = "text") -> Iterator[Told]:
    """Whom a run tells of itself. Ctrl-C is answered."""
    with _answered():
        console = Console(stderr=True)
        if log == "json":
            yield _Lines()
        elif not console.is_terminal or console.is_dumb_terminal:
            yield Sentences(_say)
        else:
            columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
            with Progress(*columns, TextColumn("{task.fields[left]}"), console=console, transient=True) as bar:
                yield _Bar(bar)


@contextmanager
def _answered() -> Iterator[None]:
    """Say what Ctrl-C does: documents in flight are finished, nothing new is begun; a second one stops at once."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def answer(_signal: int, _frame: FrameType | None) -> None:
        signal.signal(signal.SIGINT, _leave)
        _say(say("progress.stopping"))
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, answer)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _leave(_signal: int, _frame: FrameType | None) -> None:
    """The second Ctrl-C: workers end with this process, nothing is half-written."""
    os._exit(130)


def _left(seconds: float | None) -> str:
    """The time left in words, as coarse as it is known."""
    if seconds is None:
        return ""
    if seconds < 60:
        return say("progress.left_seconds", n=max(1, round(seconds)))
    if seconds < 3600:
        return say("progress.left_minutes", n=round(seconds / 60))
    return say("progress.left_hours", n=round(seconds / 3600, 1))


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def _json_line(facts: dict[str, object]) -> None:
    _say(json.dumps({"time": datetime.now(UTC).isoformat(timespec="milliseconds"), **facts}, ensure_ascii=False))
