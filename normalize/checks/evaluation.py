"""Self-evaluations: results against targets and scores, the execution rate against its parts, scores to their total."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from normalize.checks.rule import Found, Rule, rule
from normalize.checks.words import lexicon, named, number, same, stated
from normalize.schema import Form, Fund, Indicator

__all__ = ["RULES"]


@rule(
    "未达指标值却得满分",
    "error",
    reason="未完成指标值的，按照完成值与指标值的比例记分。",
    source="10",
    tolerance="允许的相对差额",
)
def full_score_missed(form: Form, *, tolerance: float = 0.001) -> Iterator[Found]:
    """A result that misses its target and has the full score all the same."""
    for row in _scored(form):
        if _reached(row, tolerance) is False and row.score == row.weight:
            yield Found(
                f"{named(row)}的实际完成值{row.actual_raw}未达到指标值{stated(row)}，却得满分{number(row.score)}分。",
                (row,),
                observed=f"完成{row.actual_raw}，得{number(row.score)}分",
                expected=f"低于{number(row.weight)}分",
            )


@rule(
    "达到指标值却被扣分",
    "warning",
    reason="完成指标值的，记该指标所赋全部分值；完成值明显偏高而调减的，应说明原因。",
    source="10",
    tolerance="允许的相对差额",
)
def score_lost(form: Form, *, tolerance: float = 0.001) -> Iterator[Found]:
    """A result that reaches its target, with less than the full score and no reason given."""
    for row in _scored(form):
        lost = row.score is not None and row.weight is not None and row.score < row.weight - 1e-6
        if lost and not row.deviation and _reached(row, tolerance):
            yield Found(
                f"{named(row)}的实际完成值{row.actual_raw}已达到指标值{stated(row)}，"
                f"得分{number(row.score)}分却少于分值{number(row.weight)}分，也没有说明原因。",
                (row,),
                observed=f"{number(row.score)}分",
                expected=f"{number(row.weight)}分",
            )


@rule(
    "得分超过分值",
    "error",
    reason="单项得分不超过该项指标所赋分值。",
    source="10",
)
def score_over_weight(form: Form) -> Iterator[Found]:
    """More points than there are."""
    for row in form.indicators:
        if row.score is not None and row.weight is not None and row.score > row.weight + 1e-6:
            yield Found(
                f"{named(row)}得分{number(row.score)}分，超过分值{number(row.weight)}分。",
                (row,),
                observed=f"{number(row.score)}分",
                expected=f"≤{number(row.weight)}分",
            )


@rule(
    "执行率与执行数不符",
    "error",
    reason="预算执行率等于全年执行数除以全年预算数（没有全年预算数的，除以年初预算数）。",
    source="10",
    slack="四舍五入以外允许的差额(百分点)",
)
def execution_rate(form: Form, *, slack: float = 0.1) -> Iterator[Found]:
    """A printed execution rate against the amounts of its own row."""
    for executed in form.funds:
        rate = executed.execution_rate
        if rate is None or executed.amount is None or executed.measure != "executed":
            continue
        bases = [row for row in form.funds if _stands_beside(row, executed) and row.amount]
        found = {round(100 * executed.amount / (row.amount or 1.0), 6): row for row in bases}
        if not found or any(_rounds_to(rate, right, slack) for right in found):
            continue
        right, base = min(found.items(), key=lambda item: abs(item[0] - rate))
        yield Found(
            f"“{executed.item_raw}”的执行率为{number(rate)}%，按执行数{number(executed.amount)}万元除以"
            f"预算数{number(base.amount)}万元应为{number(round(right, 2))}%。",
            (executed,),
            (base,),
            observed=f"{number(rate)}%",
            expected=f"{number(round(right, 2))}%",
        )


@rule(
    "执行数超过预算数",
    "warning",
    reason="全年执行数一般不超过全年预算数；超过的，预算数可能未含调整。",
    source="10",
    tolerance="允许的差额(万元)",
)
def executed_over_budget(form: Form, *, tolerance: float = 0.02) -> Iterator[Found]:
    """More spent than the revised budget gave."""
    for executed in form.funds:
        for row in form.funds:
            beside = row.measure == "revised_budget" and _stands_beside(row, executed)
            if beside and (executed.amount or 0.0) > (row.amount or 0.0) + tolerance:
                yield Found(
                    f"“{executed.item_raw}”的执行数{number(executed.amount)}万元超过全年预算数{number(row.amount)}万元。",
                    (executed,),
                    (row,),
                    observed=f"{number(executed.amount)}万元",
                    expected=f"≤{number(row.amount)}万元",
                )


@rule(
    "得分合计不符",
    "error",
    reason="总分等于各项指标得分与预算执行率得分之和。",
    source="10",
    points="预算执行率的分值(分)，表中未列明其得分时用",
    tolerance="允许的差额(分)",
)
def score_sum(form: Form, *, points: float = 10.0, tolerance: float = 0.05) -> Iterator[Found]:
    """The scores against the total that the form prints."""
    printed = next((row for row in form.totals if row.kind == "score"), None)
    added = _added(form.indicators)
    if printed is None or added is None:
        return
    execution = [row for row in form.totals if row.kind == "execution_score"]
    aims = [added, *(round(added + row.amount, 6) for row in execution[:1])]
    if any(same(printed.amount, aim, tolerance) for aim in aims):
        return
    if not execution and added <= printed.amount <= added + points:
        return
    extra = f"，加上预算执行率得分为{number(aims[-1])}分" if execution else ""
    yield Found(
        f"表中总分{number(printed.amount)}分，各项指标得分合计{number(added)}分{extra}，两者不符。",
        (printed,),
        (*form.indicators, *execution),
        observed=f"{number(printed.amount)}分",
        expected=f"{number(aims[-1])}分",
    )


def _added(rows: Sequence[Indicator]) -> float | None:
    """The sum of the scores; None where a row has none, or there is no row."""
    scores = [row.score for row in rows if row.score is not None]
    return round(sum(scores), 6) if scores and len(scores) == len(rows) else None


def _scored(form: Form) -> Iterator[Indicator]:
    """The indicators of a self-evaluation that have a numeric target, a numeric result, a weight and a score."""
    for row in form.indicators:
        if None not in (row.value, row.actual, row.weight, row.score) and form.identity.phase == "self_evaluation":
            yield row


def _reached(row: Indicator, tolerance: float) -> bool | None:
    """Whether the result reaches the target; None where nobody can say: no operator, or a qualitative target.

    For `=` a result is missed only on the worse side: too little, or for a cost too much.
    """
    value, actual = row.value or 0.0, row.actual or 0.0
    slack = abs(value) * tolerance
    if row.operator == "~" and row.value_upper is not None:
        return value - slack <= actual <= row.value_upper + slack
    if row.operator in ("≤", "<") or (row.operator == "=" and row.level2 in lexicon()["cost"]["levels"]):
        return actual <= value + slack
    if row.operator in ("≥", ">", "="):
        return actual >= value - slack
    return None


def _stands_beside(row: Fund, executed: Fund) -> bool:
    """Whether an amount is the budget that an executed amount is measured by: same item, same label, same page line."""
    return (
        row.measure in ("revised_budget", "budget", "initial_budget")
        and (row.item, row.item_raw, row.period) == (executed.item, executed.item_raw, executed.period)
        and row.y0 == executed.y0
    )


def _rounds_to(rate: float, right: float, slack: float) -> bool:
    """Whether a printed rate is the right one, rounded or cut at its last digit; 0.98 may stand for 98 %."""
    step = 10.0 ** int(Decimal(repr(rate)).normalize().as_tuple().exponent)
    fine = abs(rate - right) <= max(min(step, 1.0), slack)
    return fine or (rate <= 1.5 and abs(100 * rate - right) <= max(100 * min(step, 0.01), slack))


RULES: tuple[Rule, ...] = (
    full_score_missed,
    score_lost,
    score_over_weight,
    execution_rate,
    executed_over_budget,
    score_sum,
)
