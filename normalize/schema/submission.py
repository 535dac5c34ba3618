"""What one document says: its forms with their rows, and what the checks read of them besides."""

from normalize.schema.tables import Evidence, Finding, FormRecord, Fund, Identity, Indicator, Reviewed, Task
from normalize.schema.version import SCHEMA_VERSION
from normalize.schema.words import Record, TotalKind

__all__ = ["EmptySlot", "Form", "Submission", "Total"]


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
    evidence: tuple[Evidence, ...] = ()
    slots: tuple[EmptySlot, ...] = ()
    unfilled: tuple[Fund, ...] = ()
    totals: tuple[Total, ...] = ()


class Submission(Record):
    """What one document says: its forms in printed order. `unread`: pages of a scan that must hold indicators though
    none could be made out; `evidence`: pages and cells that no form claims. `schema_version` is that of the rows."""

    schema_version: str = SCHEMA_VERSION
    sha256: str
    forms: tuple[Form, ...] = ()
    unread: tuple[int, ...] = ()
    evidence: tuple[Evidence, ...] = ()
