"""Every value says where it stands: a box of its own, which holds its text when the page is looked at with PDFium."""

import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest

from extract import ExtractSettings, extract
from extract.model import Extraction, Line
from normalize import form_words, normalize
from normalize.lexicon import load
from normalize.schema import Evidence, Form, Submission
from tests.extract.containers.made import ROWS, bordered, workbook
from tests.normalize.drawing import draw

DOCUMENTS = Path(__file__).parent.parent / "documents"
DIGITAL = sorted(path.stem for path in DOCUMENTS.glob("*.pdf") if ".scan" not in path.name and path.stem != "mixed")
FIELDS = {
    "forms": "year unit unit_code scope phase project project_code title department category nature function_code "
    "function_name affiliation total_score grade conclusion period_start period_end budget money_unit annual_goal "
    "overall_goal as_of evaluator",
    "indicators": "level1 level2 name operator value value_upper value_date measure_unit weight direction explanation "
    "standard remark actual score deviation forecast likelihood",
    "funds": "period measure item basis amount execution_rate",
    "tasks": "name content amount executed",
}
"""The columns whose values are taken from the document."""
CLIPPED = ("cut",)
"""Documents whose merged cells have text drawn off the page, cut away there: PDFium has it where it is drawn."""
EDGE = 1.0
"""Points by which a box may miss the ink of its text."""


@cache
def extraction(name: str) -> Extraction:
    settings = ExtractSettings(form_words=form_words(), ocr=False)
    return extract((DOCUMENTS / f"{name}.pdf").read_bytes(), settings)


@cache
def submission(name: str) -> Submission:
    return normalize(extraction(name))


def values(form: Form) -> Iterator[tuple[str, int | None, str]]:
    """Every value of a form that was taken from the document: table, ordinal, field."""
    head = form.identity.model_dump() | form.record.model_dump()
    yield from (("forms", None, field) for field in FIELDS["forms"].split() if head[field] is not None)
    for table in ("indicators", "funds", "tasks"):
        for row in getattr(form, table):
            read = row.model_dump()
            yield from ((table, row.ordinal, field) for field in FIELDS[table].split() if read[field] is not None)


@pytest.mark.parametrize("name", DIGITAL)
def test_every_value_has_its_row_and_only_one(name: str) -> None:
    for form in submission(name).forms:
        told = Counter((one.of_table, one.ordinal, one.field) for one in form.evidence)
        assert set(told.values()) == {1}
        assert set(values(form)) - set(told) == set()


@pytest.mark.parametrize("name", DIGITAL)
def test_every_edit_is_one_that_the_dictionary_explains(name: str) -> None:
    codes = {code for form in submission(name).forms for one in form.evidence for code in one.edits}
    assert codes <= load("edits")["edits"].keys()


def test_edits_say_what_was_changed() -> None:
    told = {(one.ordinal, one.field): one for one in submission("nanyue_pages").forms[0].evidence}
    assert {code for one in told.values() for code in one.edits} >= {"level_filled"}


def letters(text: str) -> Counter[str]:
    """The characters of a text, those of white space left out, in any order and form."""
    return Counter("".join(unicodedata.normalize("NFKC", text).split()))


@pytest.mark.parametrize("name", [name for name in DIGITAL if name not in CLIPPED])
def test_every_box_holds_its_text(name: str) -> None:
    pdf = pdfium.PdfDocument(DOCUMENTS / f"{name}.pdf")
    missing = [one for form in submission(name).forms for one in form.evidence if not _holds(pdf, one)]
    assert [(one.field, one.raw) for one in missing] == []


def _holds(pdf: pdfium.PdfDocument, one: Evidence) -> bool:
    assert one.page is not None and one.raw is not None
    page = pdf[one.page - 1]
    height = page.get_height()
    box = (one.x0 - EDGE, height - one.y1 - EDGE, one.x1 + EDGE, height - one.y0 + EDGE)
    shown = page.get_textpage().get_text_bounded(*box)
    return not letters(one.raw) - letters(shown)


def unsure(name: str, doubted: Evidence) -> Extraction:
    """A document as if the reader of the lines within a value's box had hardly read them."""
    data = extraction(name).model_dump()
    for page in data["pages"]:
        outside = page["lines"]
        inside = [line for table in page["tables"] for cell in table["cells"] for line in cell["lines"]]
        for line in (*outside, *inside):
            if page["number"] == doubted.page and _within(Line.model_validate(line), doubted):
                line["confidence"] = 0.05
    return Extraction.model_validate(data)


def _within(line: Line, value: Evidence) -> bool:
    x, y = (line.box[0] + line.box[2]) / 2, (line.box[1] + line.box[3]) / 2
    return value.x0 - EDGE <= x <= value.x1 + EDGE and value.y0 - EDGE <= y <= value.y1 + EDGE


def fields(name: str) -> list[tuple[str, str]]:
    """Every field of which a document has a value, each once."""
    told = (one for form in submission(name).forms[:1] for one in form.evidence)
    return list(dict.fromkeys((one.of_table, one.field) for one in told if one.of_table))


@pytest.mark.parametrize(
    ("name", "table", "field"),
    [(name, *one) for name in ("huangshan", "linyi", "nanyue", "seed", "tianjin") for one in fields(name)],
)
def test_a_value_that_was_hardly_read_is_asked_about(name: str, table: str, field: str) -> None:
    first = submission(name).forms[0]
    before = next(one for one in first.evidence if (one.of_table, one.field) == (table, field))
    assert not before.needs_review
    form = normalize(unsure(name, before)).forms[0]
    after = next(
        one for one in form.evidence if (one.of_table, one.ordinal, one.field) == (table, before.ordinal, field)
    )
    row = form.record if table == "forms" else getattr(form, table)[before.ordinal - 1]
    assert after.needs_review and "ocr_doubt" in after.review_reason.split(";")
    assert row.needs_review and "ocr_doubt" in row.review_reason.split(";")


def test_a_file_without_pages_says_where_by_its_own_names() -> None:
    def fill(sheet: Any) -> None:
        sheet["A1"] = "2026年项目支出绩效目标表"
        bordered(sheet, [["项目名称", "河道清淤", None, None], *ROWS], top=3)

    form = normalize(extract(workbook(fill), ExtractSettings(form_words=form_words()))).forms[0]
    told = {(one.of_table, one.ordinal, one.field): one for one in form.evidence}
    name = told["indicators", 1, "name"]
    assert (name.raw, name.place, name.origin, name.page, name.x0) == ("清淤河段长度", "Sheet!C5", "office", None, None)
    assert told["forms", None, "title"].place == "Sheet!A1"
    assert told["forms", None, "project"].place == "Sheet!B3"


def test_what_no_form_claims_has_a_row_of_its_own() -> None:
    grid = "一级指标|二级指标|三级指标|指标值|填写进度\n产出指标|数量指标|养护里程|≥12公里|已录入平台"
    told = normalize(draw(f"\n2026年项目支出绩效目标表\n项目名称|村道养护|<|<|<\n{grid}\n"))
    (cell,) = (one for one in told.evidence if one.field == "cell")
    assert cell.raw in ("填写进度", "已录入平台") and cell.of_table is None and cell.page == 1
    assert cell.review_reason in (told.forms[0].record.review_reason or "").split(";")


@pytest.mark.parametrize(
    ("code", "value", "reason"),
    [
        ("P01", "=10+2", "value_unread"),
        ("P01", "#REF!", "formula_error"),
        (51152425000012345678, "≥12公里", "digits_lost"),
    ],
)
def test_what_a_spreadsheet_spoils_is_asked_about(code: object, value: str, reason: str) -> None:
    def fill(sheet: Any) -> None:
        sheet["A1"] = "2026年项目支出绩效目标表"
        rows = [["项目名称", "河道清淤", "项目编码", code], *ROWS[:1], ["产出指标", "数量指标", "清淤河段长度", value]]
        bordered(sheet, rows, top=3)

    (form,) = normalize(extract(workbook(fill), ExtractSettings(form_words=form_words()))).forms
    asked = {why for one in form.evidence if one.needs_review for why in (one.review_reason or "").split(";")}
    row = form.indicators[0].review_reason or ""
    assert reason in asked and reason in (*row.split(";"), *(form.record.review_reason or "").split(";"))
