"""What a person says of a value takes effect where it is addressed, asks no more there, goes stale with its text."""

import pytest

from normalize.settled.correction import effective
from normalize.settled.fields import spot_of, text_of
from tests.normalize.drawing import scanned
from tests.normalize.settled.said import (
    FORM,
    WHEN,
    Correction,
    blurred,
    normalize,
    retyped,
    row,
    said,
    value,
    values,
    whole,
)

SPOILED = {"≥95%": ("≥9S%", 0.35), "受益人口数": ("受益人囗数", 0.4)}


def asks(submission):
    return {
        (one.of_table, one.ordinal, one.field) for form in submission.forms for one in form.evidence if one.needs_review
    }


def changed(before, after):
    return {at for at in before | after if before.get(at) != after.get(at)}


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
    assert one.corrected and not one.needs_review
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


def test_a_unit_brings_its_region_and_a_project_its_key():
    page = scanned(FORM)
    before = normalize(page)
    given = [
        said(page, value(before, "unit"), "correct", "天津市河北区人民法院"),
        said(page, value(before, "project"), "correct", "2026年农村公路养护"),
    ]
    identity = normalize(page, corrections=given).forms[0].identity
    assert (identity.province, identity.county) == ("天津市", "河北区")
    assert (identity.project, identity.project_key) == ("2026年农村公路养护", "农村公路养护")


@pytest.mark.parametrize(
    ("field", "says", "want"),
    [
        ("value", "≤80.5%", {"operator": "≤", "value": 80.5, "measure_unit": "%", "value_share": 0.805}),
        ("value", "显著提升", {"value": None, "value_raw": "显著提升", "value_kind": "text", "qualitative": True}),
        ("value", "3-5天", {"value": 3, "value_upper": 5, "value_kind": "range", "operator": "~"}),
        ("value", "", {"value": None, "value_raw": None, "value_kind": "empty"}),
        ("operator", "不低于", {"operator": "≥", "value": 95}),
        ("level2", "数量", {"level2": "数量指标"}),
        ("measure_unit", "百分比", {"measure_unit": "%", "value_share": 0.95}),
        ("weight", "10分", {"weight": 10}),
        ("direction", "正向", {"direction": "positive"}),
    ],
)
def test_a_value_is_read_as_it_is_typed(field, says, want):
    page = scanned(FORM)
    told = [one for one in normalize(page).forms[0].evidence if (one.ordinal, one.field) == (2, field)]
    at = row(normalize(page), 2)
    one = (
        said(page, told[0], "correct", says)
        if told
        else Correction(
            sha256=page.sha256, table="indicators", field=field, page=at.page, box=at.box, says=says,
            act="correct", at=WHEN,
        )
    )  # fmt: skip
    after = normalize(page, corrections=[one])
    got = row(after, 2)
    assert {name: getattr(got, name) for name in want} == want
    assert got.corrected and value(after, field, 2).review == "corrected" if says else got.corrected
    assert changed(values(normalize(page).forms[0]), values(after.forms[0])) <= {
        ("indicators", 2, n) for n in type(got).model_fields
    }


@pytest.mark.parametrize(
    ("field", "says", "want"),
    [
        ("year", "2025年度", 2025),
        ("year", "二〇二五年", 2025),
        ("period_start", "2026年3月", "2026-03-01"),
        ("period_end", "2026年6月", "2026-06-30"),
        ("period_end", "2026.1-2026.12", "2026-12-31"),
        ("as_of", "1-7月", "2026-07"),
        ("total_score", "98.5分", 98.5),
        ("money_unit", "金额单位：元", "元"),
        ("scope", "unit", "unit"),
        ("annual_goal", "一是甲。\n二是乙。", "一是甲。\n二是乙。"),
        ("year", "去年", None),
        ("scope", "区域", None),
        ("as_of", "年底", None),
    ],
)
def test_a_value_of_the_form_is_read_as_it_is_typed(field, says, want):
    """None: it is no value of the field, and nothing is changed."""
    page = scanned(FORM)
    (before,) = normalize(page).forms
    told = [one for one in before.evidence if (one.of_table, one.field) == ("forms", field)]
    page_, box, _ = spot_of(before, "forms", before)
    one = (
        said(page, told[0], "correct", says)
        if told
        else Correction(
            sha256=page.sha256, table="forms", field=field, page=page_, box=box, says=says, act="correct", at=WHEN
        )
    )
    after = normalize(page, corrections=[one])
    got = after.forms[0].identity.model_dump() | after.forms[0].record.model_dump()
    assert got[field] == (
        want if want is not None else (before.identity.model_dump() | before.record.model_dump())[field]
    )
    assert (after.stale == ()) == (want is not None)


def test_what_is_no_value_of_the_field_is_not_applied_and_said():
    page = scanned(FORM)
    told = value(normalize(page), "level2", 2)
    one = said(page, told, "correct", "12", table="indicators", field="weight", was="")
    after = normalize(page, corrections=[one.model_copy(update={"says": "很多", "field": "weight"})])
    assert row(after, 2).weight is None and len(after.stale) == 1


def test_an_amount_is_typed_as_printed_and_told_in_wan_yuan():
    page = scanned(FORM.replace("单位：万元", "单位：元").replace("120.50", "1205000"))
    before = normalize(page)
    assert before.forms[0].record.budget == 120.5
    after = normalize(page, corrections=[retyped(page, "1205000", "1305000")])
    assert after.forms[0].record.budget == 130.5 and after.forms[0].funds[0].amount == 130.5
    (fund,) = [one for one in before.forms[0].evidence if (one.of_table, one.field) == ("funds", "amount")]
    after = normalize(page, corrections=[said(page, fund, "correct", "140万元")])
    assert after.forms[0].funds[0].amount == 140.0


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
    other = said(page, value(before, "level1", 1), "correct", "效益指标", at=WHEN.replace(hour=9))
    again = normalize(page, corrections=[seen, other])
    assert "cells_several" in row(again, 1).review_reason and again.stale == (seen.id,)


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


def test_another_year_is_the_year_of_the_dates_that_name_none():
    page = scanned(FORM.replace("养护道路里程 | ≥35公里", "完成时间 | 当年10月前"))
    before = normalize(page)
    assert str(row(before, 1).value_date) == "2026-10-31"
    after = normalize(page, corrections=[said(page, value(before, "year"), "correct", "2025")])
    assert str(row(after, 1).value_date) == "2025-10-31" and after.stale == ()


def test_another_phase_is_told_and_takes_the_budget_that_counts_there():
    page = scanned(FORM)
    after = normalize(
        page, corrections=[said(page, value(normalize(page), "phase"), "correct", "monitor", read="target")]
    )
    assert after.forms[0].identity.phase == "monitor" and value(after, "phase").review == "corrected"
    assert "as_of_missing" in after.forms[0].record.review_reason and after.stale == ()


@pytest.mark.parametrize("says", ["元", "金额单位：元"])
def test_a_unit_of_money_converts_every_amount_of_the_form(says):
    page = scanned(FORM.replace("单位：万元\n", "").replace("120.50", "1205000"))
    before = normalize(page)
    assert before.forms[0].record.money_unit is None and before.forms[0].record.budget == 1205000
    one = said(page, value(before, "money_unit"), "correct", says)
    (form,) = normalize(page, corrections=[one]).forms
    assert (form.record.budget, form.funds[0].amount, form.record.money_unit) == (120.5, 120.5, "元")
    assert value(normalize(page, corrections=[one]), "money_unit").review == "corrected"


SENTENCE = FORM.replace(
    "资金总额 | 120.50 | < | <", "项目资金 | 资金总额：120万元，其中：财政拨款80万元，其他资金40万元 | < | <"
)


def test_of_several_amounts_in_one_text_the_one_is_corrected_that_is_spoken_of_and_what_hangs_on_it_follows():
    page = scanned(SENTENCE)
    before = normalize(page)
    assert [(one.item, one.amount) for one in before.forms[0].funds] == [
        ("资金总额", 120.0),
        ("财政拨款", 80.0),
        ("其他资金", 40.0),
    ]
    told = value(before, "amount", 1, "funds")
    after = normalize(page, corrections=[said(page, told, "correct", "125万元", read="120")])
    assert [one.amount for one in after.forms[0].funds] == [125.0, 80.0, 40.0]
    assert after.forms[0].record.budget == 125.0, "the budget is this amount"
    assert (
        value(after, "amount", 1, "funds").review == "corrected" and value(after, "amount", 2, "funds").review is None
    )
    assert after.stale == ()
    stale = normalize(page, corrections=[said(page, told, "correct", "125万元", read="121")])
    assert len(stale.stale) == 1 and stale.forms[0].record.budget == 120.0
