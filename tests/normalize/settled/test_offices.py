"""Answers about a workbook are addressed by its own cells; nothing else about them is different."""

from extract import ExtractSettings, extract
from normalize import form_words, normalize
from normalize.settled.correction import Correction
from tests.extract.containers.made import form_sheet, workbook
from tests.normalize.settled.said import WHEN, row, value


def book():
    return extract(workbook(form_sheet), ExtractSettings(form_words=form_words(), ocr=False))


def said(**facts):
    return Correction(sha256=book().sha256, at=WHEN, **facts)


def test_a_cell_of_a_workbook_is_corrected_by_its_place():
    before = normalize(book())
    place = value(before, "value", 2).place
    assert place == "Sheet!D6"
    after = normalize(book(), corrections=[said(table="cell", place=place, was="≥95%", says="≥98%", act="correct")])
    assert (row(after, 2).value, row(after, 2).corrected, row(after, 1).corrected) == (98, True, False)
    assert (value(after, "value", 2).origin, value(after, "value", 2).place) == ("person", place)
    stale = normalize(
        book(), corrections=[said(table="cell", place="Sheet!D5", was="≥95%", says="≥98%", act="correct")]
    )
    assert len(stale.stale) == 1 and row(stale, 1).value == 12


def test_a_value_that_stands_nowhere_is_put_into_its_row_and_a_row_behind_another():
    at = value(normalize(book()), "name", 2).place
    given = [
        said(
            table="indicators",
            field="weight",
            place=at,
            says="10",
            act="correct",
        ),
        said(table="indicators", place=at, says='{"name": "补种树木", "value": "≥300棵"}', act="add"),
    ]
    after = normalize(book(), corrections=given)
    assert [one.name for one in after.forms[0].indicators] == ["清淤河段长度", "验收合格率", "补种树木", "防洪能力"]
    assert (row(after, 3).value, row(after, 3).measure_unit) == (300, "棵") and value(after, "value", 3).place == at
