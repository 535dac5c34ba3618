"""The truth of a form as SCHEMA.md's tables say it, gathered while the form is laid out.

Rows remember the cells they stand in (`at`); their page and box are filled in once the document has been printed.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from benchmarks.corpus.offices import Agency
from benchmarks.corpus.projects import Project
from benchmarks.corpus.sheet import Cell

__all__ = ["Fault", "Row", "Stated", "state"]


@dataclass
class Row:
    """One row of a table: its columns, the cells that it stands in, and all its cells by meaning."""

    columns: dict[str, Any]
    at: list[Cell] = field(default_factory=list)
    cells: dict[str, Cell] = field(default_factory=dict)


@dataclass
class Fault:
    """A planted inconsistency: the code of what is wrong, words, and where (cells, the indicator's ordinal)."""

    kind: str
    words: str
    ordinal: int | None = None
    at: list[Cell] = field(default_factory=list)
    observed: str | None = None
    expected: str | None = None

    @property
    def columns(self) -> dict[str, Any]:
        """What the truth file says of it besides its place."""
        told = {"kind": self.kind, "words": self.words, "ordinal": self.ordinal}
        return told | {"observed": self.observed, "expected": self.expected}


@dataclass
class Stated:
    """One form's truth: identity and record columns in `form`, the rows of its tables, planted faults."""

    form: dict[str, Any]
    indicators: list[Row] = field(default_factory=list)
    funds: list[Row] = field(default_factory=list)
    tasks: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)

    def indicator(self, cells: dict[str, Cell], **columns: Any) -> None:
        """Add a row of `indicators`; `cells` by meaning, `name` and `value` among them."""
        at = [cells["name"]] if cells["name"] is cells["value"] else [cells["name"], cells["value"]]
        self.indicators.append(Row({"ordinal": len(self.indicators) + 1} | columns, at, cells))

    def fund(self, cell: Cell, item: str, item_raw: str, amount: Decimal | None, **columns: Any) -> None:
        """Add a row of `funds`; `amount` in 万元."""
        base = {"ordinal": len(self.funds) + 1, "period": "annual", "measure": "budget", "basis": "total"}
        value = None if amount is None else float(amount)
        row = base | {"item": item, "item_raw": item_raw, "amount": value, "amount_raw": cell.text or None} | columns
        self.funds.append(Row(row, [cell]))

    def task(self, cell: Cell, name: str, content: str | None, amount: Decimal | None = None) -> None:
        """Add a row of `tasks`."""
        value = None if amount is None else float(amount)
        self.tasks.append(
            Row({"ordinal": len(self.tasks) + 1, "name": name, "content": content, "amount": value}, [cell])
        )


def state(scope: str, phase: str, office: Agency, project: Project, **columns: Any) -> Stated:
    """A form's truth to begin with: who, what, which year; every other column null until the layout
    prints it. A column that the schema leaves to taste in some layout is deleted there: it is not judged."""
    names = "title department category nature period_start period_end period_raw money_unit"
    form: dict[str, Any] = dict.fromkeys([*names.split(), "budget_raw", "annual_goal", "overall_goal"])
    form |= {
        "scope": scope,
        "phase": phase,
        "project": project.name or None,
        "project_code": None,
        "year": project.year,
        "unit": office.name,
        "unit_code": None,
        "budget": float(project.budget),
    }
    return Stated(form | columns)
