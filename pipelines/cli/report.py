"""What a run came to, in plain words for the person who started it: how many of what, and all that asks for somebody.

No text of a document stands in it but the names of units, projects and files.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TextIO

from pipelines.export.forms import Older
from pipelines.export.tally import COUNTED, EmptyForm, Settled, Tally
from pipelines.language import language, say
from pipelines.language.reasons import explain
from pipelines.run.job import Summary
from pipelines.sample.drawn import Checked
from pipelines.store.ledger import Entry

__all__ = ["PROBLEMS", "STATES", "edited", "form_name", "joined", "spot_checked", "summarize"]

STATES = ("done", "no_forms", "partly", "needs_ocr", "not_read", "quarantined", "waiting")
PARTS = ("page_of_album", "part_of_page")
"""Not worth a line: what they are parts of is told of."""
PROBLEMS = ("quarantined", "not_read", "needs_ocr", "partly", "done", "no_forms")
"""The states of documents that something is to be said of, the gravest first."""
_MOST = 20
"""Lines of one kind; of more the rest is counted."""
_FEW = 10
"""Documents of a run of some length."""


def summarize(summary: Summary, where: str, to: TextIO | None = None) -> None:
    """Write the summary of a run whose results are at `where`."""
    output = to or sys.stdout
    output.writelines(f"{line}\n" for line in _lines(summary, where.rstrip("/")))


def form_name(unit: str | None, project: str | None, scope: str, phase: str) -> str:
    """Which form it is, in words: 某局 培训会资金 (targets)."""
    whole = say("form.whole_unit") if scope == "unit" else project or say("form.no_project")
    return say("form.named", unit=unit or say("form.no_unit"), project=whole, phase=say(f"phase.{phase}"))


def _lines(summary: Summary, where: str) -> Iterator[str]:
    yield from _documents(summary)
    yield from _losses(summary)
    paths = {entry.doc_id: entry.path for entry in summary.known}
    if summary.tally:
        yield from _empty(summary.tally.empty, paths)
        yield _rows(summary.tally)
        yield from _settled(summary.tally.settled)
        yield from spot_checked(summary.tally.checked)
    if summary.exported:
        yield from _superseded(summary.exported.superseded, paths)
        yield from edited(summary.exported.kept)
    yield from _slowest(summary)
    yield from _problems(summary.entries)
    if summary.exported:
        folders = say("count.folders", n=summary.exported.folders)
        yield say("summary.written", out=where, folders=folders, new=summary.exported.written)


def _documents(summary: Summary) -> Iterator[str]:
    entries = summary.entries
    if not entries:
        yield say("summary.nothing")
        return
    counts = Counter(str(entry.status) for entry in entries)
    states = joined([say(f"status.{state}", n=counts[state]) for state in STATES if counts[state]])
    yield say("summary.documents", documents=say("count.documents", n=len(entries)), states=states)
    if known := sum(entry.outcome is not None for entry in entries) - summary.worked:
        yield say("summary.known", n=known)


def _rows(tally: Tally) -> str:
    """What is exported, and how much of it asks."""
    rows = say("summary.rows", **{table: say(f"count.{table}", n=tally.rows[table]) for table in COUNTED})
    kinds = [say(f"count.{table}", n=tally.asks[table]) for table in COUNTED if tally.asks[table]]
    if not kinds:
        return say("summary.asks_none", rows=rows)
    return say("summary.asks", rows=rows, n=sum(tally.asks.values()), kinds=joined(kinds))


def _settled(settled: Settled) -> Iterator[str]:
    """What people said of values, and what of it no longer fits."""
    if settled.accepted or settled.corrected:
        yield say("summary.settled", accepted=settled.accepted, corrected=settled.corrected)
    if settled.stale:
        yield say("summary.stale_answers", n=settled.stale)


def spot_checked(found: Mapping[int, Checked]) -> Iterator[str]:
    """What people found among values that nobody was asked about, a line a year."""
    for year, one in found.items():
        told = say("sample.found", **one._asdict(), per=one.per_thousand)
        yield say("sample.of_year", year=year, told=told)


def _empty(forms: Sequence[EmptyForm], paths: Mapping[str, str]) -> Iterator[str]:
    """Forms of which no indicator was read, each by name and with what to do."""
    if forms:
        yield say("summary.empty", n=len(forms))
    for form in forms[:_MOST]:
        name = form_name(form.unit, form.project, form.scope, form.phase)
        path = paths.get(form.doc_id, form.doc_id)
        yield say("summary.empty_form", form=name, path=path, page=form.page_first or 1, doc=form.doc_id)
    yield from _more(len(forms), "summary.more_short")


def _superseded(older: Sequence[Older], paths: Mapping[str, str]) -> Iterator[str]:
    if older:
        yield say("summary.superseded", n=len(older))
    files: dict[tuple[str, str], list[str]] = {}
    for form in older:
        path, by = (paths.get(form_id[:16], form_id) for form_id in (form.form_id, form.by))
        name = form_name(form.unit, form.project, form.scope, form.phase)
        files.setdefault((path, by), []).append(name)
    for (path, by), names in list(files.items())[:_MOST]:
        more = say("summary.and_others", n=len(names)) if len(names) > 1 else ""
        yield say("summary.superseded_file", path=path, by=by, form=names[0], more=more)
    yield from _more(len(files), "summary.more_short")


def edited(kept: Sequence[str]) -> Iterator[str]:
    """Files that somebody had edited, which are kept beside the new ones."""
    if kept:
        yield say("summary.edited", n=len(kept))
    yield from (f"   {path}" for path in kept[:_MOST])
    yield from _more(len(kept), "summary.more_short")


def _problems(entries: Sequence[Entry]) -> Iterator[str]:
    """Each document that something is to be said of, what it is and what to do; of very many the first."""
    problems = sorted(
        (entry for entry in entries if entry.reason and entry.status in PROBLEMS and entry.reason not in PARTS),
        key=lambda entry: (PROBLEMS.index(entry.status), entry.path),
    )
    for entry in problems[:_MOST]:
        why = explain(entry.reason, entry.message)
        yield say("summary.problem", state=say(f"state.{entry.status}"), path=entry.path, doc=entry.doc_id, why=why)
    yield from _more(len(problems), "summary.more")


def _more(count: int, key: str) -> Iterator[str]:
    if count > _MOST:
        yield say(key, n=count - _MOST)


def _slowest(summary: Summary) -> Iterator[str]:
    """The three slowest documents of a run of some length."""
    if summary.worked < _FEW:
        return
    spent = {e.path: sum(s.seconds or 0 for s in e.outcome.steps.values()) for e in summary.entries if e.outcome}
    slowest = sorted(spent.items(), key=lambda item: -item[1])[:3]
    yield say("summary.slowest", names=joined([f"{path} {seconds:.1f} s" for path, seconds in slowest]))


def _losses(summary: Summary) -> Iterator[str]:
    """What is not in the output although somebody might look for it there."""
    if summary.gone:
        names = joined([entry.path for entry in summary.gone[:_MOST]])
        yield say("summary.gone", n=len(summary.gone), names=names)
        yield from _more(len(summary.gone), "summary.more_short")


def joined(parts: Sequence[str]) -> str:
    """Several things in one line."""
    return ("、" if language() == "zh" else ", ").join(parts)
