"""Between two versions of one form that were handed in as files of different kinds: both were meant to say the same."""

from collections.abc import Iterator, Sequence

from normalize.checks.rule import Found, Rule, rule
from normalize.checks.words import named, number, plain_name, same, stated
from normalize.schema import Form, Indicator

__all__ = ["RULES"]

MOST = 10
"""Differences of one form that a sentence names."""


@rule(
    "不同格式的两份内容不同",
    "warning",
    reason="同一张表以不同格式（如 Word 与 PDF）报送的，两份内容应当一致；以最后报送的为准。",
    over="versions",
)
def versions_differ(forms: Sequence[Form]) -> Iterator[Found]:
    """The form that counts and an older one of it from a file of another kind do not say the same."""
    now, before = forms
    old, new = now.record.budget, before.record.budget
    if old is not None and new is not None and not same(old, new, 0.0):
        yield Found(
            f"本年预算为{number(old)}万元，另一种格式的文件中为{number(new)}万元。",
            on=(now.record, before.record),
            observed=f"{number(old)}万元",
            expected=f"{number(new)}万元",
            form=now,
        )
    known = {(row.level2, plain_name(row.name)): row for row in before.indicators}
    for row in now.indicators:
        other = known.pop((row.level2, plain_name(row.name)), None)
        if other is not None and _says(row) != _says(other):
            yield Found(
                f"{named(row)}的指标值为{stated(row)}，另一种格式的文件中为{stated(other)}。",
                (row,),
                (other,),
                observed=stated(row),
                expected=stated(other),
                form=now,
            )
    if known and len(known) < len(before.indicators):
        told = "、".join(f"“{row.name}”（{stated(row)}）" for row in list(known.values())[:MOST])
        yield Found(
            f"另一种格式的文件中有{len(known)}项指标在本表中没有：{told}。",
            on=(now.record, *known.values()),
            expected=told,
            form=now,
        )


def _says(row: Indicator) -> tuple[object, ...]:
    """What a row states, however it is spelled; words by their characters alone."""
    if row.value is None:
        return (row.operator, plain_name(row.value_raw))
    return (row.operator, row.value, row.value_upper, row.measure_unit)


RULES: tuple[Rule, ...] = (versions_differ,)
