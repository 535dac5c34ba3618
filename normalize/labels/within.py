"""Labels within a printed text, each with its value behind it: `项目名称：河道保洁  金额单位：万元`."""

import re
from functools import cache

from extract.confusable import any_of
from normalize.evidence.text import Text
from normalize.kinds.money import money_unit
from normalize.lexicon import key, load, native, vocabulary

__all__ = ["before_labels", "ends_in_name", "labelled", "parted", "says_field", "values"]

_BARE_UNIT = re.compile(
    r"(?:单位[:;.]?|单位(?:均|统一|一律)?为|^[\u4e00-\u9fff]{2,8}[:;])\(?(?P<unit>(?:百万|千|万|亿)?元)\)?[。.;]?$"
)
"""A money unit behind any label: nothing else has that for its value (货币口径:元)."""
_FRONT = re.compile(r"(?<=\S)\s+[\u4e00-\u9fff]{1,4}$")
"""What stands before the next label of a line and belongs to it: 评价 of 评价年度."""
_LONGER = re.compile(r"(?:^|\s)(?!(?:省|市|县|区|州|本|乡镇?|镇)级?$)[\u4e00-\u9fff]{1,4}$")
"""What stands in front of a label that is the end of a longer one: 批复 of 批复部门."""
_NAMED = ("unit_1", "unit_2", "unit_3", "unit_4", "department", "project")
_BESIDE_YEAR = re.compile(r"\s+[(（]?20\d{2}年度?[)）]?$")
"""The year behind an office on the same line."""
_LONG_LABEL = 4
"""Characters from which a label of money ends the value before it."""
_DOTS = re.compile(any_of("dots"))
_HALF = str.maketrans("（）：", "():")
_SEAL = re.compile(r"[(（]\s*(?:盖章|公章|签章|盖公章|单位盖章)?\s*[)）]|^(?:盖章|公章)$")


@cache
def _label_pattern() -> re.Pattern[str]:
    table, known = load("fields")["fields"], load("values")["in_line"]
    labels = {key(label) for name in known["fields"] for label in table[name]} | set(known["others"])
    labels |= {key(label) for item in load("funds")["item"] for label in item["labels"] if len(label) >= _LONG_LABEL}
    words = "|".join(re.escape(label) for label in sorted(labels, key=lambda word: (-len(word), word)))
    return re.compile(rf"(?P<label>{words})\s*(?:[(（][^()（）:：]*[)）])?\s*[:：]\s*")


def labelled(text: str) -> dict[str, str]:
    """The `label: value` pairs of a printed line, by the lexicon's meaning; 单位 before a money unit is that unit."""
    found: dict[str, str] = {}
    if bare := _BARE_UNIT.search(_DOTS.sub("", native(text))):
        found["money_unit"] = bare.group("unit")
    folded = text.translate(_HALF)
    matches = list(_label_pattern().finditer(folded)) if ":" in folded else []
    for index, match in enumerate(matches):
        end = matches[index + 1].start() if index + 1 < len(matches) else len(text)
        said = _FRONT.sub("", text[match.end() : end]) if end < len(text) else text[match.end() : end]
        value = _SEAL.sub("", re.split(r"\s{3,}", said.strip())[0]).strip()
        meaning = vocabulary("fields", "fields").meaning(match["label"])
        if meaning in _NAMED and _LONGER.search(folded[: match.start()]):
            continue
        if meaning == "money_unit" and not money_unit(value):
            meaning = "money_unit_guess" if key(match["label"]).startswith("金额") else "unit_3"
        if meaning and value:
            found.setdefault(meaning, _BESIDE_YEAR.sub("", value) if meaning.startswith("unit") else value)
    return found


def says_field(text: str) -> bool:
    """Whether a text has a label of the head or of a goal with its value behind it."""
    said, colon, _ = key(text).partition(":")
    known = bool(colon) and any(vocabulary("fields", table).meaning(said) for table in ("fields", "goals"))
    return known or bool(labelled(text))


def ends_in_name(text: str) -> bool:
    """Whether the last label of a line with its colon is that of a name or a goal, which may be long."""
    last = list(_label_pattern().finditer(text.translate(_HALF)))[-1:]
    if last:
        return vocabulary("fields", "fields").meaning(last[0]["label"]) in _NAMED
    label, colon, _ = key(text).partition(":")
    return bool(colon) and vocabulary("fields", "goals").meaning(label) is not None


def before_labels(text: str) -> str:
    """What stands in front of the first label with its colon."""
    found = _label_pattern().search(text)
    return (text[: found.start()] if found else text).strip()


def parted(text: str) -> str:
    """A text with a mark in front of each label that has its colon."""
    return _label_pattern().sub(lambda found: f"；{found[0]}", text)


def values(line: Text) -> dict[str, Text]:
    """The `label: value` pairs of a line, each standing on that line."""
    return {meaning: line.part(value) for meaning, value in labelled(line.text).items()}
