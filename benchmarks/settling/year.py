"""A year to be settled: a corpus read into a store, its kept extractions taken where there are any."""

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.evaluate.kept import KEPT
from benchmarks.evaluate.product import Document, documents
from pipelines.intake.find import find
from pipelines.run.job import enter, run
from pipelines.run.runner import Crew, local_crew
from pipelines.run.stages import Stage, stages
from pipelines.store.artefacts import Artefact, digest, recipe
from pipelines.store.objects import Store

__all__ = ["chosen", "read_year"]


def chosen(corpus: Path, levels: str, most: int | None = None, *, kept: bool = False) -> list[Document]:
    """The documents of a corpus of these levels; `kept`: those alone whose extraction is kept."""
    store = Store(corpus / KEPT) if (corpus / KEPT).is_dir() else None
    found = [one for one in documents(corpus) if one.level in levels]
    if kept:
        found = [one for one in found if store and Artefact.read(store, "extract", digest(one.path.read_bytes()))]
    return [replace(one, truth={**one.truth, "printed": _printed(one)}) for one in found[:most]]


def _printed(one: Document) -> list[dict[str, Any]]:
    """The cells as they stand on the original of a scan, where the truth's rows are told."""
    base = one.path.stem.partition(".")[0]
    truth = json.loads(one.path.with_name(f"{base}.truth.json").read_text(encoding="utf-8"))
    cells: list[dict[str, Any]] = truth.get("cells", [])
    return cells


def read_year(found: Iterable[Document], raw: Path, out: Path, crew: Crew | None = None) -> Store:
    """A store with these documents read, from copies in `raw`."""
    raw.mkdir(parents=True, exist_ok=True)
    store, table = Store(out), stages()
    for one in found:
        copy = raw / one.path.name
        if not copy.exists():
            copy.write_bytes(one.path.read_bytes())
        _take(one.path, store, table[0])
    enter(store, find([raw]))
    run([raw], store, table, crew or local_crew(1), exports=False)
    return store


def _take(path: Path, store: Store, stage: Stage) -> None:
    """Take a kept extraction for one of the code that stands here: what is measured is what becomes of it."""
    folder = path.parent / KEPT
    sha = digest(path.read_bytes())
    kept = Artefact.read(Store(folder), stage.name, sha) if folder.is_dir() else None
    if kept is not None and kept.output is not None:
        key = recipe(sha, stage.version, stage.settings)
        kept.model_copy(update={"key": key, "words": stage.words if kept.words else None}).write(store, stage.name, sha)
