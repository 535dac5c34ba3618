"""Fields judged against the truth.

A truth row is found by its name, in its project's form first. `MAIN` are the seven fields that field accuracy counts;
the other columns are reported beside them. A missed row loses all its fields. Silent: wrong and nobody was asked to
look; of a missed row, where neither its form nor its document was flagged; of a spurious row one field, where it is
not flagged.
"""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from benchmarks.evaluate.came import Came, Columns, PlainForm
from benchmarks.evaluate.product import Document, Outcome

__all__ = ["EXTRA", "FORM", "MAIN", "Judged", "Judgement", "Verdict", "judge", "judged", "plain"]

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
CANONICAL = {"level1", "level2", "operator", "unit", "value_kind", "direction"}


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
    """A document judged: its indicator rows, forms, funds, tasks; each in the truth's order, then what is spurious
    (of funds in forms of which the truth states any; of tasks it is not looked for)."""

    document: Document
    rows: list[Judged]
    forms: list[Judged]
    funds: list[Judged]
    tasks: list[Judged]
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
    if column == "value_date":
        return last_day(want) == last_day(got)
    if isinstance(want, float | int) and not isinstance(want, bool):
        return isinstance(got, float | int) and abs(float(got) - want) < 1e-6
    if column in CANONICAL or want is None:
        return want == got or (want is None and got == "")
    return plain(want) == plain(got)


def last_day(stated: str | date | None) -> date | None:
    """The day that is stated, or the last one of the month or year that is: schema 1 and the truths have months."""
    if not stated or isinstance(stated, date):
        return stated or None
    year, month, day = (*map(int, stated.split("-")), 0, 0)[:3]
    return date(year, month or 12, day or monthrange(year, month or 12)[1])


def judge(document: Document, outcome: Outcome) -> Verdict:
    """A document's outcome against its truth."""
    return judged(document, outcome.came)


def judged(document: Document, came: Came) -> Verdict:
    """What came out of a document against its truth."""
    forms, flagged = _forms(document, came)
    rows = list(_rows(document, came, flagged))
    funds = _amounts(document, came, flagged)
    tasks = _tasks(document, came, flagged)
    return Verdict(document, rows, forms, funds, tasks, _evidence(document, rows))


def _forms(document: Document, came: Came) -> tuple[list[Judged], dict[str, bool]]:
    left = list(came.forms)
    out = []
    flagged: dict[str, bool] = {}
    for want in document.truth["forms"]:
        key = (want["scope"], want["phase"], plain(want["project"]))
        hit = next((f for f in left if _key(f) == key), None)
        row = Judged(
            document.name, want["project"] or "部门整体", hit is not None, came.told, page=want.get("page_first")
        )
        if hit is not None:
            left.remove(hit)
            got = hit.columns
            row.asked = came.told or got["needs_review"]
            row.confidence = got["confidence"]
            close = same("budget", want["budget"], got["budget"]) or _near(want["budget"], got["budget"])
            row.fields = [Judgement("budget", close, want["budget"], got["budget"])]
            row.fields += [
                Judgement(c, same(c, want.get(c), got.get(c)), want.get(c), got.get(c))
                for c in ("year", *FORM)
                if c in want
            ]
        flagged[plain(want["project"])] = row.asked
        out.append(row)
    spurious = (
        Judged(document.name, f.columns["project"] or "", True, f.columns["needs_review"], spurious=True) for f in left
    )
    return [*out, *spurious], flagged


def _key(form: PlainForm) -> tuple[str, str, str]:
    return form.columns["scope"], form.columns["phase"], plain(form.columns["project"])


def _near(want: float | None, got: float | None) -> bool:
    return want is not None and got is not None and abs(want - got) < 1e-4


def _rows(document: Document, came: Came, flagged: dict[str, bool]) -> Iterator[Judged]:
    left = [(form.columns["project"], row) for form in came.forms for row in form.indicators]
    wanted = document.truth["indicators"]
    found: list[tuple[str | None, Columns] | None] = [_taken(left, want, same_project=True) for want in wanted]
    for want, pair in zip(wanted, found, strict=True):
        project, row = pair or _taken(left, want) or (None, None)
        if row is None:
            box = tuple(want["box"]) if want.get("box") else None
            asked = flagged.get(plain(want["project"]), came.told)
            missed = [Judgement(column, False, want.get(column), None) for column in _judged_of(want)]
            yield Judged(document.name, want["name"], False, asked, fields=missed, page=want.get("page"), box=box)
        else:
            yield _found(document, row, _compared(want, project, row))
    for _, row in left:
        yield _found(document, row, [], spurious=True)


def _taken(
    left: list[tuple[str | None, Columns]], want: Columns, same_project: bool = False
) -> tuple[str | None, Columns] | None:
    """The row of this name, taken from those left: the first of its project's form; of any form, once each has its own,
    that in which most is right, for where a project's name is misread its rows stand in a form of another name."""
    at = [i for i, (_, row) in enumerate(left) if plain(row["name"]) == plain(want["name"])]
    if same_project:
        at = [i for i in at if plain(left[i][0]) == plain(want["project"])][:1]
    return left.pop(max(at, key=lambda i: sum(one.right for one in _compared(want, *left[i])))) if at else None


def _compared(want: Columns, project: str | None, row: Columns) -> list[Judgement]:
    got = row | {"unit": row["measure_unit"], "project": project}
    columns = (*_judged_of(want), *(column for column in EXTRA if column in want))
    return [Judgement(c, same(c, want.get(c), got.get(c)), want.get(c), got.get(c)) for c in columns]


def _judged_of(want: Columns) -> Iterator[str]:
    """The main columns of a row, without those that its truth leaves open: they are not there (`?` of a layout)."""
    return (column for column in MAIN if column in want or column == "project")


def _found(document: Document, row: Columns, fields: list[Judgement], spurious: bool = False) -> Judged:
    """A row that came out, with its own place."""
    x0, y0, x1, y1 = (row[edge] for edge in ("x0", "y0", "x1", "y1"))
    box = None if x0 is None else (x0, y0, x1, y1)
    asked, confidence = row["needs_review"], row["confidence"]
    return Judged(document.name, row["name"], True, asked, spurious, confidence, fields, row["page"], box)


def _amounts(document: Document, came: Came, flagged: dict[str, bool]) -> list[Judged]:
    """The amounts of the truth, each right where it came out under its item, period and measure; then those of the same
    forms that stand in no truth."""
    left = [
        ((plain(form.columns["project"]), fund["period"], fund["measure"], fund["item"]), fund)
        for form in came.forms
        for fund in form.funds
        if fund["amount"] is not None
    ]
    out = []
    for want in document.truth["funds"]:
        key = (plain(want["project"]), want["period"], want["measure"], want["item"])
        at = [i for i, (mine, _) in enumerate(left) if mine == key]
        right = next((i for i in at if round(left[i][1]["amount"], 4) == round(want["amount"], 4)), None)
        got = left.pop(right)[1] if right is not None else left[at[0]][1] if at else None
        asked = flagged.get(key[0], came.told) if got is None else got["needs_review"]
        judgement = Judgement("amount", right is not None, want["amount"], got and got["amount"])
        name = f"{want['item']}, {want['period']} {want['measure']}"
        out.append(Judged(document.name, name, got is not None, asked, fields=[judgement], page=want.get("page")))
    told = {plain(want["project"]) for want in document.truth["funds"]}
    for (project, period, measure, item), fund in left:
        if project in told:
            name = f"{item}, {period} {measure}"
            out.append(Judged(document.name, name, True, fund["needs_review"], spurious=True, page=fund.get("page")))
    return out


_OF_A_TASK = ("name", "content", "amount")


def _tasks(document: Document, came: Came, flagged: dict[str, bool]) -> list[Judged]:
    """The tasks of the truth, each right where it came out with its name, content and amount."""
    left = [task for form in came.forms for task in form.tasks]
    out = []
    for want in document.truth["tasks"]:
        stated = [column for column in _OF_A_TASK if column in want]
        got = next((task for task in left if _same_task(want, task, stated)), None)
        right = got is not None
        got = got or next((task for task in left if _same_task(want, task, ["name"])), None)
        asked = flagged.get(plain(want.get("project")), came.told) if got is None else got["needs_review"]
        judgement = Judgement("task", right, _told(want), got and _told(got))
        out.append(
            Judged(document.name, want["name"] or "", got is not None, asked, fields=[judgement], page=want.get("page"))
        )
    return out


def _same_task(want: Columns, got: Columns, columns: Sequence[str]) -> bool:
    """Whether a task is the one that is stated, in the columns that are."""
    return all(same(column, want[column], got[column]) for column in columns)


def _told(task: Columns) -> str:
    return f"{task.get('content')}: {task.get('amount')}"


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
