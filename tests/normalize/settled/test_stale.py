"""An answer goes stale with its text; of several about one thing the last counts."""

import pytest

from normalize.settled.correction import Correction, Spot, effective
from tests.normalize.drawing import scanned
from tests.normalize.settled.said import (
    FORM,
    SPOILED,
    WHEN,
    blurred,
    normalize,
    retyped,
    row,
    said,
    value,
)


def test_stale_is_seen_and_nothing_of_it_is_applied():
    page, other = blurred(SPOILED), blurred({**SPOILED, "≥95%": ("≥98%", 0.9)})
    one = retyped(page, "≥9S%", "≥95%")
    after = normalize(other, corrections=[one])
    told = value(after, "value", 2)
    assert (row(after, 2).value, row(after, 2).corrected) == (98, False)
    assert (told.review, told.needs_review) == ("stale", True) and "correction_stale" in told.review_reason
    assert row(after, 2).needs_review and "correction_stale" in row(after, 2).review_reason
    assert after.stale == (one.id,)


def test_an_accepted_value_that_is_read_otherwise_now_is_stale():
    page = blurred({"受益人口数": ("受益人口数", 0.4)})
    one = said(page, value(normalize(page), "name", 3), "accept", "受益人囗数")
    after = normalize(page, corrections=[one])
    assert value(after, "name", 3).review == "stale" and after.stale == (one.id,)


def test_an_answer_in_whose_place_nothing_stands_any_more_is_told():
    page = blurred(SPOILED)
    one = retyped(page, "≥9S%", "≥95%")
    without = blurred(SPOILED, FORM.replace("| ≥95%", "|"))
    after = normalize(without, corrections=[one])
    assert [(told.review, told.needs_review) for told in after.evidence if told.review] == [("stale", True)]


def test_an_answer_in_place_of_a_stale_one_ends_it():
    page, other = blurred(SPOILED), blurred({**SPOILED, "≥95%": ("≥98%", 0.9)})
    old = retyped(page, "≥9S%", "≥95%")
    told = value(normalize(other, corrections=[old]), "value", 2)
    new = said(other, told, "accept", "98", at=WHEN.replace(hour=9), replaces=(old.id,))
    after = normalize(other, corrections=[old, new])
    assert after.stale == () and value(after, "value", 2).review == "accepted"


def test_the_last_word_on_a_place_counts_and_the_order_in_a_file_does_not():
    page = blurred(SPOILED)
    given = [retyped(page, "≥9S%", "≥95%", later=0), retyped(page, "≥9S%", "≥96%", later=5)]
    for order in (given, given[::-1]):
        assert row(normalize(page, corrections=order), 2).value == 96
    assert effective(given) == (given[1],)


def test_a_new_text_takes_back_what_was_accepted_of_the_old_one():
    page = blurred(SPOILED)
    accepted = said(page, value(normalize(page), "value", 2), "accept", "9")
    after = normalize(page, corrections=[accepted, retyped(page, "≥9S%", "≥95%", later=5)])
    assert after.stale == () and row(after, 2).value == 95


@pytest.mark.parametrize(
    ("field", "values_"), [("year", ("2026", "2025", "2024")), ("unit", ("甲县交通局", "乙县", "丙县"))]
)
def test_what_is_said_of_a_corrected_value_does_not_undo_the_correction(field, values_):
    """Whoever accepts a whole form accepts what was corrected in it, too; and it may be corrected again."""
    page = scanned(FORM.replace("养护道路里程 | ≥35公里", "完成时间 | 当年10月前"))
    was, then, now = values_
    first = said(page, value(normalize(page), field), "correct", then, read=was)
    seen = value(normalize(page, corrections=[first]), field)
    accepted = said(page, seen, "accept", then, at=WHEN.replace(hour=9))
    again = said(page, seen, "correct", now, read=then, at=WHEN.replace(hour=10))
    for given, want in (
        ([first, accepted], then),
        ([first, accepted, again], now),
        ([first, again], now),
    ):
        after = normalize(page, corrections=given)
        assert (str(getattr(after.forms[0].identity, field)), after.stale) == (want, ())
        if field == "year":
            assert str(row(after, 1).value_date) == f"{want}-10-31"
    assert normalize(page, corrections=[again]).stale == (again.id,)


@pytest.mark.parametrize(
    ("said_of", "stands", "same"),
    [
        (Spot(1, (0, 0, 10, 10)), Spot(1, (1, 0, 10, 10)), True),
        (Spot(1, (0, 0, 10, 10)), Spot(1, (8, 0, 18, 10)), False),
        (Spot(1, (0, 0, 10, 10)), Spot(2, (0, 0, 10, 10)), False),
        (Spot(1, (0, 0, 10, 10)), Spot(1), False),  # a page as a whole is no place on it
        (Spot(1), Spot(1, (0, 0, 10, 10)), False),
        (Spot(1), Spot(1), True),
        (Spot(place="表1!B2"), Spot(place="表1!B2"), True),
        (Spot(place="表1!B2"), Spot(), False),
        (Spot(), Spot(place="表1!B2"), False),
    ],
)
def test_an_answer_is_about_its_place_alone(said_of, stands, same):
    one = Correction(sha256="0", table="cell", was="95", act="accept", at=WHEN, **said_of._asdict())
    assert one.stands_at(*stands) is same
