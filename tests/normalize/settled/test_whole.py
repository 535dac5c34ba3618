"""What is said of a whole row, form or cell: struck, added, looked at."""

from datetime import timedelta

from normalize.settled.correction import effective
from normalize.settled.fields import text_of
from tests.normalize.drawing import scanned
from tests.normalize.settled.said import (
    FORM,
    WHEN,
    Correction,
    asks,
    blurred,
    normalize,
    row,
    said,
    value,
    whole,
)


def test_a_row_is_struck_and_the_others_are_counted_anew():
    page = scanned(FORM)
    at = row(normalize(page), 2)
    one = Correction(
        sha256=page.sha256,
        table="indicators",
        page=at.page,
        box=at.box,
        was=at.name_raw,
        act="strike",
        at=WHEN,
    )
    after = normalize(page, corrections=[one])
    assert [r.name for r in after.forms[0].indicators] == ["养护道路里程", "受益人口数", "群众满意度"]
    assert [r.ordinal for r in after.forms[0].indicators] == [1, 2, 3]
    assert value(after, "name", 2).raw == "受益人口数", "what stands behind a row goes with it"
    assert [(told.raw, told.edits) for told in after.evidence] == [("养护合格率", ("struck",))]
    assert normalize(blurred({"养护合格率": ("养护合洛率", 0.9)}), corrections=[one]).stale == (one.id,)


def test_a_missing_row_is_added_where_it_stands():
    page = scanned(FORM.replace("^ | 质量指标 | 养护合格率 | ≥95%\n", ""))
    says = '{"level1": "产出指标", "level2": "质量", "name": "养护合格率", "value": "≥95%"}'
    box = (240.0, 101.0, 480.0, 119.0)
    one = Correction(sha256=page.sha256, table="indicators", page=1, box=box, says=says, act="add", at=WHEN)
    after = normalize(page, corrections=[one])
    assert [(r.ordinal, r.name) for r in after.forms[0].indicators][1] == (2, "养护合格率")
    new = row(after, 2)
    assert (new.level2, new.operator, new.value, new.measure_unit, new.corrected) == ("质量指标", "≥", 95, "%", True)
    assert (value(after, "value", 2).origin, value(after, "value", 2).box) == ("person", box)
    assert not new.needs_review and not {told.ordinal for told in after.forms[0].evidence} - {None, 1, 2, 3, 4}


def test_a_row_that_asks_as_a_whole_is_accepted_as_it_reads_and_asks_again_once_it_reads_otherwise():
    page = scanned(FORM.replace("养护道路里程 | ≥35公里", "1.甲路里程↵2.乙路里程 | ≥35公里"))
    before = normalize(page)
    one = row(before, 1)
    assert (one.review_reason, asks(before)) == ("cells_several", set()), "no field of the row asks"
    text = text_of(before.forms[0], "indicators", one)
    seen = whole(page, "indicators", text, "cells_several", (one.page, one.box))
    after = normalize(page, corrections=[seen])
    assert not row(after, 1).needs_review and row(after, 2).review_reason == "cells_several"
    assert after.stale == (), "though the form itself does not ask"
    other = said(page, value(before, "level1", 1), "correct", "效益指标", at=WHEN.replace(hour=9))
    again = normalize(page, corrections=[seen, other])
    assert "cells_several" in row(again, 1).review_reason and again.stale == (seen.id,)


def test_a_row_that_asks_no_more_has_nothing_to_settle_though_its_form_asks():
    page = scanned(FORM.replace("资金总额 |", "测算依据 | 按里程测算 | 经办 | 王某\n资金总额 |"))
    before = normalize(page)
    one = row(before, 1)
    assert before.forms[0].record.needs_review and not one.needs_review
    seen = whole(page, "indicators", "1.甲路里程2.乙路里程", "cells_several", (one.page, one.box))
    assert normalize(page, corrections=[seen]).stale == ()


def test_a_form_that_asks_for_what_none_of_it_claims_asks_no_more_once_that_was_looked_at():
    page = scanned(FORM.replace("资金总额 |", "测算依据 | 按里程测算 | 经办 | 王某\n资金总额 |"))
    before = normalize(page)
    (left,) = before.evidence
    assert (left.raw, before.forms[0].record.review_reason) == ("王某", "cell_unclaimed")
    seen = whole(page, "cell", "王某", "cell_unclaimed", (left.page, left.box))
    after = normalize(page, corrections=[seen])
    assert [(one.review, one.needs_review) for one in after.evidence] == [("accepted", False)]
    assert after.forms[0].record.review_reason is None
    other = normalize(page, corrections=[seen.model_copy(update={"was": "李某"})])
    assert other.evidence[0].needs_review and other.forms[0].record.review_reason == "cell_unclaimed"


def test_a_whole_row_that_was_looked_at_twice_is_settled_for_all_that_was_said():
    def looked_at(says: str, later: int) -> Correction:
        return Correction(
            sha256="0" * 64, table="indicators", page=1, box=(0, 0, 9, 9), was="里程", says=says, act="accept",
            at=WHEN + timedelta(minutes=later),
        )  # fmt: skip

    first, second = looked_at("row_split", 0), looked_at("row_shifted", 1)
    assert effective([first, second]) == (first, second)
    both = looked_at("row_shifted;row_split", 2)
    assert effective([first, second, both]) == (both,)


def test_the_forms_of_a_list_are_looked_at_one_by_one_though_all_stand_where_its_title_does():
    page = scanned(FORM)
    first, other = (whole(page, "forms", was, "page_illegible", (1, (0.0, 0.0, 60.0, 20.0))) for was in ("甲", "乙"))
    assert effective([first, other]) == tuple(sorted([first, other], key=lambda one: one.id))
    assert effective([first, first]) == (first,)
