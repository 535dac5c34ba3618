"""Values as printed to values as data: numbers, ranges, dates, operators and units. Pure functions, one policy:
what cannot be read for certain stays text; nothing here guesses."""

import datetime
import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from normalize.dates import parse_deadline
from normalize.lexicon import REMEMBERED, key, load, one_apart
from normalize.schema import DatePrecision, Operator, ValueKind

__all__ = [
    "Value",
    "blank",
    "is_known_unit",
    "near_operators",
    "near_units",
    "number",
    "parse_direction",
    "parse_operator",
    "parse_unit",
    "parse_value",
]

_NUMBER = r"[+-]?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_SCALAR = re.compile(rf"^(?P<number>{_NUMBER})(?P<rest>.*)$")
_RANGE = re.compile(
    rf"^(?P<low>{_NUMBER})(?P<unit_low>[^\d~—–至到-]*?)(?P<to>~|—{{1,2}}|–|-{{1,2}}|至|到)(?P<high>{_NUMBER})(?P<rest>.*)$"
)
_UNIT = re.compile(r"^[^\d,，。;；:：、!?！？]{1,12}$")
_BLANK = frozenset(
    (
        "",
        "/",
        "\\",
        "-",
        "--",
        "—",
        "——",
        "–",
        "无",
        "空",
        "……",
        "…",
        "...",
        "......",
        "、",
        ".",
        "_",
        "N/A",
        "暂无",
        "*",
        "**",
        "***",
        "无。",
    )
)
_APPROXIMATE = re.compile(r"^(?:约为?|大约|近)(?=\d)")
_NEAR = 10  # years from the budget year that a date may be
_ABOUT = re.compile(r"左右$")
_SPAN = re.compile(r"^(?P<unit>.+?)内$")


@dataclass(frozen=True)
class Value:
    """A value cell, read. `operator_raw` and `unit_raw` are what was glued to the number, as printed."""

    raw: str | None
    kind: ValueKind
    number: float | None = None
    upper: float | None = None
    date: datetime.date | None = None
    date_precision: DatePrecision | None = None
    operator: Operator | None = None
    operator_raw: str | None = None
    unit: str | None = None
    unit_raw: str | None = None


@lru_cache(maxsize=REMEMBERED)
def blank(text: str | None) -> bool:
    """Whether a cell says nothing: empty, a dash, a slash, 无, dots."""
    return text is None or key(text) in _BLANK or "".join(text.split()) in _BLANK


def number(text: str | None) -> float | None:
    """A bare number with or without thousands separators, else None."""
    if text is None:
        return None
    match = re.fullmatch(_NUMBER, key(text).replace("，", ","))
    return float(match.group().replace(",", "")) if match else None


@cache
def _operator_words() -> dict[str, Operator]:
    return {key(word): sign for sign, words in load("values")["operators"].items() for word in words}


@cache
def _signs() -> dict[str, Operator]:
    """Operators made of signs, longest first: they may stand glued to a number at either end."""
    signs = [(word, sign) for word, sign in _operator_words().items() if not re.search(r"[\u4e00-\u9fff]", word)]
    return dict(sorted(signs, key=lambda item: -len(item[0])))


@cache
def _affixes(table: str) -> dict[str, Operator]:
    """Words that an operator is said in before or after a number, longest first."""
    words = [(key(word), sign) for sign, entries in load("values")[table].items() for word in entries]
    return dict(sorted(words, key=lambda item: -len(item[0])))


def parse_operator(text: str | None) -> Operator | None:
    """The operator that a whole cell says, else None: a word about direction alone is none."""
    return None if text is None else _operator_words().get(key(text))


def near_operators(text: str) -> set[Operator]:
    """The operators of which a wording in four characters is one character away from `text`."""
    word = key(text)
    return {sign for wording, sign in _operator_words().items() if len(wording) >= 4 and one_apart(wording, word)}


def parse_direction(text: str | None) -> str | None:
    """`positive` or `negative` where a cell says 正向 or 反向, else None."""
    words = load("values")["directions"]
    return next((name for name, entries in words.items() if text is not None and key(text) in entries), None)


def parse_unit(text: str | None) -> str | None:
    """The canonical unit of a cell or of what stood glued to a number; brackets around a unit are taken off."""
    if text is None or blank(text):
        return None
    word = key(text).rstrip(".")
    bare = word[1:-1] if word.startswith("(") and word.endswith(")") else word
    for name, words in load("values")["units"].items():
        if word in map(key, words) or bare in map(key, words):
            return str(name)
    return bare


@cache
def _units() -> frozenset[str]:
    words = load("values")
    return frozenset(
        map(key, [*words["known_units"]["names"], *(w for names in words["units"].values() for w in names)])
    )


_COUNTED = re.compile(r"(?:百|千|万|亿)?(?P<unit>[^()]+)(?:\((?P<other>[^()]+)\))?")


def is_known_unit(text: str) -> bool:
    """Whether a cell's whole text is a unit met in published forms, or made of such: 万页, 台(套), 元/人/学期."""
    word = key(text)
    return word in _units() or all(map(_is_counted, re.split("[/·]", word)))


def _is_counted(word: str) -> bool:
    parts = _COUNTED.fullmatch(word)
    return parts is not None and all(part in _units() for part in parts.groups() if part is not None)


def near_units(text: str) -> set[str]:
    """The units of three characters or more, met in published forms, that `text` is one wrong or lost character away
    from."""
    word = key(text)
    near = (unit for unit in _units() if len(unit) >= 3 and len(unit) >= len(word) >= 2)
    return {unit for unit in near if one_apart(unit, word)}


def parse_value(text: str | None, year: int | None = None, unit: str | None = None) -> Value:
    """Read a value cell.

    `year` is the budget year, for deadlines that name only a month; `unit` is what the unit's own cell says. Numbers
    keep the unit printed (95% is 95), a range has both ends, dates and periods give their end, everything else is text.
    `2026.12` is a number where it has a unit of its own, or is years away from the budget year.
    """
    if text is None or blank(text):
        raw = text.strip() if text and text.strip() else None
        return Value(raw, "empty")
    raw = text.strip()
    body = key(raw).replace("，", ",")
    body, operator, operator_raw = _operator(body)
    counts = not blank(unit) and not re.search("[年月日]", unit or "")
    value = _read(body, year, counts)
    if value is None and operator_raw is not None and re.search(r"[\u4e00-\u9fff]", operator_raw):
        value, operator, operator_raw = _read(key(raw), year, counts), None, None
    if value is None:
        sign = operator if operator_raw and not re.search(r"[\u4e00-\u9fff]", operator_raw) else None
        return Value(raw, "text", operator=sign, operator_raw=operator_raw if sign else None)
    if value.operator is None:
        value = replace(value, operator=operator, operator_raw=operator_raw)
    return replace(value, raw=raw)


def _operator(body: str) -> tuple[str, Operator | None, str | None]:
    """What is left of a value without the operator at its front or end."""
    tables = (_signs(), str.startswith), (_affixes("prefixes"), str.startswith), (_signs(), str.endswith)
    for words, stands in tables:
        if not stands(body, tuple(words)):
            continue
        for word, sign in words.items():
            if len(word) < len(body) and stands(body, word):
                rest = body.removesuffix(word) if stands is str.endswith else body.removeprefix(word).lstrip(":")
                return rest, sign, word
    return body, None, None


def _read(body: str, year: int | None, counts: bool) -> Value | None:
    """A value without operator signs: number with unit, range, or date; None where it is words. `counts`: a unit of its
    own says that it is no date."""
    if re.fullmatch(_NUMBER, body) and (
        counts or (year is not None and abs(float(body.replace(",", "")) - year) > _NEAR)
    ):
        return Value(body, "number", float(body.replace(",", "")))
    if deadline := parse_deadline(body, year):
        return Value(body, "date", date=deadline.end, date_precision=deadline.precision)
    body = _ABOUT.sub("", _APPROXIMATE.sub("", body))
    body, operator, operator_raw = _suffix(body)
    if (span := _RANGE.match(body)) and (unit := _unit(span["rest"])) is not None:
        low, high = (float(span[name].replace(",", "")) for name in ("low", "high"))
        same = parse_unit(span["unit_low"]) in (None, parse_unit(unit))
        if low < high and same and operator is None:
            return Value(
                body,
                "range",
                low,
                high,
                operator="~",
                operator_raw=span["to"],
                unit=parse_unit(unit),
                unit_raw=unit or None,
            )
    if not (scalar := _SCALAR.match(body)) or (unit := _unit(scalar["rest"])) is None:
        return None
    if operator is None and (inside := _SPAN.match(unit)) and inside["unit"] in load("values")["time_units"]["names"]:
        unit, operator, operator_raw = inside["unit"], "≤", "内"
    name = parse_unit(unit)
    kind: ValueKind = "percent" if name == "%" else "number"
    amount = float(scalar["number"].replace(",", ""))
    return Value(body, kind, amount, operator=operator, operator_raw=operator_raw, unit=name, unit_raw=unit or None)


def _suffix(body: str) -> tuple[str, Operator | None, str | None]:
    for word, sign in _affixes("suffixes").items():
        if body.endswith(word) and len(body) > len(word):
            return body[: -len(word)], sign, word
    return body, None, None


def _unit(rest: str) -> str | None:
    """What follows a number, if it can be a unit (or nothing); None where it is a sentence."""
    rest = rest.strip()
    return rest if not rest or _UNIT.match(rest) else None
