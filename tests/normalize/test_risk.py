"""A limit of what may stay wrong with nobody asked: who asks follows from the doubt of each value."""

from normalize.form.risk import Point, Silent, Table, asking, limit_of, surprises, table
from normalize.lexicon.load import load
from tests.normalize.drawing import draw
from tests.normalize.settled.said import FORM, WHEN, asks, blurred, normalize, row, said, value

FAINT = {"≥35公里": ("≥35公里", 0.93), "≥90%": ("≥90%", 0.8)}
BY = Table({"indicators.value": 0.2}, 0.0, ())


def only(submission):
    (form,) = submission.forms
    return form


def test_a_value_asks_whose_doubt_is_above_the_limit_and_no_other_for_how_it_was_read():
    form = only(normalize(blurred(FAINT)))
    by_limit = {
        most: {(one.of_table, one.ordinal, one.field) for one in asking(form, most, BY).evidence if one.needs_review}
        for most in (1.0, 0.03, 0.01)
    }
    assert by_limit == {
        1.0: set(),
        0.03: {("indicators", 4, "value")},
        0.01: {("indicators", 4, "value"), ("indicators", 1, "value")},
    }
    strict = asking(form, 0.01, BY)
    assert [one.ordinal for one in strict.indicators if one.review_reason == "value_risk"] == [1, 4]
    assert {code for codes in load("reasons").values() for code in codes} >= {"value_risk", "project_risk"}


def test_a_row_asks_where_little_doubts_add_up_about_the_greatest_of_them_until_the_rest_is_below_the_limit():
    form = only(normalize(blurred({"≥35公里": ("≥35公里", 0.93), "养护道路里程": ("养护道路里程", 0.95)})))
    by = Table({"indicators.value": 0.2, "indicators.name": 0.2}, 0.0, ())
    asked = {
        most: {one.field for one in asking(form, most, by).evidence if one.ordinal == 1 and one.needs_review}
        for most in (0.025, 0.02, 0.009)
    }
    assert asked == {0.025: set(), 0.02: {"value"}, 0.009: {"value", "name"}}


def test_what_asks_for_another_reason_asks_as_ever():
    form = only(normalize(blurred({"≥95%": ("≥9S%", 0.35)})))
    before = {one.ordinal: one.review_reason for one in form.indicators if one.needs_review}
    after = {one.ordinal: one.review_reason for one in asking(form, 1e9, BY).indicators if one.needs_review}
    assert before.keys() == after.keys() == {2} and "ocr_doubt" not in after[2]


def test_a_text_layer_leaves_nothing_to_ask_whatever_the_limit():
    form = only(normalize(draw(FORM)))
    assert not any(any(row.values()) for row in surprises(form).values())
    assert asking(form, 0.0) == form


def test_a_faint_project_asks_in_every_row_of_its_form_and_is_settled_once():
    page = blurred({"农村道路养护": ("农村道路养护", 0.6)})
    strict = Silent(min(point.bound for point in table().points))
    before = normalize(page, silent=strict)
    told = value(before, "project")
    assert told.review_reason == "project_risk"
    assert all("project_risk" in (row(before, n).review_reason or "") for n in range(1, 5))
    after = normalize(page, corrections=[said(page, told, "accept", "农村道路养护", at=WHEN)], silent=strict)
    assert not any("project_risk" in (row(after, n).review_reason or "") for n in range(1, 5))
    assert ("forms", None, "project") not in asks(after)


def test_the_loosest_limit_is_taken_that_holds_and_what_is_out_of_reach_is_said(monkeypatch):
    points = (Point(1.0, 3.0, 5.0, 0.1), Point(0.1, 1.0, 2.0, 0.2), Point(0.01, 0.4, 1.0, 0.5))
    monkeypatch.setattr("normalize.form.risk.table", lambda: Table({}, 0.1, points))
    assert limit_of(Silent(2.0)) == (0.1, 1.0, True)
    assert limit_of(Silent(1.5, surely=True)) == (0.01, 1.0, True)
    assert limit_of(Silent(0.2)) == (0.01, 0.4, False)


def test_the_fitted_table_promises_less_the_more_it_asks():
    points = table().points
    assert [point.most for point in points] == sorted((point.most for point in points), reverse=True)
    for of in ("bound", "surely"):
        promised = [getattr(point, of) for point in points]
        assert promised == sorted(promised, reverse=True)
    assert points[0].asked < points[-1].asked


def test_without_a_limit_nothing_changes():
    page = blurred(FAINT)
    assert normalize(page) == normalize(page, silent=None)
