"""Dates, months, periods and deadlines as the forms print them."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from extract.confusable import read_as
from normalize.lexicon import key
from normalize.schema import DatePrecision

__all__ = [
    "BARE_PART",
    "BARE_YEAR",
    "YEAR_IN_WORDS",
    "Deadline",
    "Period",
    "parse_deadline",
    "parse_period",
    "parse_until",
    "part_of_year",
    "title_year",
]

_FIGURES = "〇一二三四五六七八九"
_NOUGHTS = "".join(("〇", *read_as("years")))
YEAR_IN_WORDS = rf"二[{_NOUGHTS}][{_NOUGHTS}{_FIGURES}]{{2}}"
"""A year of this century in Chinese figures: 二〇二六."""
BARE_YEAR = re.compile(r"\(?(?P<year>20\d{2})年?度?\)?")
"""The key of a cell that says a year and no more."""
_DAY_IN_WORDS = re.compile(rf"(?P<tens>[{_FIGURES[1:4]}]?十)?(?P<ones>[{_FIGURES[1:]}])?(?=[月日号])")
"""A month or a day in Chinese figures: 十一月, 二十日."""
_YEAR = r"(?P<year>(?:19|20)\d{2})"
_DATE = re.compile(
    rf"{_YEAR}[年./-](?P<month>1[0-2]|0?[1-9])(?:[月./-](?P<day>3[01]|[12]\d|0?[1-9])[日号]?|月份?)?(?!\d)"
)
_CLOSING = (
    r"(?:之?前|以前|[底末初]|以?内|之内|份|上旬|中旬|下旬|后|止|左右|截止|结束|完成|到位|支付|拨付|发放|执行|实施"
    r"|验收|交付)*"
)
_TAIL = re.compile(rf"^{_CLOSING}$")
_HEAD = re.compile(r"^(?:截止到?|截至|于|在|到|当年|本年度?|项目年度|年内|预算年度|次年|按期|按时)*")
_YEARLY = re.compile(
    r"^每(?:年|月|季度?|学期|周|日).*(?:前|底|内|末|日|月|初|号).{0,4}$"
    r"|^(?:[当次下]月)?(?:3[01]|[12]\d|0?[1-9])[日号][之以]?前$"
)
"""A day that comes round: 每月20日前, and 20日前 of whichever month the name is about."""
_MONTH = re.compile(r"^(?P<month>1[0-2]|0?[1-9])月(?:份)?(?:(?P<day>3[01]|[12]\d|0?[1-9])[日号])?")
_MONTHS = re.compile(r"^(?:1[0-2]|0?[1-9])月?(?:-|~|—|至|到)(?P<month>1[0-2]|0?[1-9])月")
_QUARTER = re.compile(r"^(?:第?(?P<quarter>[一二三四1-4])季度)")
_DECEMBER = 12
_NAMED = {"上半年": 6, "下半年": 12, "年底": 12, "年末": 12, "年内": 12, "年终": 12, "全年": None}


_UNTIL = re.compile(
    r"(?:(?P<year>(?:19|20)\d{2})[年.])?(?:0?1月?(?:份)?(?:-|~|～|—{1,2}|–|至|到)(?P<first>1[0-2]|0?[2-9])月"
    r"|截[至止]到?(?:(?P<named>(?:19|20)\d{2})年)?(?P<last>1[0-2]|0?[1-9])月(?:(?P<day>3[01]|[12]\d|0?[1-9])日)?)"
)
_PARTS = {"上半年": 6, "前三季度": 9, "三季度": 9, "一季度": 3, "二季度": 6, "半年": 6}
_PART = re.compile("|".join(_PARTS))
_PART_OF_YEAR = (
    r"(?P<month>1[0-2]|0?[1-9])月(?:份|底|末)?|[第前]?(?P<quarter>[一二三四1-4])季度?|(?P<half>上?半年)"
    r"|(?P<year>全年|年[终末底])"
)
BARE_PART = re.compile(rf"(?:(?:1|一)月?[-—~至到])?(?:{_PART_OF_YEAR}|下半年)")
"""The key of a cell that says a part of a year and no more."""


@dataclass(frozen=True)
class Deadline:
    """The last day of a date, month, year, period or deadline, and what of it was named; None where it comes round
    every year, or in a year that nobody names."""

    end: date | None
    precision: DatePrecision | None = None


@dataclass(frozen=True)
class Period:
    """The first and last day of a period, ISO; None where not given."""

    start: str | None
    end: str | None

    @property
    def year(self) -> int | None:
        """The year of a period that lies within one."""
        years = {text[:4] for text in (self.start, self.end) if text}
        return int(years.pop()) if self.start and self.end and len(years) == 1 else None


def _in_figures(body: str) -> str:
    """A date in Chinese figures in Arabic ones: 二〇二六年三月底前 -> 2026年3月底前; anything else as it is."""
    years = re.sub(rf"{YEAR_IN_WORDS}(?=年)", lambda year: str(_year_of(year[0])), body)
    return _DAY_IN_WORDS.sub(lambda day: str(_day_of(day)) if day[0] else "", years)


def _year_of(words: str) -> int:
    return int("".join(str(_FIGURES.index(read_as("years").get(char, char))) for char in words))


def _day_of(words: re.Match[str]) -> int:
    tens, ones = words["tens"] or "", words["ones"]
    counted = _FIGURES.index(tens[0]) if len(tens) > 1 else len(tens)
    return 10 * counted + (_FIGURES.index(ones) if ones else 0)


def title_year(text: str) -> int | None:
    """The budget year that a title or the line under it names: 2026年, (2026年度), 二〇二六年度."""
    folded = _in_figures(key(text))
    match = re.search(r"((?:19|20)\d{2})(?=年|.度[)）])", folded)
    if match:
        return int(match.group(1))
    match = re.fullmatch(r"\(?((?:19|20)\d{2})\)?(?:年度?|(?!\d).{2,}表)?", folded)
    return int(match.group(1)) if match else None


def parse_deadline(body: str, year: int | None) -> Deadline | None:
    """A date, month, period or deadline; None where `body` is none. `body` has no white space and folded forms."""
    body = _in_figures(body)
    if _YEARLY.match(body):
        return Deadline(None)
    dates = list(_DATE.finditer(body))
    if dates and _dated(body, dates):
        last = dates[-1]
        return _until(int(last["year"]), int(last["month"]), last["day"])
    if match := re.match(rf"^{_YEAR}年度?(?P<rest>.*)$", body):
        rest, named = match["rest"], int(match["year"])
        span = re.match(r"^(?:-|~|—|至|到)(?P<end>(?:19|20)\d{2})年?(?P<rest>.*)$", rest)
        if span and _TAIL.match(span["rest"]):
            return _until(int(span["end"]))
        return _until(named) if _TAIL.match(rest) else _within(rest, named)
    head = _HEAD.match(body)
    start = head.end() if head else 0
    return _within(body[start:], year) or (_within(body, year) if start else None)


def _dated(body: str, dates: list[re.Match[str]]) -> bool:
    """Whether nothing but dates, the marks between them and the words of a deadline stands in `body`."""
    rest = body
    for match in reversed(dates):
        rest = rest[: match.start()] + rest[match.end() :]
    rest = _HEAD.sub("", rest.strip("()"))
    match_month = re.match(r"^(?:-|~|—|至|到)(?:1[0-2]|0?[1-9])月", rest)
    if match_month:
        return False
    return bool(_TAIL.match(re.sub(r"^(?:-|~|—|至|到)+", "", rest)))


def _within(body: str, year: int | None) -> Deadline | None:
    """A month, months, quarter or named part of a year."""
    if (match := _MONTHS.match(body)) and _TAIL.match(body[match.end() :]):
        return _until(year, int(match["month"]))
    if (match := _MONTH.match(body)) and _TAIL.match(body[match.end() :]):
        return _until(year, int(match["month"]), match["day"])
    if (match := _QUARTER.match(body)) and _TAIL.match(body[match.end() :]):
        quarter = "一二三四".find(match["quarter"]) + 1 or int(match["quarter"])
        return _until(year, quarter * 3)
    for name, month in _NAMED.items():
        if month and body.startswith(name) and _TAIL.match(body[len(name) :]):
            return _until(year, month if month < _DECEMBER or "半" in name else None)
    return None


def _until(year: int | None, month: int | None = None, day: str | None = None) -> Deadline:
    """The end of what is named: a year, its month or its day, the month's last day where it has no such day."""
    if year is None:
        return Deadline(None)
    end = date.fromisoformat(_bound(year, month or _DECEMBER, day, last=True))
    return Deadline(end, "day" if day else "month" if month else "year")


def parse_until(text: str, year: int | None) -> str | None:
    """What a monitoring table's figures run up to, an ISO month or date: `1-7月执行数` in 2026 is 2026-07. `year` holds
    where the text names none; `0000` stands for one that nobody names. None where the text says nothing of the kind."""
    body = "".join(text.split())
    found = _UNTIL.search(body)
    if found is None:
        half = _PART.search(body)
        named = re.search(_YEAR, body)
        return f"{named['year'] if named else year or 0:0>4}-{_PARTS[half[0]]:02d}" if half else None
    month = int(found["first"] or found["last"])
    day = f"-{int(found['day']):02d}" if found["day"] else ""
    return f"{found['year'] or found['named'] or year or 0:0>4}-{month:02d}{day}" if 1 <= month <= _DECEMBER else None


def part_of_year(text: str) -> int | None:
    """The month with which the part of a year ends that a label names: 6 of 上半年完成值, 7 of 1-7月执行数, 12 of 年终;
    None where it names none."""
    found = list(re.finditer(_PART_OF_YEAR, text.replace("下半年", "年终")))
    if not found:
        return None
    last = found[-1]
    if last["quarter"]:
        return 3 * ("一二三四".find(last["quarter"]) + 1 or int(last["quarter"]))
    return int(last["month"]) if last["month"] else _DECEMBER // 2 if last["half"] else _DECEMBER


def parse_period(text: str) -> Period:
    """A period such as `2026.1.1-2026.12.31`, `2024年1月至2026年12月`, `2024-2026年`, or a single day or year.

    A month counts from its first to its last day, a year likewise. What cannot be read gives two Nones.
    """
    body = _in_figures("".join(text.split())).replace("—", "-").replace("–", "-").replace("~", "-").replace("～", "-")
    dates = list(_DATE.finditer(body))
    if len(dates) >= 2:
        return Period(_day(dates[0], last=False), _day(dates[-1], last=True))
    if len(dates) == 1:
        match = dates[0]
        tail = re.match(r"^(?:-+|至|到)(?P<month>1[0-2]|0?[1-9])(?:[月.](?P<day>\d{1,2})?日?)?", body[match.end() :])
        end = _bound(int(match["year"]), int(tail["month"]), tail["day"], last=True) if tail else None
        return Period(_day(match, last=False), end)
    years = re.findall(r"(?<!\d)((?:19|20)\d{2})(?!\d)", body)
    return Period(f"{years[0]}-01-01", f"{years[-1]}-12-31") if years else Period(None, None)


def _day(match: re.Match[str], *, last: bool) -> str:
    return _bound(int(match["year"]), int(match["month"]), match["day"], last=last)


def _bound(year: int, month: int, day: str | None, *, last: bool) -> str:
    final = calendar.monthrange(year, month)[1]
    number = min(int(day), final) if day else (final if last else 1)
    return f"{year}-{month:02d}-{number:02d}"
