"""The findings of a store, by unit and year, each with all that a report says of it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from extract.crop import Spot
from normalize.checks import RULES, Rule
from normalize.checks.page import SEVERITIES
from pipelines import ledger
from pipelines.forms import Form, current
from pipelines.layout import NO_PROJECT, NO_UNIT, WHOLE_UNIT, folders
from pipelines.ledger import Entry
from pipelines.store import Store

__all__ = ["Entered", "Told", "UnitYear", "gather"]

_PHASES = {
    "target": "绩效目标表",
    "monitor": "绩效运行监控表",
    "self_evaluation": "绩效自评表",
    "evaluation": "绩效评价表",
}


class Told(NamedTuple):
    """One finding: the row of `findings` and its rule."""

    row: Mapping[str, Any]
    rule: Rule

    @property
    def severity(self) -> str:
        """错误, 警告 or 提示."""
        return SEVERITIES[self.row["severity"]]

    @property
    def spot(self) -> Spot | None:
        """Where it stands: page and box; None where not even the page is known."""
        page = self.row["page"]
        x0, y0, x1, y1 = (self.row[side] for side in ("x0", "y0", "x1", "y1"))
        return None if page is None else (page, None if x0 is None else (x0, y0, x1, y1))


class Entered(NamedTuple):
    """One form with its findings, the gravest first, then in printed order."""

    shared: Mapping[str, Any]
    record: Mapping[str, Any]
    findings: Sequence[Told]

    @property
    def name(self) -> str:
        """Which form it is, in words: 培训会资金（绩效目标表）."""
        project = WHOLE_UNIT if self.shared["scope"] == "unit" else self.shared["project"] or NO_PROJECT
        return f"{project}（{_PHASES[self.shared['phase']]}）"

    @property
    def counts(self) -> Counter[str]:
        """Findings by 错误, 警告, 提示."""
        return Counter(finding.severity for finding in self.findings)


class UnitYear(NamedTuple):
    """A unit's forms of one year, in the order of the export."""

    year: int | None
    unit: str
    folder: str
    forms: Sequence[Entered]
    entries: Mapping[str, Entry]

    @property
    def counts(self) -> Counter[str]:
        """Findings by 错误, 警告, 提示."""
        return sum((form.counts for form in self.forms), Counter())


def gather(store: Store, year: int | None = None, unit: str | None = None) -> list[UnitYear]:
    """The current forms with their findings, of one year and of units whose name has `unit` in it, if told."""
    entries = ledger.read_all(store).values()
    forms = current(store, entries)
    names = folders(form.place for form in forms)
    groups: defaultdict[str, list[Form]] = defaultdict(list)
    for form in forms:
        wanted = year in (None, form.shared["year"]) and (unit or "") in (form.shared["unit"] or NO_UNIT)
        if wanted:
            groups[names[form.place].rpartition("/")[0]].append(form)
    documents = {entry.doc_id: entry for entry in entries}
    return [_unit_year(folder, members, documents) for folder, members in sorted(groups.items())]


def _unit_year(folder: str, forms: Sequence[Form], documents: Mapping[str, Entry]) -> UnitYear:
    entered = [Entered(form.shared, form.tables["forms"][0], _told(form.tables["findings"])) for form in forms]
    of = {form.shared["doc_id"]: documents[form.shared["doc_id"]] for form in entered}
    shared = forms[0].shared
    return UnitYear(shared["year"], shared["unit"] or NO_UNIT, folder, sorted(entered, key=_place), of)


def _told(rows: Iterable[Mapping[str, Any]]) -> list[Told]:
    gravity = list(SEVERITIES)
    known = [Told(row, RULES[row["rule"]]) for row in rows if row["rule"] in RULES]
    return sorted(known, key=lambda told: (gravity.index(told.row["severity"]), told.row["page"] or 0))


def _place(form: Entered) -> tuple[bool, str, int, str]:
    """The unit's own form first, then its projects as they stand in their documents."""
    shared = form.shared
    return shared["scope"] != "unit", shared["source"], form.record["page_first"] or 0, shared["form_id"]
