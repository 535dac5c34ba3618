"""The random order of a spot check: the same everywhere, and never kinder than what people found."""

from datetime import UTC, datetime

from normalize.settled.correction import Correction
from pipelines.sample.drawn import Told, checked, in_order, values

WHEN = datetime(2026, 11, 30, tzinfo=UTC)
BOX = (10.0, 20.0, 60.0, 30.0)
FORM = "0123456789abcdef-01"


def told(ordinal, field="value", *, box=None, asks=False, review=None, year=2026):
    spot = box or (10.0, 50.0 * ordinal, 60.0, 50.0 * ordinal + 10)
    return Told(FORM, year, "indicators", ordinal, field, asks, review, 1, spot, None)


def said(one, act="accept", *, table="indicators", says="5", drawn=True, minute=0):
    return Correction(
        sha256="0" * 64, table=table, field=one.field if table != "cell" else None, page=one.page, box=one.box,
        was="5", says=says, act=act, drawn=one.name if drawn else None, at=WHEN.replace(minute=minute),
    )  # fmt: skip


def found(every, answers=()):
    return {one.name: one.wrong for one in values(every, answers)}


def test_what_asks_or_was_settled_otherwise_is_not_drawn():
    every = [told(1), told(2, asks=True), told(3, review="accepted"), told(4, review="corrected"), told(5)]
    assert found(every) == {told(1).name: None, told(5).name: None}
    assert found([told(1, asks=True, review="stale")], [said(told(1))]) == {}, "its text has changed: it asks"


def test_the_order_hangs_on_names_alone_and_ends_where_nobody_has_looked():
    every = [told(n) for n in range(1, 40)]
    order = [one.name for one in in_order(values(every, ()))]
    assert order == [one.name for one in in_order(values(reversed(every), ()))] != sorted(order)
    by_name = {one.name: one for one in every}
    looked = [by_name[name] for name in [*order[:7], order[8]]]
    answers = [said(one) for one in looked]
    now = [one._replace(review="accepted") if one in looked else one for one in every]
    assert checked(in_order(values(now, answers)))[:3] == (39, 7, 0)
    fewer = [one for one in now if one.name != order[20]]
    assert [one.name for one in in_order(values(fewer, answers))] == [name for name in order if name != order[20]]


def test_values_of_the_same_cell_are_known_with_the_one_that_was_drawn():
    one, other, beside = told(1, "level1", box=BOX), told(2, "level1", box=BOX), told(3, "level1")
    written = said(one, "correct", table="cell", says="产出指标")
    now = [each._replace(review="corrected") for each in (one, other)]
    assert found([*now, beside], [written]) == {one.name: True, other.name: True, beside.name: None}
    assert found([*now, beside], [written.model_copy(update={"drawn": None})]) == {beside.name: None}


def test_a_value_that_was_wrong_stays_so_though_its_row_is_gone_or_its_answer_was_replaced():
    struck = said(told(1), "strike", says=None)
    assert found([told(2)], [struck]) == {told(1).name: True, told(2).name: None}
    second = said(told(1), "correct", says="5", drawn=False, minute=1).model_copy(update={"read": "5"})
    now = [told(1, review="corrected")]
    assert found(now, [said(told(1)), second]) == {told(1).name: True}, "taken for right first, corrected later"
