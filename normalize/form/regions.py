"""Where an office is: province, city, county and the six-digit code, from the name that it files under.

    井研县水利局                 四川省  乐山市  井研县  511124
    天津市河北区人民法院           天津市          河北区  120105
    乐山市市中区财政局             四川省  乐山市  市中区  511102
    四川省教育厅                 四川省                  510000
    朝阳区教育局                 nothing: Beijing has one, Changchun has one

Only official names in full, read from the left, are believed; what may be two places is null. So is the code of an
office of a place that the list does not know: 成都市某某新区管委会 is in 成都市, its code is not that of 成都市.
A municipality (北京, 天津, 上海, 重庆) is a province without cities; a county that a province governs itself has none.
"""

import re
from collections import defaultdict
from functools import cache
from importlib.resources import files
from typing import NamedTuple

__all__ = ["NOWHERE", "Region", "places", "region"]

_BEFORE = re.compile(
    r"^(?:中国共产党|中共|中国人民政治协商会议|政协|国家税务总局|国家统计局|中国共产主义青年团|共青团)?(?:共)?"
)
"""What stands before the place in the names of party, consultative conference and central offices."""
_GENERIC = frozenset({"东区", "西区", "城区", "郊区", "矿区"})
"""Districts whose names are plain words: only behind their city."""
_ANOTHER = re.compile(
    r"^[\u4e00-\u9fff]{1,8}?(?:县|旗|自治州|(?<![城市都超夜])市(?![政场民容价长])"
    r"|(?<![社园校景院库灌林牧矿防军辖治护厂营街片城郊战])区(?![域划块]))"
)
"""Another place, or what is called like one (高新区, 开发区), behind the last one that is known."""


class Region(NamedTuple):
    """A place; what is not known, or not unique, is None."""

    province: str | None = None
    city: str | None = None
    county: str | None = None
    region_code: str | None = None


NOWHERE = Region()


def region(unit: str | None) -> Region:
    """Where the office of this name is."""
    name = "".join((unit or "").split())
    rest = name[_BEFORE.match(name).end() :]  # type: ignore[union-attr]
    within = ""  # the digits that are settled
    while codes := _next(rest, within):
        if len(codes) > 1:
            return NOWHERE if not within else _named(within, whole=False)
        (within,) = codes
        rest = rest[len(_names()[within]) :]
    return _named(within, whole=not _ANOTHER.match(rest)) if within else NOWHERE


def _next(rest: str, within: str) -> list[str]:
    """The places of the longest name that begins `rest` and lie within what is settled; none where there is none."""
    by_name = _codes()
    for length in range(min(len(rest), _longest()), 1, -1):
        name = rest[:length]
        if (name in _GENERIC and not within) or _runs_on(name, rest[length:]):
            continue
        if found := [code for code in by_name.get(name, ()) if code.startswith(within) and code != within]:
            return found
    return []


def _runs_on(name: str, behind: str) -> bool:
    """Whether the last character of a name is rather the first of the next word: 上海市 in 上海市场."""
    return name.endswith("市") and behind.startswith("场")


def _named(within: str, *, whole: bool) -> Region:
    """The names of a code's levels; its code only where that is the whole of what the name says."""
    names = _names()
    return Region(
        names[within[:2]],
        names.get(within[:4]) if len(within) >= 4 else None,
        names[within] if len(within) == 6 else None,
        within.ljust(6, "0") if whole else None,
    )


@cache
def places() -> tuple[str, ...]:
    """The cities and counties, as they are named in full; of names of two characters, which are words, those alone that
    say that they are a county."""
    names = {name for code, name in _names().items() if len(code) > 2}
    return tuple(sorted(name for name in names if len(name) > 2 or name.endswith("县")))


@cache
def _names() -> dict[str, str]:
    """The name of each place by the digits of its code that count: 2 of a province, 4 of a city, 6 of a county."""
    text = files("normalize.lexicon").joinpath("regions.txt").read_text(encoding="utf-8")
    pairs = (line.split(" ") for line in text.splitlines() if line and not line.startswith("#"))
    return {re.sub(r"(?:00){1,2}$", "", code): name for code, name in pairs}


@cache
def _codes() -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for code, name in _names().items():
        found[name].append(code)
    return found


@cache
def _longest() -> int:
    return max(map(len, _codes()))
