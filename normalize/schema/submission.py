"""What one document says: its forms with their rows, and what the checks read of them besides.

Evidence, a row per value, is written down by column (what is the same for all is left out): a year's export reads it a
hundred times as often as anybody looks at one row.
"""

from collections.abc import Sequence
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainSerializer

from normalize.schema.tables import Evidence, Finding, FormRecord, Fund, Identity, Indicator, Reviewed, Task
from normalize.schema.version import SCHEMA_VERSION
from normalize.schema.words import Record, TotalKind

__all__ = ["EmptySlot", "Form", "Submission", "Total"]


def _by_column(rows: Sequence[Evidence]) -> dict[str, list[Any]]:
    """Rows of evidence as columns; one that has nothing but its default is left out."""
    columns: dict[str, list[Any]] = {}
    for name, field in Evidence.model_fields.items():
        values = [getattr(row, name) for row in rows]
        if field.is_required() or any(value != field.default for value in values):
            columns[name] = values
    return columns


def _by_row(columns: Any) -> Any:
    """The rows that columns were made of; rows as they are."""
    if not isinstance(columns, dict):
        return columns
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]


Evidences = Annotated[tuple[Evidence, ...], PlainSerializer(_by_column, when_used="json"), BeforeValidator(_by_row)]


class EmptySlot(Reviewed):
    """A level-2 slot without any indicator; the checks read it, it is not exported."""

    level1: str | None = None
    level2: str | None = None
    text: str | None = None
    """What stands there instead (无, /, 指标1:); None: nothing at all."""


class Total(Reviewed):
    """What a form adds up itself, or the points of its execution rate; the checks read it, it is not exported."""

    kind: TotalKind
    amount: float


class Form(Record):
    """One form with everything that stands in it. What follows `evidence` is not exported: `slots` are level-2 slots
    without an indicator, `unfilled` the amounts that have a label and no number, `totals` the sums of scores."""

    identity: Identity
    record: FormRecord
    indicators: tuple[Indicator, ...] = ()
    funds: tuple[Fund, ...] = ()
    tasks: tuple[Task, ...] = ()
    findings: tuple[Finding, ...] = ()
    evidence: Evidences = ()
    slots: tuple[EmptySlot, ...] = ()
    unfilled: tuple[Fund, ...] = ()
    totals: tuple[Total, ...] = ()


class Submission(Record):
    """What one document says: its forms in printed order. `unread`: pages of a scan that must hold indicators though
    none could be made out; `evidence`: pages and cells that no form claims; `stale`: the ids of people's answers whose
    text is no longer there. `schema_version` is that of the rows."""

    schema_version: str = SCHEMA_VERSION
    sha256: str
    forms: tuple[Form, ...] = ()
    unread: tuple[int, ...] = ()
    evidence: Evidences = ()
    stale: tuple[str, ...] = ()
