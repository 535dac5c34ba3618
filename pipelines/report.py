"""What a person sees of a run: progress on the way and a summary at the end.

Progress goes to the error stream, a bar on a terminal and a JSON line per document elsewhere; the summary goes to the
output. Neither holds any text of a document.
"""

import json
import signal
import sys
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from types import FrameType

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from pipelines import run
from pipelines.ledger import Entry

__all__ = ["progress", "summarize"]

_WORDS = {
    "done": "done",
    "no_forms": "without any of these forms",
    "needs_ocr": "with pages that were not read or hardly legible",
    "quarantined": "quarantined",
    "waiting": "waiting for their next stage",
}
_PROBLEMS = ("quarantined", "needs_ocr")
_COLUMNS = (
    TextColumn("{task.description}"),
    BarColumn(),
    MofNCompleteColumn(),
    TextColumn("{task.fields[rate]}"),
    TimeElapsedColumn(),
    TimeRemainingColumn(),
)
_MOST = 20
_FEW = 10


@contextmanager
def progress() -> Iterator[run.Progress]:
    """What to call for each document that is done: a bar on a terminal, JSON lines elsewhere. Ctrl-C is answered."""
    console = Console(stderr=True)
    with _answered(console):
        if not console.is_terminal:
            yield _json_line
            return
        with Progress(*_COLUMNS, console=console, transient=True) as bar:
            job = bar.add_task("reading", total=None, rate="")

            def advance(entry: Entry, done: int, total: int) -> None:
                seconds = bar.tasks[0].elapsed or 0
                rate = f"{done / seconds:.1f}/s" if seconds else ""
                bar.update(job, total=total, completed=done, rate=rate, description=escape(entry.names[0][:40]))

            yield advance


@contextmanager
def _answered(console: Console) -> Iterator[None]:
    """Say what Ctrl-C does: documents in flight are finished, nothing new is begun; a second one stops at once."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def answer(_signal: int, _frame: FrameType | None) -> None:
        console.print("stopping: what is being read is finished; Ctrl-C again stops at once")
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, answer)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _json_line(entry: Entry, done: int, total: int) -> None:
    outcome = entry.outcome
    steps = outcome.steps if outcome else {}
    line = {
        "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "event": "document",
        "doc_id": entry.doc_id,
        "source": entry.names[0],
        "status": entry.status,
        "reason": entry.reason,
        "forms": outcome.forms if outcome else 0,
        "indicators": outcome.indicators if outcome else 0,
        "seconds": {name: step.seconds for name, step in steps.items()},
        "done": done,
        "total": total,
    }
    sys.stderr.write(json.dumps(line, ensure_ascii=False) + "\n")
    sys.stderr.flush()


def summarize(summary: run.Summary, where: str, console: Console | None = None) -> None:
    """The run in plain words: how many of what, where the output is, and each problem with what to do."""
    console = console or Console(soft_wrap=True, highlight=False, markup=False)
    entries = summary.entries
    counts = Counter(str(entry.status) for entry in entries)
    states = ", ".join(f"{counts[status]:,} {words}" for status, words in _WORDS.items() if counts[status])
    console.print(f"{_plural(len(entries), 'document')}: {states}" if entries else "No documents found.")
    outcomes = [entry.outcome for entry in entries if entry.outcome]
    if known := len(outcomes) - summary.worked:
        console.print(f"{known:,} of them were known and unchanged.")
    forms, indicators = sum(o.forms for o in outcomes), sum(o.indicators for o in outcomes)
    reviews = sum(o.reviews for o in outcomes)
    console.print(f"{_plural(forms, 'form')}, {_plural(indicators, 'indicator')}, {_plural(reviews, 'row')} to review")
    _losses(summary, console)
    _slowest(summary, console)
    _problems(entries, console)
    if summary.exported:
        rows, folders = summary.exported.rows, summary.exported.folders
        new = summary.exported.written
        console.print(
            f"Written to {where}: {rows['indicators']:,} indicators of {rows['forms']:,} forms in "
            f"{_plural(folders, 'folder')} below {where.rstrip('/')}/units ({new:,} new or changed)"
        )


def _problems(entries: Sequence[Entry], console: Console) -> None:
    """Each document that needs somebody, what it is and what to do; of very many the first."""
    problems = [entry for entry in entries if entry.status in _PROBLEMS]
    for entry in problems[:_MOST]:
        console.print(f"  {entry.status}  {entry.names[0]}  ({entry.doc_id})")
        console.print(f"      {entry.reason}: {entry.message}")
    if len(problems) > _MOST:
        console.print(f"  and {len(problems) - _MOST:,} more: `jixiao status` names all")


def _slowest(summary: run.Summary, console: Console) -> None:
    """The three slowest documents of a run of some length."""
    if summary.worked < _FEW:
        return
    seconds = {e.names[0]: sum(s.seconds or 0 for s in e.outcome.steps.values()) for e in summary.entries if e.outcome}
    slowest = sorted(seconds.items(), key=lambda item: -item[1])[:3]
    console.print("Slowest: " + ", ".join(f"{name} {spent:.1f} s" for name, spent in slowest))


def _losses(summary: run.Summary, console: Console) -> None:
    """What is not in the output although somebody might look for it there."""
    if summary.ignored:
        console.print(f"{_plural(len(summary.ignored), 'other file')} left alone (neither PDF nor image)")
    if summary.gone:
        names = ", ".join(entry.names[0] for entry in summary.gone[:5])
        more = " and others" if len(summary.gone) > 5 else ""
        console.print(f"{len(summary.gone)} no longer there and taken out: {names}{more}")
    if summary.exported and summary.exported.superseded:
        console.print(f"{_plural(summary.exported.superseded, 'form')} superseded by a later version")


def _plural(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
