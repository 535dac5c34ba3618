"""The evaluation's own arithmetic: right, missed, spurious and silent; cells, characters, calibration, noise."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from benchmarks.evaluate.cells import characters, compare, overlap
from benchmarks.evaluate.fields import Judged, judge, same
from benchmarks.evaluate.figures import calibration, figures
from benchmarks.evaluate.gate import FIXED, worse
from benchmarks.evaluate.product import Document, Outcome, documents, in_process
from benchmarks.evaluate.score import score
from benchmarks.report import written
from extract.model import Cell, Extraction, Line, Page, Reading, Table
from normalize.schema import Form, FormRecord, Identity, Indicator, Submission

TRUTH: dict[str, Any] = {
    "forms": [
        {"scope": "project", "phase": "target", "project": "某项目", "budget": 5.0, "year": 2026, "unit": "某局"}
    ],
    "indicators": [
        {
            "project": "某项目",
            "level1": "产出指标",
            "level2": "数量指标",
            "name": "培训人数",
            "operator": "≥",
            "value": 20.0,
            "unit": "人",
            "value_raw": "≥20人",
            "page": 1,
            "box": [0, 0, 10, 10],
        },
        {
            "project": "某项目",
            "level1": "产出指标",
            "level2": "质量指标",
            "name": "合格率",
            "operator": "=",
            "value": 100.0,
            "unit": "%",
            "value_raw": "=100%",
            "page": 1,
            "box": [0, 10, 10, 20],
        },
    ],
    "funds": [],
    "tasks": [],
    "cells": [],
    "pages": [[100, 100]],
    "damage": [],
}


def outcome(*rows: Indicator, asked: bool = False, budget: float | None = 5.0) -> Outcome:
    identity = Identity(form_id="x-01", year=2026, unit="某局", scope="project", phase="target", project="某项目")
    form = Form(identity=identity, record=FormRecord(budget=budget, needs_review=asked), indicators=rows)
    return Outcome(None, Submission(sha256="0" * 64, forms=(form,)))


def row(ordinal: int, name: str, **columns: Any) -> Indicator:
    return Indicator.model_validate({"ordinal": ordinal, "name": name, "level1": "产出指标"} | columns)


FIRST = row(1, "培训人数", level2="数量指标", operator="≥", value=20, measure_unit="人", value_raw="≥20人")
SECOND = row(2, "合格率", level2="质量指标", operator="=", value=100, measure_unit="%", value_raw="=100%")
DOCUMENT = Document(Path("x.pdf"), "1", TRUTH)


def counted(*rows: Indicator, asked: bool = False) -> dict[str, Any]:
    return figures([score(DOCUMENT, outcome(*rows, asked=asked))])


def test_all_right() -> None:
    one = counted(FIRST, SECOND)
    assert (one["field_accuracy"], one["silent"], one["spurious"], one["forms_right"]) == (1.0, 0, 0, 1.0)


def test_a_wrong_field_is_silent_unless_asked_about() -> None:
    wrong = SECOND.model_copy(update={"value": 1000.0})
    assert counted(FIRST, wrong)["silent"] == 1
    assert counted(FIRST, wrong.model_copy(update={"needs_review": True}))["silent"] == 0
    assert counted(FIRST, wrong)["field_accuracy"] == pytest.approx(13 / 14, abs=1e-5)


def test_a_missed_row_loses_all_its_fields_and_is_silent_unless_its_form_is_flagged() -> None:
    assert counted(FIRST)["field_accuracy"] == 0.5
    assert counted(FIRST)["silent"] == 7
    assert counted(FIRST, asked=True)["silent"] == 0


def test_a_spurious_row_counts_once() -> None:
    extra = row(3, "印章")
    assert (counted(FIRST, SECOND, extra)["spurious"], counted(FIRST, SECOND, extra)["silent"]) == (1, 1)


def test_a_document_that_could_not_be_read_is_told() -> None:
    unread = Outcome(None, Submission(sha256="0" * 64, unread=(1,)))
    assert [one.asked for one in judge(DOCUMENT, unread).rows] == [True, True]
    verdict = judge(DOCUMENT, Outcome(reason="corrupt"))
    assert [one.asked for one in verdict.rows] == [True, True]
    assert not any(one.found for one in verdict.rows)


@pytest.mark.parametrize(
    ("column", "want", "got", "right"),
    [
        ("value", 95.0, 95, True),
        ("value", 95.0, None, False),
        ("value", None, None, True),
        ("operator", "≥", "⩾", False),
        ("value_raw", "⩾95%", "≥ 95%", True),
        ("project", "某项目(一期)", "某项目（一期）", True),
        ("value_raw", "0.97", "097", False),
        ("remark", None, "x", False),
        ("value_date", "2024-02", "2024-02-29", True),
        ("value_date", "2024-02-10", date(2024, 2, 10), True),
        ("value_date", "2024-02", "2024-03-31", False),
        ("value_date", "2024-02", None, False),
        ("value_date", None, None, True),
    ],
)
def test_when_a_field_is_right(column: str, want: Any, got: Any, right: bool) -> None:
    assert same(column, want, got) is right


def test_edits_and_confusions() -> None:
    found = characters("≥90%", "290")
    assert (found.edits, found.total) == (2, 4)
    assert found.confused == {("≥", "2"): 1, ("%", ""): 1}
    assert characters("同", "同").edits == 0


def test_cells_count_with_their_spans() -> None:
    def cell(row: int, box: tuple[float, float, float, float], text: str, rows: int = 1) -> Cell:
        return Cell(row=row, column=0, row_span=rows, box=box, lines=(Line(text=text, box=box),))

    cells = (cell(0, (0, 0, 10, 10), "甲"), cell(1, (0, 10, 10, 20), "乙"))
    table = Table(box=(0, 0, 10, 20), rows=2, columns=1, cells=cells)
    page = Page(number=1, width=100, height=100, status="read", tables=(table,))
    extraction = Extraction(sha256="0" * 64, media_type="application/pdf", pages=(page,))
    truth = [
        {"page": 1, "row_span": 1, "column_span": 1, "box": [0, 0, 10, 10], "text": "甲", "part": False},
        {"page": 1, "row_span": 2, "column_span": 1, "box": [0, 10, 10, 20], "text": "乙", "part": False},
    ]
    found = compare({"cells": truth, "indicators": []}, extraction)
    assert (found.wanted, found.got, found.right, found.characters.total) == (2, 2, 1, 1)
    assert overlap((0, 0, 2, 2), (1, 0, 3, 2)) == pytest.approx(1 / 3)


def test_a_recognised_word_counts_when_a_word_list_names_it() -> None:
    def cell(row: int, text: str, *entries: str) -> Cell:
        box = (0, 10 * row, 10, 10 * row + 10)
        readings = tuple(Reading(text=entry, score=0.9, by="vocabulary:operators") for entry in entries)
        free = Reading(text=text, score=0.9, by="small")
        return Cell(
            row=row, column=0, box=box, lines=(Line(text=text, box=box, origin="ocr", readings=(free, *readings)),)
        )

    cells = (cell(0, "≥", "≥"), cell(1, "≥", "≤"), cell(2, "≥"), cell(3, "甲", "≥"))
    table = Table(box=(0, 0, 10, 40), rows=4, columns=1, cells=cells)
    page = Page(number=1, width=100, height=100, status="read", tables=(table,))
    truth = {
        "cells": [
            {"page": 1, "row_span": 1, "column_span": 1, "box": list(c.box), "text": text, "part": False}
            for c, text in zip(cells, "≥≥⩾甲", strict=True)
        ],
        "indicators": [{"operator_raw": "≥", "measure_unit_raw": None}],
    }
    found = compare(truth, Extraction(sha256="0" * 64, media_type="application/pdf", pages=(page,)))
    assert (found.words, found.words_right) == (3, 1)


def test_calibration_compares_what_was_said_with_what_was_right() -> None:
    rows = [Judged("x", "y", True, False, confidence=0.95) for _ in range(9)]
    rows.append(Judged("x", "y", True, False, spurious=True, confidence=0.95))
    gap, bins = calibration(rows)
    assert gap == pytest.approx(0.05)
    assert bins == [{"from": 0.9, "rows": 10, "said": 0.95, "right": 0.9}]


def test_worse_is_more_than_noise() -> None:
    was = {
        "1": {
            "rows": 100,
            "fields": 1000,
            "forms": 10,
            "field_accuracy": 0.99,
            "forms_right": 1.0,
            "cell_recall": 1.0,
            "silent": 4,
            "spurious": 0,
            "review_share": 0.1,
            "words": 50,
            "words_read": 0.98,
        }
    }
    noisy = {"1": was["1"] | {"field_accuracy": 0.985, "silent": 7, "review_share": 0.15}}
    bad = {"1": was["1"] | {"field_accuracy": 0.95, "silent": 9, "review_share": 0.17}}
    assert worse(noisy, was) == []
    assert len(worse(bad, was)) == 3
    assert worse({"1": was["1"] | {"spurious": 1}}, was)
    assert worse({"1": was["1"] | {"words_read": 0.9}}, was)
    assert worse({"1": was["1"] | {"words": 0, "words_read": None}}, was)


def test_the_fixed_set_holds_every_kind_of_document() -> None:
    found = documents(FIXED)
    assert {one.level for one in found} == {"0", "1", "2", "3"}
    assert len({one.truth["family"] for one in found}) == 29
    assert {one.truth["producer"] for one in found} == {"weasyprint", "chromium", "calc", "word"}


def test_a_perfect_reading_of_a_fixed_document_is_scored_as_such() -> None:
    document = next(one for one in documents(FIXED) if one.level == "0" and one.truth["family"] == "poverty")
    one = figures([score(document, in_process(document.path))])
    assert one["rows_found"] == one["rows"]
    assert one["cell_recall"] == 1.0


def test_tables_are_put_between_their_marks_and_nothing_else_is_touched() -> None:
    text = "a\n<!-- peers -->\nold\n<!-- /peers -->\nb\n"
    assert written(text, {"peers": "| new |"}) == "a\n<!-- peers -->\n| new |\n<!-- /peers -->\nb\n"
    with pytest.raises(ValueError, match="no place"):
        written(text, {"damage": ""})
