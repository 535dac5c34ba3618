"""Years and dates: the budget year against the period, the title, the project's name and the deadlines."""

import re
from collections.abc import Iterator
from datetime import date

from normalize.checks.rule import Found, Rule, rule
from normalize.checks.words import named
from normalize.kinds.date import title_year
from normalize.schema import Form, FormRecord, Indicator

__all__ = ["RULES"]

_NAMED = {"year": 4, "month": 7, "day": 10}
"""How many characters of an ISO date a deadline of this precision names."""


@rule(
    "起止时间不含预算年度",
    "error",
    reason="项目实施期应包含预算年度。",
)
def period_outside_year(form: Form) -> Iterator[Found]:
    """A period that the budget year lies outside of; where the title names the year, `title_period` speaks instead."""
    year = form.identity.year
    if year is not None and title_year(form.record.title or "") is None and not _covers(form.record, year):
        yield Found(
            f"预算年度是{year}年，实施期“{form.record.period_raw}”不在其内。",
            on=(form.record,),
            observed=form.record.period_raw,
            expected=f"包含{year}年",
        )


@rule(
    "标题年度与实施期不符",
    "error",
    reason="标题写明的年度应落在项目实施期之内，常见于沿用上年表格而未改。",
)
def title_period(form: Form) -> Iterator[Found]:
    """The year that the title names against the period."""
    year = title_year(form.record.title or "")
    if year is not None and not _covers(form.record, year):
        yield Found(
            f"标题“{form.record.title}”写明{year}年，实施期却是“{form.record.period_raw}”。",
            on=(form.record,),
            observed=form.record.period_raw,
            expected=f"包含{year}年",
        )


@rule(
    "实施期起止颠倒",
    "error",
    reason="开始日期不应晚于结束日期。",
)
def period_reversed(form: Form) -> Iterator[Found]:
    """A period that ends before it begins."""
    start, end = form.record.period_start, form.record.period_end
    if start and end and start > end:
        yield Found(
            f"实施期“{form.record.period_raw}”的开始日期晚于结束日期。",
            on=(form.record,),
            observed=f"{start}至{end}",
        )


@rule(
    "完成时间不在预算年度",
    "warning",
    reason="年度绩效目标的完成时间应在预算年度之内；晚于预算年度的应在项目实施期之内。",
    source="88",
)
def date_outside_year(form: Form) -> Iterator[Found]:
    """A date, or the end of a period, before the budget year, or after it and beyond the project's own period."""
    year = form.identity.year
    if year is None:
        return
    for row in form.indicators:
        end = row.value_date
        if end is not None and end.year != year and not (end.year > year and _within(form.record, row, end)):
            yield Found(
                f"{named(row)}的完成时间“{row.value_raw}”不在预算年度{year}年之内。",
                (row,),
                (form.record,),
                observed=end.isoformat(),
                expected=f"{year}年",
            )


@rule(
    "项目名称年度与预算年度不符",
    "info",
    reason="项目名称写明的年度与预算年度不同，供核对是否沿用了往年的项目。",
)
def project_year(form: Form) -> Iterator[Found]:
    """A year in front of the project's name that is not the budget's."""
    match = re.match(r"((?:19|20)\d{2})年", form.identity.project or "")
    if match and form.identity.year is not None and int(match[1]) != form.identity.year:
        yield Found(
            f"项目名称“{form.identity.project}”写明{match[1]}年，预算年度是{form.identity.year}年。",
            on=(form.record,),
            observed=f"{match[1]}年",
            expected=f"{form.identity.year}年",
        )


def _covers(record: FormRecord, year: int) -> bool:
    """Whether a period reaches into the year, as far as its ends are known."""
    starts = record.period_start is None or int(record.period_start[:4]) <= year
    ends = record.period_end is None or int(record.period_end[:4]) >= year
    reversed_ = bool(record.period_start and record.period_end and record.period_start > record.period_end)
    return reversed_ or (starts and ends)


def _within(record: FormRecord, row: Indicator, end: date) -> bool:
    """Whether a deadline lies within the project's own period, as far as it is named: a month, where it is one."""
    named = _NAMED[row.value_date_precision or "day"]
    first, last = record.period_start, record.period_end
    return bool(first and last) and str(first)[:named] <= end.isoformat()[:named] <= str(last)[:named]


RULES: tuple[Rule, ...] = (period_outside_year, title_period, period_reversed, date_outside_year, project_year)
