"""The command that tells what does not add up."""

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.cli.options import DEFAULT_OUT, Out, Reader
from pipelines.language import say

if TYPE_CHECKING:
    from rich.console import Console

    from pipelines.findings.check import Checked
    from pipelines.findings.gather import Told

__all__ = ["check"]


def check(
    *,
    out: Out = DEFAULT_OUT,
    year: int | None = None,
    unit: str | None = None,
    settings: Path | None = None,
    reader: Reader = "auto",
    reports: bool = True,
    limit: int = 50,
) -> int:
    """Say what does not add up, within forms, between a unit's forms and over the years; write `findings` and reports.

    Each unit and year gets a page with pictures and a workbook: `units/<year>/<unit>/findings.html`, `.xlsx`.

    Examples:

    ```
    jixiao check
    jixiao check --year 2026 --unit 科技 --out results
    jixiao check --settings checks.toml
    ```

    Parameters
    ----------
    year
        Tell and report this year only.
    unit
        Tell and report units whose name has this in it.
    settings
        Rules switched, weighed and parameterised (docs/checks.md); kept in the results for every later run.
    reports
        Write the reports.
    limit
        Print so many findings at most; all are in `findings` and the reports.
    """
    from rich.console import Console

    from pipelines.cli.named import NoSuchDocument
    from pipelines.findings import check as checks
    from pipelines.intake.find import MissingPath
    from pipelines.run.runner import local_crew
    from pipelines.store.objects import existing

    store = existing(out)
    if settings is not None:
        if not settings.is_file():
            raise MissingPath(say("misuse.no_file", path=settings))
        checks.settle(store, settings, reader, local_crew(os.cpu_count() or 1))
    checked = checks.check(store, year=year, unit=unit, reports=reports)
    if not checked.told and (year, unit) != (None, None):
        raise NoSuchDocument(say("misuse.no_forms"))
    _tell(checked, out, limit, Console(highlight=False, markup=False))
    return 0


def _tell(checked: "Checked", out: str, limit: int, console: "Console") -> None:
    """The gravest findings in a table, how many there are of each kind, and where the rest is."""
    from rich.table import Table

    gravity = ("error", "warning", "info")
    rows = [(told, form, unit) for unit in checked.told for form in unit.forms for told in form.findings]
    rows.sort(key=lambda row: gravity.index(row[0].row["severity"]))
    table = Table(say("check.severity"), expand=True, show_lines=True)
    table.add_column(say("check.where"), ratio=2, overflow="fold")
    table.add_column(say("check.what"), ratio=3, overflow="fold")
    for told, form, unit in rows[:limit]:
        page = say("check.page", page=told.row["page"]) if told.row["page"] else ""
        where = f"{unit.year or ''} {unit.unit}\n{form.name}{page}"
        table.add_row(told.severity, where, f"{told.message}\n{told.rule.code}")
    if rows[:limit]:
        console.print(table)
    for line in _lines(checked, [told for told, _, _ in rows], out.rstrip("/"), limit):
        console.print(line, soft_wrap=True)


def _lines(checked: "Checked", findings: "list[Told]", out: str, limit: int) -> Iterator[str]:
    """How many findings there are of each kind, where the rest is, what became of the reports and of people's notes."""
    from pipelines.cli.report import edited, joined

    counts = Counter(told.row["severity"] for told in findings for _ in told.rows)
    kinds = joined([say(f"check.{name}", n=counts[name]) for name in ("error", "warning", "info") if counts[name]])
    forms = say("count.forms", n=sum(len(unit.forms) for unit in checked.told))
    units = say("check.units", n=len(checked.told))
    yield say("check.found", n=counts.total(), kinds=kinds or say("check.none"), forms=forms, units=units)
    if len(findings) > limit:
        yield say("check.more", n=len(findings) - limit, all=len(findings))
    if checked.reports is not None:
        yield say("check.reports", out=out, n=checked.reports.written)
        if checked.reports.notes:
            yield say("check.notes", n=checked.reports.notes)
        yield from edited(checked.reports.kept)
