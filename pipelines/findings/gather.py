"""The findings of a store, by unit and year, each with all that a report says of it."""

import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from extract.crop import Spot
from normalize.checks import RULES, Rule
from normalize.checks.page import SEVERITIES
from pipelines.export.forms import Form, current
from pipelines.export.layout import NO_PROJECT, NO_UNIT, WHOLE_UNIT, folders
from pipelines.language import say_in
from pipelines.language.reasons import review_words
from pipelines.store import ledger
from pipelines.store.artefacts import canonical, digest
from pipelines.store.ledger import Entry
from pipelines.store.objects import Store, is_url

__all__ = ["Asked", "Entered", "Told", "UnitYear", "gather", "original", "spot_of"]

GATHERED = 3
"""Findings of one rule about so many indicators of a form, or more, are told in one line."""
_KEY = 12
"""Hex digits of a finding's key."""
_TABLES = {"forms": "表单", "indicators": "指标", "funds": "资金", "tasks": "任务"}
_NAMES, _RAWS = ("name", "item", "title"), ("value_raw", "amount_raw", "budget_raw", "content")
"""The columns, of whichever table, that name a row and that tell what was read in it."""


class Told(NamedTuple):
    """One finding: the row of `findings`, its rule, the same finding about other indicators of the form, and the key
    by which notes on it are kept."""

    row: Mapping[str, Any]
    rule: Rule
    more: Sequence[Mapping[str, Any]] = ()
    key: str = ""

    @property
    def rows(self) -> Sequence[Mapping[str, Any]]:
        """The rows of `findings` that this line tells."""
        return (self.row, *self.more)

    @property
    def ordinals(self) -> str:
        """Which indicators it is about: `3、5、7`."""
        return "、".join(str(row["ordinal"]) for row in self.rows if row["ordinal"] is not None)

    @property
    def message(self) -> str:
        """What does not add up, in a sentence."""
        if not self.more:
            return str(self.row["message"])
        return f"第{self.ordinals}项指标（共{len(self.rows)}项）：{self.rule.title}。如：{self.row['message']}"

    @property
    def severity(self) -> str:
        """错误, 警告 or 提示."""
        return SEVERITIES[self.row["severity"]]

    @property
    def spot(self) -> Spot | None:
        """Where it stands: page and box; None where not even the page is known."""
        return spot_of(self.row)


def spot_of(row: Mapping[str, Any]) -> Spot | None:
    """Where a row of a table stands: page and box; None where not even the page is known."""
    page = row["page"]
    x0, y0, x1, y1 = (row[side] for side in ("x0", "y0", "x1", "y1"))
    return None if page is None else (page, None if x0 is None else (x0, y0, x1, y1))


class Asked(NamedTuple):
    """A row of a table that a person should look at: which table, its place there, its name, what was read, why, and
    its page."""

    table: str
    ordinal: int | None
    name: str | None
    raw: str | None
    why: str
    page: int | None


class Entered(NamedTuple):
    """One form with its findings, the gravest first, then in printed order, and its rows to review."""

    shared: Mapping[str, Any]
    record: Mapping[str, Any]
    findings: Sequence[Told]
    reviews: Sequence[Asked] = ()

    @property
    def name(self) -> str:
        """Which form it is, in words: 培训会资金（绩效目标表）."""
        project = WHOLE_UNIT if self.shared["scope"] == "unit" else self.shared["project"] or NO_PROJECT
        phase = self.shared["phase"]
        return f"{project}（{say_in('zh', f'phase.{phase}')}）"

    @property
    def counts(self) -> Counter[str]:
        """Findings by 错误, 警告, 提示."""
        return Counter(finding.severity for finding in self.findings for _ in finding.rows)


def original(unit: "UnitYear", doc_id: str, page: int | None, results: Path | None) -> str | None:
    """A link from the unit's folder to the document's own file at a page; None where it cannot be linked to."""
    entry = unit.entries.get(doc_id)
    if entry is None or results is None:
        return None
    location = entry.sources[0].location
    if is_url(location):
        return location
    try:
        path = os.path.relpath(location, results / unit.folder)
    except ValueError:  # on another drive of Windows
        return Path(location).as_uri()
    return quote(path.replace(os.sep, "/")) + (f"#page={page}" if page else "")


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
    entered = [_entered(form) for form in forms]
    of = {form.shared["doc_id"]: documents[form.shared["doc_id"]] for form in entered}
    shared = forms[0].shared
    return UnitYear(shared["year"], shared["unit"] or NO_UNIT, folder, sorted(entered, key=_place), of)


def _entered(form: Form) -> Entered:
    record = form.tables["forms"][0]
    asking = [(table, row) for table in _TABLES for row in form.tables[table] if row["needs_review"]]
    placed = [_placed(row, form) for row in form.tables["findings"]]
    return Entered(form.shared, record, _told(placed, form.shared), [_asked(name, row, record) for name, row in asking])


def _asked(table: str, row: Mapping[str, Any], record: Mapping[str, Any]) -> Asked:
    """A row to review, in words."""
    why = review_words(row.get("review_reason")) or f"置信度 {row['confidence']:.2f}"
    name, raw = (next((row[column] for column in columns if row.get(column)), None) for columns in (_NAMES, _RAWS))
    return Asked(_TABLES[table], row.get("ordinal"), name, raw, why, row.get("page") or record["page_first"])


def _placed(row: Mapping[str, Any], form: Form) -> Mapping[str, Any]:
    """A finding about a form as a whole stands where its indicators do, on its first page."""
    page = row["page"] or form.tables["forms"][0]["page_first"]
    if row["x0"] is not None or page is None:
        return {**row, "page": page}
    boxes = [other for other in form.tables["indicators"] if other["page"] == page and other["x0"] is not None]
    if not boxes:
        return {**row, "page": page}
    sides = {side: min(box[side] for box in boxes) for side in ("x0", "y0")}
    return {**row, "page": page, **sides, **{side: max(box[side] for box in boxes) for side in ("x1", "y1")}}


def _told(rows: Iterable[Mapping[str, Any]], shared: Mapping[str, Any]) -> list[Told]:
    """The findings of a form, those that repeat down a column gathered."""
    gravity = list(SEVERITIES)
    groups: defaultdict[Any, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        if row["rule"] in RULES:
            groups[row["rule"], row["severity"], row["ordinal"] is None].append(row)
    told: list[Told] = []
    for (rule, _, whole), members in groups.items():
        together = len(members) >= GATHERED and not whole
        for part in [members] if together else [[member] for member in members]:
            place = None if together else (part[0]["ordinal"], part[0]["page"])
            told.append(Told(part[0], RULES[rule], part[1:], _key(shared, rule, place)))
    seen: Counter[str] = Counter()
    for number, finding in enumerate(told):  # of several that nothing tells apart, the place in the order does
        seen[finding.key] += 1
        if seen[finding.key] > 1:
            told[number] = finding._replace(key=f"{finding.key}-{seen[finding.key]}")
    return sorted(told, key=lambda told: (gravity.index(told.row["severity"]), told.row["page"] or 0))


def _key(shared: Mapping[str, Any], rule: str, place: object) -> str:
    """What names a finding from run to run: its rule, its form (not the file that the form came in), its place."""
    form = [shared.get(name) for name in ("year", "unit", "scope", "phase", "project")]
    return digest(canonical([rule, form, place]))[:_KEY]


def _place(form: Entered) -> tuple[bool, str, int, str]:
    """The unit's own form first, then its projects as they stand in their documents."""
    shared = form.shared
    return shared["scope"] != "unit", shared["source"], form.record["page_first"] or 0, shared["form_id"]
