"""Fields judged against the truth.

A truth row is found by its name, in its project's form first. `MAIN` are the seven fields that field accuracy counts;
the
other columns are reported beside them. A missed row loses all its fields. Silent: wrong and nobody was asked to look;
of a
missed row, where neither its form nor its document was flagged; of a spurious row one field, where it is not flagged.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from benchmarks.evaluate.product import Document, Outcome
from normalize.schema import Form, Indicator

__all__ = ["EXTRA", "FORM", "MAIN", "Judged", "Judgement", "Verdict", "judge", "plain"]

MAIN = ("level1", "level2", "operator", "value", "unit", "value_raw", "project")
EXTRA = (
    "level1_raw",
    "level2_raw",
    "name_raw",
    "operator_raw",
    "value_upper",
    "value_kind",
    "value_date",
    "measure_unit_raw",
    "weight",
    "direction",
    "explanation",
    "standard",
    "remark",
    "actual_raw",
    "actual",
    "score",
    "deviation",
)
FORM = (
    "title",
    "department",
    "category",
    "nature",
    "period_start",
    "period_end",
    "budget_raw",
    "money_unit",
    "annual_goal",
    "overall_goal",
    "unit",
    "unit_code",
    "project_code",
)
CANONICAL = {"level1", "level2", "operator", "unit", "value_kind", "value_date", "direction"}


@dataclass(frozen=True)
class Judgement:
    """One field of one row: what was wanted, what came out."""

    column: str
    right: bool
    want: Any
    got: Any


@dataclass
class Judged:
    """A row of the truth (or a spurious one) and how its fields came out."""

    document: str
    name: str
    found: bool
    asked: bool
    spurious: bool = False
    confidence: float | None = None
    fields: list[Judgement] = field(default_factory=list)
    page: int | None = None
    box: tuple[float, float, float, float] | None = None

    def wrong(self) -> list[Judgement]:
        """The main fields that are wrong."""
        return [one for one in self.fields if one.column in MAIN and not one.right]

    @property
    def whole(self) -> bool:
        """Every main field is right."""
        return self.found and not self.spurious and not self.wrong()


@dataclass
class Verdict:
    """A document judged: its indicator rows, forms, funds, tasks."""

    document: Document
    rows: list[Judged]
    forms: list[Judged]
    funds: tuple[int, int]
    tasks: tuple[int, int]
    evidence: tuple[int, int]


def plain(text: Any) -> str:
    """Text for comparison: compatibility forms, white space and punctuation out; a point between digits stays."""
    if text is None:
        return ""
    text = unicodedata.normalize("NFKC", str(text)).replace("⩾", "≥").replace("⩽", "≤")
    text = re.sub(r"[\s,，、;；:：“”\"'()（）。]", "", text)
    return re.sub(r"(?<!\d)\.|\.(?!\d)", "", text)


def same(column: str, want: Any, got: Any) -> bool:
    """Whether a field is right: numbers to a millionth, canonical words exactly, text as `plain`."""
    if isinstance(want, float | int) and not isinstance(want, bool):
        return isinstance(got, float | int) and abs(float(got) - want) < 1e-6
    if column in CANONICAL or want is None:
        return want == got or (want is None and got == "")
    return plain(want) == plain(got)


def judge(document: Document, outcome: Outcome) -> Verdict:
    """A document's outcome against its truth."""
    forms = list(outcome.submission.forms) if outcome.submission else []
    told = outcome.told
    judged_forms, flagged = _forms(document, forms, told)
    rows = list(_rows(document, forms, flagged, told))
    funds = _amounts(document.truth["funds"], forms)
    tasks = _tasks(document.truth["tasks"], forms)
    return Verdict(document, rows, judged_forms, funds, tasks, _evidence(document, rows))


def _forms(document: Document, forms: list[Form], told: bool) -> tuple[list[Judged], dict[str, bool]]:
    left = list(forms)
    out = []
    flagged: dict[str, bool] = {}
    for want in document.truth["forms"]:
        key = (want["scope"], want["phase"], plain(want["project"]))
        hit = next((f for f in left if (f.identity.scope, f.identity.phase, plain(f.identity.project)) == key), None)
        row = Judged(document.name, want["project"] or "部门整体", hit is not None, told, page=want.get("page_first"))
        if hit is not None:
            left.remove(hit)
            row.asked = told or hit.record.needs_review
            row.confidence = hit.record.confidence
            got = hit.record.model_dump() | hit.identity.model_dump()
            close = same("budget", want["budget"], got["budget"]) or _near(want["budget"], got["budget"])
            row.fields = [Judgement("budget", close, want["budget"], got["budget"])]
            row.fields += [
                Judgement(c, same(c, want.get(c), got[c]), want.get(c), got[c]) for c in ("year", *FORM) if c in want
            ]
        flagged[plain(want["project"])] = row.asked
        out.append(row)
    spurious = (
        Judged(document.name, f.identity.project or "", True, f.record.needs_review, spurious=True) for f in left
    )
    return [*out, *spurious], flagged


def _near(want: float | None, got: float | None) -> bool:
    return want is not None and got is not None and abs(want - got) < 1e-4


def _rows(document: Document, forms: list[Form], flagged: dict[str, bool], told: bool) -> Iterator[Judged]:
    left = [(form, row) for form in forms for row in form.indicators]
    for want in document.truth["indicators"]:
        at = [i for i, (_, row) in enumerate(left) if plain(row.name) == plain(want["name"])]
        project = plain(want["project"])
        i = next((i for i in at if plain(left[i][0].identity.project) == project), at[0] if at else None)
        box = tuple(want["box"]) if want.get("box") else None
        if i is None:
            asked = flagged.get(project, told)
            missed = [Judgement(column, False, want.get(column), None) for column in MAIN]
            yield Judged(document.name, want["name"], False, asked, fields=missed, page=want.get("page"), box=box)
            continue
        form, row = left.pop(i)
        got = found_columns(form, row)
        columns = (*MAIN, *(column for column in EXTRA if column in want))
        fields = [Judgement(c, same(c, want.get(c), got[c]), want.get(c), got[c]) for c in columns]
        yield Judged(document.name, row.name, True, row.needs_review, False, row.confidence, fields, row.page, row.box)
    for _, row in left:
        yield Judged(document.name, row.name, True, row.needs_review, True, row.confidence, [], row.page, row.box)


def found_columns(form: Form, row: Indicator) -> dict[str, Any]:
    """An indicator's columns under the truth's names."""
    return row.model_dump() | {"unit": row.measure_unit, "project": form.identity.project}


def _amounts(wanted: list[dict[str, Any]], forms: list[Form]) -> tuple[int, int]:
    """How many amounts of the truth came out under their item, period and measure, of how many."""
    got = [
        (plain(f.identity.project), a.period, a.measure, a.item, round(a.amount, 4))
        for f in forms
        for a in f.funds
        if a.amount is not None
    ]
    right = 0
    for want in wanted:
        key = (plain(want["project"]), want["period"], want["measure"], want["item"], round(want["amount"], 4))
        if key in got:
            got.remove(key)
            right += 1
    return right, len(wanted)


def _tasks(wanted: list[dict[str, Any]], forms: list[Form]) -> tuple[int, int]:
    """How many tasks came out with name, content and amount, of how many."""
    got = [(plain(t.name), plain(t.content), t.amount) for f in forms for t in f.tasks]
    return sum((plain(w["name"]), plain(w["content"]), w["amount"]) in got for w in wanted), len(wanted)


def _evidence(document: Document, rows: list[Judged]) -> tuple[int, int]:
    """How many found rows stand where the truth says (their boxes' middles inside each other's), of how many."""
    where: dict[str, list[dict[str, Any]]] = {}
    for want in document.truth["indicators"]:
        where.setdefault(plain(want["name"]), []).append(want)
    if document.level != "0":
        return 0, 0
    right = total = 0
    for row in rows:
        wanted = [want for want in where.get(plain(row.name), []) if want.get("box")]
        if row.spurious or not row.found or row.box is None or not wanted:
            continue
        total += 1
        x, y = (row.box[0] + row.box[2]) / 2, (row.box[1] + row.box[3]) / 2
        right += any(w["page"] == row.page and _inside(x, y, w["box"]) for w in wanted)
    return right, total


def _inside(x: float, y: float, box: list[float]) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]
