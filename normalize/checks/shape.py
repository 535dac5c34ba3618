"""The frame of a form: its levels, its empty slots, its weights."""

from collections import defaultdict
from collections.abc import Iterator

from normalize.checks.rule import Found, Rule, rule
from normalize.checks.words import lexicon, named, number, quoted, same
from normalize.schema import Form, Indicator

__all__ = ["RULES"]

_OF_ONE = 2.0
"""Weights that add up to less are shares of one, not points of a hundred."""


@rule(
    "二级指标归类有误",
    "error",
    reason="二级指标应归在所属的一级指标之下；2021年以前成本指标列在产出指标之下，此后单列，两种都对。",
    source="101",
)
def level_misplaced(form: Form) -> Iterator[Found]:
    """A level 2 below a level 1 that no scheme puts it under; wordings that neither knows are left alone."""
    parents: dict[str, list[str]] = lexicon()["levels"]
    known = {parent for names in parents.values() for parent in names}
    misplaced: defaultdict[tuple[str, str], list[Indicator]] = defaultdict(list)
    for row in form.indicators:
        if row.level1 in known and row.level2 in parents and row.level1 not in parents[row.level2]:
            misplaced[row.level1, row.level2].append(row)
    for (level1, level2), rows in misplaced.items():
        right = "或".join(parents[level2])
        names = "、".join(named(row) for row in rows)
        yield Found(
            f"“{level2}”列在“{level1}”之下，应归入“{right}”（{names}）。",
            (rows[0],),
            observed=level1,
            expected=right,
        )


@rule(
    "二级指标空白",
    "warning",
    reason="列出的二级指标应填写三级指标，没有的写明“无”，以免漏填。",
)
def slot_blank(form: Form) -> Iterator[Found]:
    """A level-2 slot that was left blank, or with nothing but the template's words."""
    for slot in form.slots:
        if not _says_none(slot.text):
            yield Found(
                f"{quoted(slot)}下没有填写指标，也没有写“无”。", (slot,), observed=slot.text, expected="三级指标或“无”"
            )


@rule(
    "二级指标填“无”",
    "info",
    reason="写明没有指标的二级指标，供审核时判断是否确实不适用。",
)
def slot_none(form: Form) -> Iterator[Found]:
    """A level-2 slot that says there is nothing."""
    for slot in form.slots:
        if _says_none(slot.text):
            yield Found(f"{quoted(slot)}下填“{slot.text}”。", (slot,), observed=slot.text)


@rule(
    "权重合计不符",
    "error",
    reason="各项指标权重合计为100分；另列预算执行率10分的，合计为90分。",
    source="101",
    totals="合计应为其中之一(分)",
    tolerance="允许的差额(分)",
)
def weight_sum(form: Form, *, totals: tuple[float, ...] = (100.0, 90.0), tolerance: float = 0.05) -> Iterator[Found]:
    """The weights of a form in which every indicator has one, with or without the points of the execution rate."""
    rows = form.indicators
    weights = [row.weight for row in rows if row.weight is not None]
    if not rows or len(weights) < len(rows):
        return
    added = round(sum(weights), 6)
    points = [found.amount for found in form.totals if found.kind == "execution_weight"]
    shares = tuple(value / 100 for value in totals) if added < _OF_ONE else ()
    reached = (added, *(added + value for value in points))
    if any(same(value, aim, tolerance) for value in reached for aim in (*totals, *shares)):
        return
    extra = f"，加上预算执行率{number(points[0])}分为{number(added + points[0])}分" if points else ""
    aims = "或".join(number(value) for value in totals)
    yield Found(
        f"{len(rows)}项指标的权重合计{number(added)}分{extra}，应为{aims}分。",
        (rows[0],),
        tuple(rows[1:]),
        observed=number(added),
        expected=aims,
    )


def _says_none(text: str | None) -> bool:
    """Whether somebody wrote that there is nothing (无, /, —); template words such as `指标1:` say nothing."""
    return text is not None and "指标" not in text and not set(text.strip()) <= set("….．·。、:：* ")


RULES: tuple[Rule, ...] = (level_misplaced, slot_blank, slot_none, weight_sum)
