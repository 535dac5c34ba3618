"""A document as it was read, with what people said of it, and a decision about something in it."""

from dataclasses import dataclass
from typing import Any

from normalize.schema import Form, Submission
from normalize.settled.correction import Correction, Spot
from pipelines.settle.cells import Cells
from pipelines.settle.model import Decision
from pipelines.store.artefacts import canonical, digest
from pipelines.store.ledger import Entry

__all__ = ["Read", "decision"]

_KEY = 16
"""Hex digits of a decision's key."""


@dataclass(frozen=True)
class Read:
    """A document as it was read: what the ledger says, its forms, its cells, the answers about it that are stale."""

    entry: Entry
    submission: Submission
    cells: Cells
    stale: tuple[Correction, ...] = ()

    def replaced(self, page: int | None, box: Any, place: str | None) -> tuple[str, ...]:
        """The ids of the stale answers about a place."""
        return tuple(one.id for one in self.stale if one.stands_at(page, box, place))


def decision(read: Read, form: Form | None, *, spot: Spot, confidence: float, weight: int, **facts: Any) -> Decision:
    """A decision with what its document and form say."""
    sha = read.entry.sha256
    # an answer elsewhere may take a reason from a cell, which is the same decision still
    named = [sha, facts["table"], facts["field"], *spot, facts["raw"], facts["value"]]
    named += [] if facts.get("cell") is not None else [facts["reasons"]]
    return Decision(
        key=digest(canonical(named))[:_KEY],
        risk=round((1 - confidence) * weight, 6),
        sha256=sha,
        path=read.entry.path,
        year=form.identity.year if form else None,
        unit=form.identity.unit if form else None,
        project=form.identity.project if form else None,
        form_id=form.identity.form_id if form else None,
        page=spot.page,
        box=spot.box,
        place=spot.place,
        confidence=confidence,
        replaces=tuple(
            dict.fromkeys(id_ for one in facts["hangs"] for id_ in read.replaced(one.page, one.box, one.place))
        ),
        **facts,
    )
