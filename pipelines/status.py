"""What the ledger says: how many documents are where, what is stale, what failed and why, one document in full."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from pipelines.artefacts import place
from pipelines.forms import outdated
from pipelines.ledger import Entry
from pipelines.plan import stale
from pipelines.reasons import explain
from pipelines.stages import Stage
from pipelines.store import Store

__all__ = ["describe", "overview"]

_FAILED = ("quarantined", "needs_ocr")


def overview(store: Store, entries: Mapping[str, Entry], stages: Sequence[Stage]) -> Iterator[str]:
    """Lines about the whole store."""
    if not entries:
        yield f"Nothing was handed in to {store.location} yet: `jixiao run PATH…` does."
        return
    present = _present(store, stages)
    counts = Counter(str(entry.status) for entry in entries.values())
    yield f"{len(entries):,} documents: " + ", ".join(f"{count:,} {status}" for status, count in counts.most_common())
    old = Counter(step for entry in entries.values() if entry.outcome and (step := stale(entry, stages, present)))
    if old:
        kinds = ", ".join(f"{count:,} from {stage} on" for stage, count in old.items())
        yield f"stale (rules, settings or artefacts changed since): {kinds}; the next run makes them anew"
    forms = sum(entry.outcome.forms for entry in entries.values() if entry.outcome)
    yield f"{forms:,} forms, {len(outdated(store, entries.values())):,} of them superseded by a later version"
    for reason, count in Counter(e.reason for e in entries.values() if e.status in _FAILED).most_common():
        yield f"{count:,} × {explain(reason, None)}"
    for entry in sorted(entries.values(), key=lambda entry: (entry.reason or "", entry.names)):
        if entry.status in _FAILED:
            yield f"  {entry.doc_id}  {entry.names[0]}  {entry.reason}: {entry.message}"


def describe(store: Store, entries: Mapping[str, Entry], entry: Entry, stages: Sequence[Stage]) -> Iterator[str]:
    """Lines about one document."""
    yield f"{entry.names[0]}  {entry.sha256}  {entry.bytes:,} bytes"
    for source in entry.sources:
        yield f"  handed in {source.received_at:%Y-%m-%d %H:%M:%S} from {source.location}"
    yield f"  {entry.status}" + (f"  {explain(entry.reason, entry.message)}" if entry.reason else "")
    changed = stale(entry, stages, _present(store, stages))
    for stage in stages:
        step = entry.outcome.steps.get(stage.name) if entry.outcome else None
        state = "stale" if changed == stage.name else "current" if step else "not reached"
        seconds = f", {step.seconds:.2f} s" if step and step.seconds is not None else ""
        yield f"  {stage.name}: {state}{seconds}  {place(stage.name, entry.sha256)}"
    older = sorted(form for form in outdated(store, entries.values()) if form.startswith(entry.doc_id))
    if older:
        yield f"  superseded by a later version: {', '.join(older)}"


def _present(store: Store, stages: Sequence[Stage]) -> set[str]:
    return {found.path for stage in stages for found in store.list(f"stages/{stage.name}")}
