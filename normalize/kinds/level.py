"""Level-1 and level-2 names to their canonical wording."""

import re
from functools import cache, lru_cache

from extract.confusable import dirt
from normalize.kinds.unit import unit_behind
from normalize.kinds.words import blank
from normalize.lexicon import REMEMBERED, key, load, native, one_apart

__all__ = [
    "LEVEL1",
    "as_printed",
    "both",
    "canonical",
    "in_front",
    "is_first",
    "is_level",
    "is_level1",
    "is_short_own",
    "level1",
    "level2",
    "may_be_first",
    "may_be_own",
    "near",
    "parent",
    "unit_below",
]

LEVEL1 = frozenset(("产出指标", "成本指标", "效益指标", "满意度指标"))
"""The canonical level-1 names."""
_AFTER = re.compile(
    r"[(（]\s*(?:续|接|转)[上下]?[页表]?\s*[)）]$|[(（][^()（）≥≤≧≦⩾⩽<>]*?\d+(?:\.\d+)?\s*[分%％]?[^()（）]*[)）]|[(（]共?\d{1,2}[项个条][)）]$|[(（]\d+(?:\.\d+)?$|\d+(?:\.\d+)?分$|[(（]\s*[)）]$"
)
"""What stands behind a name: its score, which has no sign, how many indicators it has, or that it goes on over the
page."""
_BRACKET = re.compile(r"[(（](?:[^()（）]|[(（][^()（）]*[)）])*[)）]$")
_POINTS = "分"
_BETWEEN = re.compile(r"[-—–_/、:>·]+|(?<=指标)一(?=.)")
"""What parts level 1 from level 2 in one cell; a scan reads a dash as 一."""
_IN_FRONT = (
    re.compile(r"(?P<level>[^:：]{2,18})[:：]\s*(?P<name>.{2,})$"),
    re.compile(r"[(（【\[](?P<level>[^()（）【】\[\]]{2,18})[)）】\]][:：]?\s*(?P<name>.{2,})$"),
    re.compile(r"(?P<level>\S{2,15}指标)\s*[-—–]+\s*(?P<name>.{2,})$"),
)
"""A level in front of a name: what ends it, or the brackets it stands in; before a dash it says 指标."""
_LONG = 6
"""Characters: no word of a province's own is that long and one character away from a canonical name."""
_OWN = re.compile(r"[\u4e00-\u9fff]{4,}")
_MARKS = dirt("around_levels")
_NUMBERING = re.compile(
    r"^(?:\d{1,2}(?:[.．]\d{1,2})*[.、]?(?=[\u4e00-\u9fff])|\d{1,2}[.、]"
    r"|[一二三四五六七八九十][、.]|\([一二三四五六七八九十\d]\))"
)


def _wordings(name: str) -> set[str]:
    """X, X值, X指标 are one wording; so are X效益 and X效益指标."""
    stem = name.removesuffix("指标")
    short = {f"{stem.removesuffix('效益')}指标"} if stem.endswith("效益") and stem != "效益" else set()
    return {name, stem, f"{stem}值", f"{stem}指标", f"{stem}效益", f"{stem}效益指标"} | short


@cache
def _table(level: int) -> dict[str, str]:
    own, other = (load("levels")[f"level{number}"] for number in (level, 3 - level))
    words: dict[str, str] = {}
    for names in (own, other):
        for name, extra in names.items():
            for word in (*_wordings(name), *extra):
                words.setdefault(key(word), name)
    return words


def _bare(text: str) -> str:
    return key(_NUMBERING.sub("", key(_alone(native(text))))).strip(_MARKS)


def _alone(text: str) -> str:
    """A level's name without its score, and without the unit of what is below it: `数量指标（份）`."""
    return (_BRACKET if unit_behind(text) else _AFTER).sub("", text.strip())


def unit_below(text: str) -> str | None:
    """The unit in brackets behind a level's name, of the values below it that have none of their own; none where these
    are its points: `产出指标（分）`."""
    unit = unit_behind(text)
    return unit if unit != _POINTS else None


@lru_cache(maxsize=REMEMBERED)
def canonical(text: str, level: int) -> str | None:
    """The canonical name that `text` words, its own level's names first, or None."""
    return _table(level).get(_bare(text))


def as_printed(text: str) -> str | None:
    """The name of a province's own that a recognised `text` is, to the letter or but for one character, or None."""
    word = _bare(text)
    own: list[str] = load("levels")["as_printed"]["names"]
    found = [name for name in own if name == word] or [name for name in own if one_apart(name, word)]
    return found[0] if len(found) == 1 else None


def is_short_own(text: str) -> bool:
    """Whether a recognised text is such a name of two characters, to the letter."""
    return _bare(text) in load("levels")["as_printed"]["short"]


def near(text: str, level: int) -> str | None:
    """The only canonical name whose wording is one character away from a recognised `text`, else None."""
    word = _bare(text)
    found = {name for wording, name in _table(level).items() if len(wording) >= 4 and one_apart(wording, word)}
    return found.pop() if len(found) == 1 and len(word) >= 4 else None


def may_be_own(text: str) -> bool:
    """Whether a recognised text may be a province's own word: but for its score Chinese characters alone, neither the
    beginning of a canonical name, nor one with more behind it, nor nearly a long one."""
    word = _bare(text)
    if _OWN.fullmatch(word) is None or (len(word) >= _LONG and near(word, 2) is not None):
        return False
    return not any(name.startswith(word) or name in word for name in set(_table(2).values()))


def both(text: str) -> tuple[str, str] | None:
    """Level 1 and level 2 of a text that names both, one behind the other: `产出指标-数量指标`, `满意度-服务对象`; else
    None."""
    parts = _BETWEEN.split(_alone(key(text)))
    if len(parts) != 2 or not is_level1(parts[0]):
        return None
    first, second = parts
    whole = second + first.removesuffix("指标")
    return next(((first, two) for two in (second, whole) if is_level(two)), None)


def in_front(text: str) -> tuple[str, str] | None:
    """The level that stands in front of a name in one cell, and the name: `数量指标：防治面积`, `【数量指标】防治面积`,
    `产出指标-数量指标：防治面积`; else None."""
    found = next((one for pattern in _IN_FRONT if (one := pattern.match(text)) and _names(one["level"])), None)
    return (found["level"], found["name"]) if found is not None else None


def _names(text: str) -> bool:
    """Whether a text is a level, or level 1 with its level 2."""
    return is_level(text) or both(text) is not None


def is_level1(text: str) -> bool:
    """Whether a text is a level 1, which may be a level 2 as well: 成本指标."""
    return canonical(text, 1) in LEVEL1


def is_first(text: str) -> bool:
    """Whether a text is a level 1 that is no level 2 as well."""
    return canonical(text, 1) in LEVEL1 - {"成本指标"}


def may_be_first(text: str) -> bool:
    """Whether a text may name a level 1: it is none of the canonical names of level 2 alone."""
    return is_level1(text) or canonical(text, 2) is None


def is_level(text: str) -> bool:
    """Whether a cell's whole text is a level-1 or level-2 name."""
    return canonical(text, 2) is not None


def level1(text: str) -> str | None:
    """Level 1: canonical, whatever is said of it in brackets, else as printed with its score and number taken off; None
    for an empty cell."""
    return canonical(text, 1) or canonical(_BRACKET.sub("", text), 1) or _own(text)


def level2(text: str) -> str | None:
    """Level 2: canonical, whatever is said of it in brackets, else as printed with its score and number taken off; a
    level-1 name may stand for its level 2."""
    name = canonical(text, 2) or canonical(_BRACKET.sub("", text), 2)
    standing: dict[str, str] = load("levels")["standing_as_level2"]
    return standing.get(name, name) if name else _own(text)


def _own(text: str) -> str | None:
    """A level in words of its own, without its score and its number; None where a mark says that there is none."""
    return None if blank(text) else _NUMBERING.sub("", _alone(text).strip()) or None


def parent(text: str) -> str | None:
    """The level 1 of a level-2 name that stands alone over both columns, else None."""
    found: str | None = load("levels")["parent"].get(canonical(text, 2) or "")
    return found
