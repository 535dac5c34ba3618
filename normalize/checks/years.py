"""Between the years of one unit: what became of a project's indicators, its words and its budget."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from normalize.checks.rule import Found, Rule, rule
from normalize.checks.words import named, number, plain_name, stated
from normalize.schema import TOTAL, Form, Indicator

__all__ = ["RULES"]

_MORE, _LESS = ("≥", ">", "="), ("≤", "<")


@rule(
    "上年的指标取消了",
    "info",
    reason="延续项目的指标应保持连续可比；取消的应说明原因。",
    over="years",
)
def indicator_dropped(forms: Sequence[Form]) -> Iterator[Found]:
    """Indicators that the same project had a year ago and has no more."""
    for before, now in _pairs(forms):
        kept = {plain_name(row.name) for row in now.indicators}
        dropped = [row for row in before.indicators if plain_name(row.name) not in kept]
        if dropped and len(dropped) < len(before.indicators):
            names = "、".join(f"“{row.name}”（{stated(row)}）" for row in dropped)
            yield Found(
                f"与{before.identity.year}年相比，少了{len(dropped)}项指标：{names}。",
                on=(now.record, *dropped),
                expected=names,
                form=now,
            )


@rule(
    "指标值比上年降低",
    "warning",
    reason="延续项目的目标一般不应低于上年；降低的应说明原因。",
    over="years",
    share="降低超过上年的比例才提示",
)
def target_lowered(forms: Sequence[Form], *, share: float = 0.0) -> Iterator[Found]:
    """The same indicator with an easier target: less of what should be much, more of what should be little."""
    for before, now in _pairs(forms):
        known = _by_name(before)
        for row in now.indicators:
            old = known.get((row.level2, plain_name(row.name)))
            if old is None or not _comparable(old, row):
                continue
            change = (row.value or 0.0) - (old.value or 0.0)
            worse = -change if row.operator in _MORE else change
            if worse > abs(old.value or 0.0) * share + 1e-9 and "成本" not in (row.level2 or ""):
                yield Found(
                    f"{named(row)}的指标值为{stated(row)}，{before.identity.year}年为{stated(old)}，要求降低了。",
                    (row,),
                    (old,),
                    observed=stated(row),
                    expected=stated(old),
                    form=now,
                )


@rule(
    "与上年逐字相同",
    "warning",
    reason="绩效目标应结合当年任务编制；目标和指标与上年逐字相同的，可能只改了年度。",
    over="years",
    least="至少有这么多项指标才提示",
)
def copied(forms: Sequence[Form], *, least: int = 3) -> Iterator[Found]:
    """A goal and indicators that are last year's word for word, years apart."""
    for before, now in _pairs(forms):
        if len(now.indicators) >= least and _wording(before) == _wording(now):
            yield Found(
                f"绩效目标和{len(now.indicators)}项指标（名称、指标值）与{before.identity.year}年逐字相同。",
                on=(now.record, *now.indicators),
                form=now,
            )


@rule(
    "预算比上年大幅变动",
    "warning",
    reason="预算大幅增减的，绩效目标应相应调整并说明原因。",
    over="years",
    share="增减超过上年的比例",
    least="增减至少这么多(万元)",
)
def budget_jump(forms: Sequence[Form], *, share: float = 0.5, least: float = 10.0) -> Iterator[Found]:
    """A budget far from last year's."""
    for before, now in _pairs(forms):
        old, new = before.record.budget, now.record.budget
        if not old or new is None or abs(new - old) < least or abs(new - old) <= old * share:
            continue
        place = [fund for fund in now.funds if fund.item == TOTAL and fund.period == "annual" and fund.amount == new]
        yield Found(
            f"本年预算{number(new)}万元，{before.identity.year}年为{number(old)}万元，"
            f"{'增加' if new > old else '减少'}{number(round(100 * abs(new - old) / old, 1))}%。",
            tuple(place[:1]),
            (now.record, before.record),
            observed=f"{number(new)}万元",
            expected=f"{number(old)}万元",
            form=now,
        )


def _pairs(forms: Sequence[Form]) -> Iterator[tuple[Form, Form]]:
    """Each form with the same project's (or the whole unit's) of the nearest year before."""
    same: defaultdict[tuple[str, str], list[Form]] = defaultdict(list)
    for form in forms:
        identity = form.identity
        if identity.year is not None and identity.phase == "target" and (identity.project or identity.scope == "unit"):
            same[identity.scope, plain_name(identity.project)].append(form)
    for rows in same.values():
        by_year = {form.identity.year or 0: form for form in rows}
        years = sorted(by_year)
        if len(by_year) == len(rows):
            yield from ((by_year[a], by_year[b]) for a, b in pairwise(years))


def _by_name(form: Form) -> dict[tuple[str | None, str], Indicator]:
    return {(row.level2, plain_name(row.name)): row for row in form.indicators}


def _comparable(one: Indicator, other: Indicator) -> bool:
    sides = [{row.operator in _MORE, row.operator in _LESS} for row in (one, other)]
    alike = one.measure_unit == other.measure_unit and sides[0] == sides[1] and other.operator in (*_MORE, *_LESS)
    return alike and one.value is not None and other.value is not None


def _wording(form: Form) -> tuple[str, tuple[tuple[str | None, str, str], ...]]:
    rows = tuple((row.level2, plain_name(row.name), plain_name(row.value_raw)) for row in form.indicators)
    return plain_name(form.record.annual_goal), rows


RULES: tuple[Rule, ...] = (indicator_dropped, target_lowered, copied, budget_jump)
