"""One indicator at a time: operator, value and unit against each other, and the same indicator twice."""

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from normalize.checks.rule import Found, Rule, rule
from normalize.checks.words import lexicon, named, number, plain_name, stated
from normalize.kinds.unit import parse_unit
from normalize.kinds.value import Value, parse_value
from normalize.lexicon import key
from normalize.schema import Form, Indicator

__all__ = ["RULES"]

_BLOCK = 3
"""So many names at least stand twice where a form prints all its indicators twice."""
_NUMBERS = ("number", "percent", "range")


@rule(
    "计算符号后不是数值",
    "error",
    reason="≥、≤、=等符号只能与数值或日期相比；文字目标应选定性。",
    source="101",
)
def operator_without_number(form: Form) -> Iterator[Found]:
    """A comparison with a value that is neither a number nor a date."""
    for row in form.indicators:
        if row.operator in ("≥", "≤", ">", "<", "=") and row.value_kind == "text":
            yield Found(
                f"{named(row)}的计算符号是“{row.operator}”，指标值“{row.value_raw}”却不是数值。",
                (row,),
                observed=row.value_raw,
                expected="数值或日期",
            )


@rule(
    "有计算符号而无指标值",
    "error",
    reason="指标值空白，目标无从考核。",
    source="88",
)
def operator_without_value(form: Form) -> Iterator[Found]:
    """A comparison with nothing."""
    for row in form.indicators:
        if row.operator in ("≥", "≤", ">", "<", "=") and row.value_kind == "empty":
            yield Found(f"{named(row)}的计算符号是“{row.operator}”，指标值却没有填写。", (row,), expected="数值或日期")


@rule(
    "定性指标填了数值",
    "error",
    reason="定性指标用文字描述，能量化的应选≥、≤、=等符号；类型与数值相矛盾，考核时无从判断达标与否。",
    source="101",
)
def qualitative_number(form: Form) -> Iterator[Found]:
    """定性 with a number."""
    for row in form.indicators:
        if row.operator == "定性" and row.value_kind in _NUMBERS:
            yield Found(
                f"{named(row)}的类型是定性，指标值却是数值“{row.value_raw}”。",
                (row,),
                observed=f"定性 {row.value_raw}",
                expected="≥、≤、=等符号，或文字描述",
            )


@rule(
    "数值没有单位",
    "error",
    reason="绩效指标要细化量化，数值须有计量单位；同表其他指标有单位而这一项没有的，多为漏填。",
    source="88",
)
def unit_missing(form: Form) -> Iterator[Found]:
    """A number without a unit, neither beside it nor in its name, in a form that has a place for units."""
    if not _has_units(form):
        return
    for row in _without_unit(form):
        yield Found(f"{named(row)}的指标值“{row.value_raw}”没有计量单位。", (row,), observed=row.value_raw)


@rule(
    "全表数值没有单位",
    "warning",
    reason="绩效指标要细化量化，数值须有计量单位；全表都没有单位的，可能是表式没有单位栏。",
    source="88",
)
def units_nowhere(form: Form) -> Iterator[Found]:
    """Numbers without units in a form that prints no unit at all: one finding for all of them."""
    rows = list(_without_unit(form))
    if rows and not _has_units(form):
        names = "、".join(named(row) for row in rows)
        yield Found(f"全表没有计量单位，{len(rows)}项数值指标无法判断单位：{names}。", (rows[0],), tuple(rows[1:]))


@rule(
    "百分比超过100%",
    "error",
    reason="满意度、合格率、完成率一类指标是部分占整体的比例，不会超过100%；增长率不在此列。",
    limit="上限(%)",
)
def percent_over(form: Form, *, limit: float = 100.0) -> Iterator[Found]:
    """A share of a whole that is more than the whole, as a target or as a result."""
    words = lexicon()["percent"]
    for row in form.indicators:
        if row.measure_unit != "%" or not _bounded(row.name):
            continue
        results = () if any(word in row.name for word in words["surpassing"]) else (("实际完成值", row.actual),)
        highest = row.value_upper if row.value_upper is not None else row.value
        for what, value in (("指标值", highest), *results):
            if value is not None and value > limit:
                yield Found(
                    f"{named(row)}的{what}为{number(value)}%，超过{number(limit)}%。",
                    (row,),
                    observed=f"{number(value)}%",
                    expected=f"≤{number(limit)}%",
                )


@rule(
    "单位前后不一",
    "error",
    reason="指标值中的单位与度量单位栏不一致，无法判断以哪个为准。",
)
def unit_twice(form: Form) -> Iterator[Found]:
    """A unit glued to the value and another in its own column."""
    for row in form.indicators:
        glued = _glued(row.value_raw).unit if row.value is not None else None
        if glued and row.measure_unit and not _same_unit(glued, row.measure_unit):
            yield Found(
                f"{named(row)}的指标值“{row.value_raw}”带单位“{glued}”，度量单位栏却是“{row.measure_unit_raw}”。",
                (row,),
                observed=f"{glued}、{row.measure_unit_raw}",
                expected="同一单位",
            )


@rule(
    "计算符号前后不一",
    "error",
    reason="指标值中的符号与符号栏不一致，无法判断以哪个为准。",
)
def operator_twice(form: Form) -> Iterator[Found]:
    """An operator glued to the value and another in its own column."""
    for row in form.indicators:
        glued = _glued(row.value_raw).operator if row.value is not None else None
        if glued and row.operator and glued not in (row.operator, "~") and row.operator not in ("定性", "~"):
            yield Found(
                f"{named(row)}的指标值“{row.value_raw}”带符号“{glued}”，符号栏却是“{row.operator_raw}”。",
                (row,),
                observed=f"{glued}、{row.operator}",
                expected="同一符号",
            )


@rule(
    "同一指标重复",
    "warning",
    reason="同一级次下名称相同的指标只应出现一次；数值不同的更无从考核。",
)
def indicator_twice(form: Form) -> Iterator[Found]:
    """Two indicators of one name below one level 2."""
    seen: defaultdict[tuple[str | None, str | None, str], list[Indicator]] = defaultdict(list)
    for row in form.indicators:
        seen[row.level1, row.level2, plain_name(row.name)].append(row)
    repeated = sum(len(rows) > 1 for rows in seen.values())
    # A form may print all its indicators twice: for the whole project and for the year.
    allowed = 2 if repeated >= _BLOCK and repeated >= 0.6 * len(seen) else 1
    for rows in seen.values():
        first = rows[0]
        for row in rows[allowed:]:
            equal = (row.operator, row.value, row.measure_unit) == (first.operator, first.value, first.measure_unit)
            tail = "，指标值也相同" if equal else f"，指标值却不同（{stated(first)}与{stated(row)}）"
            yield Found(
                f"{named(row)}与第{first.ordinal}项重复{tail}。",
                (row,),
                (first,),
                observed=stated(row),
                expected=stated(first),
            )


def _has_units(form: Form) -> bool:
    return any(row.measure_unit is not None for row in form.indicators)


def _without_unit(form: Form) -> Iterator[Indicator]:
    for row in form.indicators:
        if row.value_kind in ("number", "range") and row.measure_unit is None and not _unit_in_name(row):
            yield row


@lru_cache(maxsize=4096)
def _glued(printed: str | None) -> Value:
    """What a value cell says by itself, whatever stands in the columns beside it."""
    return parse_value(printed)


def _bounded(name: str) -> bool:
    words = lexicon()["percent"]
    plain = key(name)
    ends = any(plain.endswith(word) or f"{word}(" in plain for word in words["bounded"])
    falling = plain.endswith(tuple(words["falling"]))
    return falling or (ends and not any(word in plain for word in words["unbounded"]))


def _unit_in_name(row: Indicator) -> bool:
    """Whether the name tells the unit itself: 培训人数(人次), or what is counted cannot have one: 指数, 倍数, 比例."""
    name = key(row.name)
    bracket = name[name.rfind("(") + 1 : -1] if name.endswith(")") and "(" in name else ""
    unit = parse_unit(bracket) if bracket else None
    return (unit is not None and len(unit) <= 6) or name.endswith(
        ("指数", "系数", "倍数", "分值", "得分", "等级", "名次", "排名")
    )


def _same_unit(one: str, other: str) -> bool:
    """Whether two units are one: 次 and 次/年, 元 and 万元 are not, 人 and (人) are."""
    a, b = key(one), key(other)
    return a.strip("()") == b.strip("()") or {a, b} == {"个", "个数"}


RULES: tuple[Rule, ...] = (
    operator_without_number,
    operator_without_value,
    qualitative_number,
    unit_missing,
    units_nowhere,
    percent_over,
    unit_twice,
    operator_twice,
    indicator_twice,
)
