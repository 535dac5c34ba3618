"""What a person sees of a run: progress on the way and a summary at the end.

Progress goes to the error stream, a bar on a terminal and a JSON line per document elsewhere; the summary goes to the
output. Neither holds any text of a document.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.text import Text

from pipelines import run
from pipelines.ledger import Entry

__all__ = ["progress", "summarize"]

_WORDS = {
    "done": "done",
    "no_forms": "without any of these forms",
    "needs_ocr": "with pages that need OCR",
    "quarantined": "quarantined",
    "waiting": "waiting for their next stage",
}
_PROBLEMS = ("quarantined", "needs_ocr")


@contextmanager
def progress() -> Iterator[run.Progress]:
    """What to call for each document that is done: a bar on a terminal, JSON lines elsewhere."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield _json_line
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        job = bar.add_task("reading", total=None, rate="")

        def advance(entry: Entry, done: int, total: int) -> None:
            seconds = bar.tasks[0].elapsed or 0
            rate = f"{done / seconds:.1f}/s" if seconds else ""
            bar.update(job, total=total, completed=done, rate=rate, description=Text(entry.names[0][:40]).plain)

        yield advance


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
    console = console or Console(soft_wrap=True, highlight=False)
    entries = summary.entries
    counts = Counter(str(entry.status) for entry in entries)
    states = ", ".join(f"{counts[status]} {words}" for status, words in _WORDS.items() if counts[status])
    console.print(f"{_plural(len(entries), 'document')}: {states}" if entries else "No documents found.")
    known = len(entries) - summary.worked - sum(bool(entry.unreadable) for entry in entries)
    if known > 0:
        console.print(f"{known} of them were known and unchanged.")
    through = [entry.outcome for entry in entries if entry.outcome]
    forms, indicators = sum(o.forms for o in through), sum(o.indicators for o in through)
    reviews = sum(o.reviews for o in through)
    console.print(f"{_plural(forms, 'form')}, {_plural(indicators, 'indicator')}, {_plural(reviews, 'row')} to review")
    _losses(summary, console)
    for entry in entries:
        if entry.status in _PROBLEMS:
            console.print(f"  {entry.status}  {entry.names[0]}  ({entry.doc_id})", markup=False)
            console.print(f"      {entry.reason}: {entry.message}", markup=False)
    if summary.exported:
        exported = summary.exported
        console.print(
            f"Written to {where}: {exported.rows['indicators']} indicators of {exported.rows['forms']} forms in "
            f"{_plural(exported.folders, 'folder')} ({exported.written} new or changed)",
            markup=False,
        )


def _losses(summary: run.Summary, console: Console) -> None:
    """What is not in the output although somebody might look for it there."""
    if summary.ignored:
        console.print(f"{_plural(len(summary.ignored), 'other file')} left alone (neither PDF nor image)")
    if summary.gone:
        names = ", ".join(entry.names[0] for entry in summary.gone[:5])
        more = " and others" if len(summary.gone) > 5 else ""
        console.print(f"{len(summary.gone)} no longer there and taken out: {names}{more}", markup=False)
    if summary.exported and summary.exported.superseded:
        console.print(f"{_plural(summary.exported.superseded, 'form')} superseded by a later version")


def _plural(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
