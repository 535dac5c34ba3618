"""What a person says of a value takes effect where it is addressed, asks no more there, and changes nothing else."""

import pytest

from tests.normalize.drawing import scanned
from tests.normalize.settled.said import (
    FORM,
    SPOILED,
    asks,
    blurred,
    changed,
    normalize,
    retyped,
    row,
    said,
    value,
    values,
)


def test_a_cell_that_a_person_wrote_anew_is_read_as_any_cell_is_and_asks_no_more():
    page = blurred(SPOILED)
    before, after = normalize(page), normalize(page, corrections=[retyped(page, "≥9S%", "≥95%")])
    one = row(after, 2)
    assert (one.operator, one.value, one.measure_unit, one.value_kind, one.value_share) == (
        "≥",
        95,
        "%",
        "percent",
        0.95,
    )
    assert one.corrected and not one.needs_review and after.evidence == before.evidence
    for field in ("operator", "value", "measure_unit"):
        told = value(after, field, 2)
        assert (told.origin, told.confidence, told.review, told.raw) == ("person", 1.0, "corrected", "≥95%")
        assert told.edits[0] == "corrected" and told.rivals == () and told.review_reason is None
    moved = changed(values(before.forms[0]), values(after.forms[0]))
    assert {(table, ordinal) for table, ordinal, _ in moved} == {("indicators", 2)}
    assert asks(after) == {("indicators", 3, "name")}, "what nobody answered still asks"


def test_an_accepted_value_stays_as_it_was_read_and_asks_no_more():
    page = blurred({"受益人口数": ("受益人口数", 0.4)})
    before = normalize(page)
    told = value(before, "name", 3)
    assert told.needs_review and before.forms[0].record.review_reason == "name_doubt"
    after = normalize(page, corrections=[said(page, told, "accept", "受益人口数")])
    assert values(before.forms[0]) == values(after.forms[0])
    assert (value(after, "name", 3).review, value(after, "name", 3).confidence) == ("accepted", 1.0)
    assert not row(after, 3).needs_review and not row(after, 3).corrected
    assert after.forms[0].record.review_reason is None, "a form is not asked about a name that is settled"


def test_a_settled_value_counts_as_surely_read_and_the_others_ask_for_themselves():
    page = blurred({"≥2000人": ("≥2000人", 0.32)})
    before = normalize(page)
    assert asks(before) == {("indicators", 3, "operator"), ("indicators", 3, "value")}
    assert before.forms[0].record.review_reason is None, "its form is asked about where a name is not sure, not a value"
    after = normalize(page, corrections=[said(page, value(before, "operator", 3), "accept", "≥")])
    assert asks(after) == {("indicators", 3, "value")}
    assert row(after, 3).review_reason == "value_unread" and row(after, 3).confidence > row(before, 3).confidence


def test_the_cell_over_several_rows_is_one_answer():
    page = blurred({"产出指标": ("产出指村", 0.3)})
    after = normalize(page, corrections=[retyped(page, "产出指村", "产出指标")])
    for ordinal in (1, 2):
        assert value(after, "level1", ordinal).review == "corrected" and row(after, ordinal).level1 == "产出指标"
    assert not row(after, 3).corrected


def test_a_field_of_a_line_is_corrected_alone():
    """The year stands in the title: to say another year is not to write another title."""
    page = scanned(FORM)
    before = normalize(page)
    after = normalize(page, corrections=[said(page, value(before, "year"), "correct", "2025")])
    assert after.forms[0].identity.year == 2025 and after.forms[0].record.title == before.forms[0].record.title
    assert value(after, "year").review == "corrected" and value(after, "title").review is None
    assert all(one.corrected for one in after.forms[0].indicators), "each row has its year from there"


@pytest.mark.parametrize(("was", "says"), [("≥95%", ""), ("指标值", "目标值"), ("120.50", "不详")])
def test_a_text_written_anew_of_which_no_value_is_read_is_told(was, says):
    page = scanned(FORM)
    after = normalize(page, corrections=[retyped(page, was, says)])
    told = [one for form in after.forms for one in form.evidence] + [*after.evidence]
    assert [(one.raw, one.origin) for one in told if one.review == "corrected"] == [(says or None, "person")]
    assert after.stale == ()


def test_checks_see_what_was_corrected():
    page = scanned(FORM)
    before = normalize(page)
    after = normalize(page, corrections=[retyped(page, "≥95%", "≥195%")])
    assert not any(one.ordinal == 2 and one.rule.startswith("percent") for one in before.forms[0].findings)
    new = {one.rule for one in after.forms[0].findings} - {one.rule for one in before.forms[0].findings}
    assert new, "a share beyond 100 % does not add up"
    found = [one for one in after.forms[0].findings if one.rule in new]
    assert not any(one.message.startswith("识别存疑") for one in found), "what a person wrote is no doubtful reading"


def test_without_answers_nothing_is_different():
    page = blurred(SPOILED)
    assert normalize(page) == normalize(page, corrections=[])
