"""A spreadsheet's number as its cell shows it: `0.00%`, `#,##0.00`, `yyyy"年"m"月"`, text sections, General.

    format ─ sections ─► the one for this value ─ tokens ─► digits, date parts and words

After ECMA-376 part 1, 18.8.30 (numFmts). Amounts are rounded as spreadsheets round them: the fifteen digits a cell has,
halves away from zero. Fractions and numerals of other scripts are shown in plain digits.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

__all__ = ["DIGITS", "shown"]

DIGITS = 15
"""Significant digits that a cell's number has; a longer code in a number cell has lost its end."""
Value = bool | int | float | Decimal | str | datetime | date | time | timedelta
_TOKEN = re.compile(
    r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|General|AM/PM|上午/下午|A/P|y+|m+|d+|h+|s+(?:\.0+)?|E[+-]|e+|aaaa?|[0#?]+|[.,%]|@|.',
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?[\d.]+)\]")
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_CURRENCY = re.compile(r"\[\$([^\]-]*)(?:-[^\]]*)?\]")
_DATE = re.compile(r"[ymdhse]|aaa", re.IGNORECASE)
_WEEKDAYS = "一二三四五六日"
_HALVES = {"AM/PM": ("AM", "PM"), "A/P": ("A", "P"), "上午/下午": ("上午", "下午")}
_EPOCH = datetime(1899, 12, 30)
_COMPARE = {
    "<": lambda a, b: a < b,
    ">": lambda a, b: a > b,
    "=": lambda a, b: a == b,
    "<=": lambda a, b: a <= b,
    ">=": lambda a, b: a >= b,
    "<>": lambda a, b: a != b,
}


def shown(value: Value, code: str) -> str:
    """`value` as a cell of the number format `code` shows it, on one line but for a text's own line breaks."""
    sections = _sections(code or "General")
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, str):
        return _text(value, sections)
    if isinstance(value, datetime | date | time | timedelta):
        return _moment(value, sections[0])
    return _number(Decimal(repr(value)) if isinstance(value, float) else Decimal(value), sections)


def _sections(code: str) -> list[list[str]]:
    """The tokens of each section of a format."""
    found: list[list[str]] = [[]]
    for token in _TOKEN.findall(code):
        if token == ";":
            found.append([])
        else:
            found[-1].append(token)
    return found


def _text(value: str, sections: Sequence[Sequence[str]]) -> str:
    """Text goes through the fourth section, or through one that is about text alone."""
    section = sections[3] if len(sections) > 3 else next((part for part in sections if "@" in part), None)
    if section is None or (not section and len(sections) <= 3):
        return value
    return "".join(value if token == "@" else _literal(token) for token in section)


def _number(value: Decimal, sections: Sequence[Sequence[str]]) -> str:
    section, plain = _chosen(value, sections)
    number = abs(value) if plain else value
    kinds = [token for token in section if not token.startswith(("[", '"', "\\", "_", "*"))]
    if any(token.lower() == "general" for token in kinds):
        return "".join(general(number) if token.lower() == "general" else _literal(token) for token in section)
    if any(_DATE.fullmatch(token[0]) and not token.startswith("E") for token in kinds):
        return _moment(_EPOCH + timedelta(days=float(number)), section)
    if not any(token[0] in "0#?" for token in kinds):
        if "@" in kinds:
            return "".join(general(number) if token == "@" else _literal(token) for token in section)
        return "".join(map(_literal, section))
    return general(number) if "/" in section else _digits(number, section)  # a fraction, 1 1/2, as the number it is


def _chosen(value: Decimal, sections: Sequence[Sequence[str]]) -> tuple[Sequence[str], bool]:
    """The section for a number, and whether it says the sign itself."""
    numeric = [part for part in sections[:3] if "@" not in part] or [["General"]]
    conditions = [_CONDITION.search("".join(part)) for part in numeric]
    if any(conditions):
        for part, condition in zip(numeric, conditions, strict=True):
            if condition is None or _COMPARE[condition[1]](value, Decimal(condition[2])):
                return part, False
        return ["General"], False
    if value < 0 and len(numeric) > 1:
        return numeric[1], True
    if value == 0 and len(numeric) > 2:
        return numeric[2], False
    return numeric[0], False


def general(value: Decimal) -> str:
    """A number as General shows it in a cell wide enough, whole numbers in full: a cell has fifteen digits."""
    if value == value.to_integral_value() and abs(value) < 10**DIGITS:
        return str(int(value))
    rounded = Decimal(f"{value:.{10}g}") if abs(value) >= Decimal("1e-9") else value
    return f"{rounded.normalize():f}" if abs(value) < 10**DIGITS else f"{value:.5E}".replace("E+0", "E+")


def _digits(number: Decimal, section: Sequence[str]) -> str:
    """Digits in their places, with what stands around and among them."""
    marks = [n for n, token in enumerate(section) if token[0] in "0#?"]
    dot = next((n for n in range(marks[0], marks[-1] + 1) if section[n] == "."), None)
    if dot is None and marks[0] > 0 and section[marks[0] - 1] == ".":
        dot = marks[0] - 1
    whole = [n for n in marks if dot is None or n < dot]
    places = sum(len(section[n]) for n in marks if dot is not None and n > dot)
    optional = sum(section[n].count("#") + section[n].count("?") for n in marks if dot is not None and n > dot)
    last = whole[-1] if whole else (dot or 0)
    scale = sum(_commas(section, end) for end in {last, marks[-1]})
    grouped = any(section[n] == "," and marks[0] < n < last for n in range(len(section)))
    power = next((n for n, token in enumerate(section) if token[:1] in "Ee" and token[1:] in ("+", "-")), None)
    number = number.scaleb(2 * section.count("%") - 3 * scale)
    if power is not None:
        return f"{number:.{places}E}"
    sign = "-" if number < 0 else ""
    rounded = abs(number).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    head, _, tail = f"{rounded:f}".partition(".")
    least = sum(section[n].count("0") for n in whole)
    head = head.lstrip("0").rjust(least, "0")
    tail = _cut(tail, optional)
    body = _grouped(head) if grouped else head
    sign = sign if rounded else ""
    return sign + _placed(section, marks, dot, body, tail)


def _commas(section: Sequence[str], end: int) -> int:
    """The commas right behind a digit's place, each a thousand that is left out."""
    count = 0
    while end + 1 + count < len(section) and section[end + 1 + count] == ",":
        count += 1
    return count


def _cut(tail: str, optional: int) -> str:
    """Decimals without the zeros that the format leaves out."""
    while optional and tail.endswith("0"):
        tail, optional = tail[:-1], optional - 1
    return tail


def _grouped(head: str) -> str:
    return f"{int(head):,}".rjust(len(head), "0") if head else head


def _placed(section: Sequence[str], marks: Sequence[int], dot: int | None, head: str, tail: str) -> str:
    """The number where its first digit stands, words before and behind it where they stand."""
    first, last = (min(marks[0], dot) if dot is not None else marks[0]), marks[-1]
    words = "".join(_literal(token) for token in section[first : last + 1] if token[0] in '"\\')
    before = "".join(map(_literal, section[:first]))
    behind = "".join(map(_literal, section[last + 1 :]))
    point = "." if dot is not None and (tail or "0" in "".join(section[dot:])) else ""
    return before + head + point + tail + words + behind


def _literal(token: str) -> str:
    """What a token that is no digit shows."""
    if token.startswith('"'):
        return token[1:-1]
    if token.startswith("\\"):
        return token[1:]
    if token.startswith("["):
        currency = _CURRENCY.fullmatch(token)
        return currency[1] if currency else ""
    if token[0] in "_*":
        return ""  # room as wide as a character, or a character that fills the cell
    return "" if token in (",", "@") else token


def _moment(value: datetime | date | time | timedelta, section: Sequence[str]) -> str:
    """A date or a time by its tokens; `m` is minutes beside hours or seconds."""
    if isinstance(value, timedelta):
        value = _EPOCH + value
    elif isinstance(value, time):
        value = datetime.combine(_EPOCH, value)
    elif not isinstance(value, datetime):
        value = datetime.combine(value, time())
    parts = [n for n, token in enumerate(section) if _DATE.match(token) or _ELAPSED.match(token)]
    if not parts:
        return general(Decimal(repr((value - _EPOCH) / timedelta(days=1))))
    half = any(token.upper() in _HALVES for token in section)
    out = ""
    for n, token in enumerate(section):
        if n not in parts:
            out += "," if token == "," else _half(token, value)
            continue
        near = [section[k][0].lower() for k in parts if abs(parts.index(k) - parts.index(n)) == 1]
        before = [section[k].strip("[")[0].lower() for k in parts if k < n][-1:]
        minutes = token[0] in "mM" and (before == ["h"] or ("s" in near and before != ["m"]))
        out += _part(value, token, minutes, half)
    return out


def _half(token: str, value: datetime) -> str:
    """The half of the day where the token asks for it, else the token's own words."""
    halves = _HALVES.get(token.upper())
    return _literal(token) if halves is None else halves[value.hour >= 12]


def _part(value: datetime, token: str, minutes: bool, half: bool) -> str:
    kind, wide = token[0].lower(), len(token) > 1
    if kind == "[":
        hours = (value - _EPOCH) / timedelta(hours=1)
        return str(int({"h": hours, "m": hours * 60, "s": hours * 3600}[token[1].lower()]))
    if kind == "a":
        return ("星期" if len(token) > 3 else "") + _WEEKDAYS[value.weekday()]
    if kind in "ye":
        return f"{value.year % 100:02d}" if kind == "y" and len(token) <= 2 else str(value.year)
    if kind == "m" and not minutes:
        return value.strftime("%b" if len(token) == 3 else "%B") if len(token) > 2 else _figures(value.month, wide)
    if kind == "d" and len(token) > 2:
        return value.strftime("%a" if len(token) == 3 else "%A")
    hour = (value.hour + 11) % 12 + 1 if half else value.hour
    return _figures({"m": value.minute, "d": value.day, "h": hour, "s": value.second}[kind], wide)


def _figures(number: int, wide: bool) -> str:
    return f"{number:02d}" if wide else str(number)
