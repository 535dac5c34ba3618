"""A drawn form with doubtful cells, and what a person says of it."""

from datetime import UTC, datetime, timedelta

from extract.model import Extraction
from normalize import normalize
from normalize.schema import Evidence, Form, Submission
from normalize.settled.correction import Correction
from tests.normalize.drawing import scanned

FORM = """
2026年项目支出绩效目标表
单位：万元
项目名称 | 农村道路养护 | 主管部门 | 甲县交通局
资金总额 | 120.50 | < | <
一级指标 | 二级指标 | 三级指标 | 指标值
产出指标 | 数量指标 | 养护道路里程 | ≥35公里
^ | 质量指标 | 养护合格率 | ≥95%
效益指标 | 社会效益指标 | 受益人口数 | ≥2000人
满意度指标 | 服务对象满意度指标 | 群众满意度 | ≥90%
"""
SPOILED = {"≥95%": ("≥9S%", 0.35), "受益人口数": ("受益人囗数", 0.4)}
WHEN = datetime(2026, 11, 30, tzinfo=UTC)


def blurred(read: dict[str, tuple[str, float]], text: str = FORM) -> Extraction:
    """A scan of the form in which cells (named by what is printed in them) were read as something, so surely."""
    data = scanned(text).model_dump()
    for page in data["pages"]:
        cells = [cell["lines"] for table in page["tables"] for cell in table["cells"]]
        for line in [*page["lines"], *(line for lines in cells for line in lines)]:
            if line["text"] in read:
                line["text"], line["confidence"] = read[line["text"]]
    return Extraction.model_validate(data)


def value(submission: Submission, field: str, ordinal: int | None = None, table: str = "indicators") -> Evidence:
    (form,) = submission.forms
    table = "forms" if ordinal is None else table
    return next(one for one in form.evidence if (one.of_table, one.ordinal, one.field) == (table, ordinal, field))


def row(submission: Submission, ordinal: int):
    return submission.forms[0].indicators[ordinal - 1]


def said(extraction: Extraction, told: Evidence, act: str, says: str | None, **more) -> Correction:
    """An answer about a value, at its place and of its text."""
    facts = {"table": told.of_table, "field": told.field, "was": told.raw or "", **more}
    return Correction(
        sha256=extraction.sha256, page=told.page, box=told.box, place=told.place, says=says, act=act,
        who="李", at=facts.pop("at", WHEN), **facts,
    )  # fmt: skip


def retyped(extraction: Extraction, was: str, says: str, later: int = 0) -> Correction:
    """That a cell (or a line) which was read as `was` says something else."""
    page, box = next(
        (page.number, box)
        for page in extraction.pages
        for text, box in [
            *((cell.text, cell.box) for table in page.tables for cell in table.cells),
            *((line.text, line.box) for line in page.lines),
        ]
        if text == was
    )
    at = WHEN + timedelta(minutes=later)
    return Correction(
        sha256=extraction.sha256, table="cell", page=page, box=box, was=was, says=says, act="correct", who="李", at=at
    )


def values(form: Form) -> dict[tuple[object, ...], object]:
    """Every value of a form by its row and column, how far it is trusted left out."""
    left = {"needs_review", "review_reason", "confidence", "corrected", "origin"}
    found: dict[tuple[object, ...], object] = {}
    for table, rows in (("indicators", form.indicators), ("funds", form.funds), ("tasks", form.tasks)):
        for one in rows:
            found |= {(table, one.ordinal, name): v for name, v in one.model_dump(exclude=left).items()}
    whole = form.identity.model_dump() | form.record.model_dump(exclude=left)
    return found | {("forms", None, name): v for name, v in whole.items()}


def whole(extraction: Extraction, table: str, was: str, says: str, spot) -> Correction:
    """That a row, a form, a cell or a page was looked at: the doubts of it that no field has."""
    page, box = spot
    return Correction(
        sha256=extraction.sha256, table=table, page=page, box=box, was=was, says=says, act="accept", who="李", at=WHEN
    )


def asks(submission: Submission) -> set[tuple[object, ...]]:
    """The values that ask."""
    return {
        (one.of_table, one.ordinal, one.field) for form in submission.forms for one in form.evidence if one.needs_review
    }


def changed(before: dict, after: dict) -> set:
    """Where two readings, as `values` tells them, differ."""
    return {at for at in before | after if before.get(at) != after.get(at)}


__all__ = [
    "FORM",
    "SPOILED",
    "WHEN",
    "Correction",
    "asks",
    "blurred",
    "changed",
    "normalize",
    "retyped",
    "row",
    "said",
    "value",
    "values",
    "whole",
]
