"""What the ledger says: how many documents are where, what is stale, what failed and why, one document in full."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from pipelines.cli.report import PROBLEMS, STATES, form_name, joined, spot_checked
from pipelines.export.forms import Older, outdated
from pipelines.export.tally import spot_checks
from pipelines.language import say
from pipelines.language.reasons import detail, explain
from pipelines.run.plan import heeding, stale
from pipelines.run.silent import silent_of, told
from pipelines.run.stages import Stage
from pipelines.store.artefacts import place
from pipelines.store.corrections import read_corrections
from pipelines.store.ledger import Entry
from pipelines.store.objects import Store
from pipelines.store.people import places

__all__ = ["describe", "overview"]


def overview(store: Store, entries: Mapping[str, Entry], stages: Sequence[Stage]) -> Iterator[str]:
    """Lines about the whole store."""
    present = _present(store, stages)
    counts = Counter(str(entry.status) for entry in entries.values())
    states = joined([say(f"status.{state}", n=counts[state]) for state in STATES if counts[state]])
    yield say("summary.documents", documents=say("count.documents", n=len(entries)), states=states or "-")
    said = read_corrections(places(store, entries.values()))
    own = {sha: heeding(stages, said.get(sha, ())) for sha in entries}
    old = Counter(step for sha, entry in entries.items() if entry.outcome and (step := stale(entry, own[sha], present)))
    if old:
        kinds = joined([say("inspect.from_stage", n=count, stage=stage) for stage, count in old.items()])
        yield say("inspect.stale", kinds=kinds)
    forms = sum(entry.outcome.forms for entry in entries.values() if entry.outcome)
    yield say("inspect.forms", forms=say("count.forms", n=forms), older=len(outdated(store, entries.values())))
    if (silent := silent_of(store)) is not None:
        yield told(silent)
    yield from spot_checked(spot_checks(store, entries.values()))
    problems = [entry for entry in entries.values() if entry.reason and entry.status in PROBLEMS]
    for reason, count in Counter(entry.reason for entry in problems).most_common():
        yield f"{count:,} × {explain(reason, None)}"
    for entry in sorted(problems, key=lambda entry: (entry.reason or "", entry.path)):
        yield f"  {entry.doc_id}  {entry.path}  {entry.reason}" + (
            f": {detail(entry.message)}" if entry.message else ""
        )


def describe(store: Store, entries: Mapping[str, Entry], entry: Entry, stages: Sequence[Stage]) -> Iterator[str]:
    """Lines about one document."""
    yield say("inspect.document", path=entry.path, sha=entry.sha256, bytes=entry.bytes)
    for source in entry.sources:
        key = "inspect.source_stated" if source.received_at == entry.stated else "inspect.source"
        yield say(key, when=_time(source.received_at), location=source.location)
    if entry.stated:
        yield say("inspect.stated", when=_time(entry.stated))
    yield f"  {say(f'state.{entry.status}')}" + (f"  {explain(entry.reason, entry.message)}" if entry.reason else "")
    said = read_corrections(places(store, entries.values()), {entry.sha256})
    changed = stale(entry, heeding(stages, said.get(entry.sha256, ())), _present(store, stages))
    for stage in stages:
        step = entry.outcome.steps.get(stage.name) if entry.outcome else None
        state = "inspect.stale_stage" if changed == stage.name else "inspect.current" if step else "inspect.not_reached"
        seconds = f", {step.seconds:.2f} s" if step and step.seconds is not None else ""
        yield f"  {stage.name}: {say(state)}{seconds}  {place(stage.name, entry.sha256)}"
    yield from _versions(entry, outdated(store, entries.values()), {e.doc_id: e for e in entries.values()})


def _versions(entry: Entry, older: Sequence[Older], documents: Mapping[str, Entry]) -> Iterator[str]:
    """Which of its forms count over others or others over them, and why: who was received later."""
    for form in older:
        loser, winner = documents[form.form_id[:16]], documents[form.by[:16]]
        if entry in (loser, winner):
            key = "inspect.superseded" if entry is loser else "inspect.supersedes"
            name = form_name(form.unit, form.project, form.scope, form.phase)
            other = winner if entry is loser else loser
            unit = "seconds" if _time(winner.received[0]) != _time(loser.received[0]) else "microseconds"
            yield say(key, form=name, other=other.path, when=_why(winner, unit), than=_why(loser, unit))


def _why(entry: Entry, unit: str) -> str:
    """When a document was received, to the second or finer, and who says so."""
    return say("inspect.as_stated" if entry.stated else "inspect.by_file", when=_time(entry.received[0], unit))


def _time(when: datetime, unit: str = "seconds") -> str:
    return when.replace(tzinfo=None).isoformat(" ", unit)


def _present(store: Store, stages: Sequence[Stage]) -> set[str]:
    return {found.path for stage in stages for found in store.list(f"stages/{stage.name}")}
