"""What a cell holds, told without its label: a level's name, a sign, a unit, a number, words of some kind.

产出指标 → level1   数量指标 → level2   ≥ → sign   人次 → unit   ≥95% → signed   12 → number   95% → share
6月底前 → date   及时率 → naming   逐步提高 → short   每低1%扣1分 → criterion
…局 → office   …项目 → project   长句 → sentence
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from normalize.kinds.level import both, canonical, is_level, is_level1
from normalize.kinds.number import number, points
from normalize.kinds.operator import parse_direction, parse_operator
from normalize.kinds.unit import is_known_unit
from normalize.kinds.value import parse_value
from normalize.kinds.words import blank
from normalize.lexicon import REMEMBERED, key, vocabulary

__all__ = ["CLASSES", "NUMBERED", "NUMBERS", "class_of", "histogram", "numbers_sum"]

CLASSES = (
    "level1",
    "level2",
    "levelish",
    "sign",
    "direction",
    "unit",
    "signed",
    "number",
    "share",
    "range",
    "date",
    "naming",
    "office",
    "project",
    "nature",
    "kind",
    "code",
    "tick",
    "likely",
    "criterion",
    "short",
    "words",
    "sentence",
)
NUMBERS = frozenset(("signed", "number", "share", "range", "date"))
"""Classes of what an indicator is measured by."""
_SENTENCE = re.compile(r"[。；;]|[，,、].*[，,、]")
_NAMING = re.compile(
    r"(?:率|数|数量|度|量|额|面积|里程|长度|人数|次数|户数|场次|天数|时间|时限|成本|费用|标准|比例|占比|情况|程度|性|水平|影响|作用|效果"
    r"|规模|金额|单价|支出|控制|收入|产值|能力|能耗|质量|进度|周期|年限|时长|满意|公顷|经费)(?:[(][^()]*[)])?$"
)
_OFFICE = re.compile(
    r"(?:局|委|厅|院|办公室|政府|中心|委员会|站|所|学校|小学|中学|医院|大队|支队|馆|街道|办事处|公司|学院|队|公室|党校|联合会|总工会|协会"
    r"|[织传战装]部|团委|妇联|残联|工商联|科协|文联|幼儿园|管理处|执法处|服务处|编办|台办|信访办|合作社)(?:[(][^()]*[)])?$"
)
_PROJECT = re.compile(
    r"(?:项目|经费|资金|工程|补助|补贴|专项|工作经费|建设|改造|购置|服务费|运行费|维护费|活动|计划|费)(?:[(][^()]*[)])?$"
)
_CODE = re.compile(r"^(?:[A-Za-z]?\d{6,}[A-Za-z0-9-]*|[A-Za-z]{1,4}\d{2,}(?:-\d+)*)$")
NUMBERED = re.compile(r"^(?:(?:指标|目标)?\d{1,2}[.．、:：)）](?=\D|\d+[%.])|(?:[(（]\d{1,2}[)）]|[①-⑳])(?=.))\s*")
"""The number of the first of several items in a cell."""
_LEVELISH = re.compile(
    r"指标$|产出|效益|成效|成本|满意|影响|投入|过程|决策|管理$|质量$|数量$|时效|评价|反馈|管护|控制$"
)
_LEVEL = 8
"""Characters of a level's name in a province's own words."""
_NATURE = re.compile(r"^(?:经常性?|一次性|新增|延续性?|常年|阶段性?|跨年度?)项目$")
"""Whether a project goes on, as a form says it."""
_KIND = re.compile(
    r"^(?:经常性|一次性|新增|延续|常年|阶段性|跨年度|部门|专项|特定目标|特定|其他运转|运转|人员|民生|基本建设|建设|发展|重点|一般|其他"
    r"|产业发展|社会事业)(?:类|性)?(?:项目|资金|支出|专项业务费|类)$"
)
"""What a form says of the kind of its project, which reads like a name."""
_OF_YEAR = re.compile(r"20\d{2}年度?[\u4e00-\u9fff]{4}")
"""What begins with a year and is a name: 2026年规模工业企业培训会资金."""
_CRITERION = re.compile(
    r"得满分|(?:酌情|比例|相应|不)扣分|扣完|扣\d|不得分|得\d+(?:\.\d+)?分|按[^,。;；]{1,8}(?:赋|计|评|得)分"
)
"""How points are given: 评分标准."""
_TICK = re.compile(r"^[√✓☑☒□■×是否有无可]$")
_SHORT, _LONG = 4, 20
"""Characters: words of a value as a rule have at most four, names at most twenty."""


@lru_cache(maxsize=REMEMBERED)
def class_of(text: str) -> str | None:
    """The class of a cell's text, one of `CLASSES`; None for a cell that says nothing."""
    text = NUMBERED.sub("", text.strip())
    word = key(text)
    if not word or blank(text):
        return None
    return _closed(text, word) or _valued(text, word) or _worded(word)


def _closed(text: str, word: str) -> str | None:
    """The class of a text that a closed list holds."""
    if is_level1(text) and canonical(text, 2) != "成本指标":
        return "level1"
    if both(text) is not None or is_level(text):
        return "level2"
    if parse_operator(text) is not None:
        return "sign"
    if parse_direction(text) is not None:
        return "direction"
    if vocabulary("values", "likelihood").meaning(text) is not None:
        return "likely"
    if _TICK.fullmatch(word):
        return "tick"
    return "unit" if is_known_unit(text) else None


def _valued(text: str, word: str) -> str | None:
    """The class of a text that is a number, a share, a range or a date."""
    if _CODE.fullmatch(word):
        return "code"
    if _OF_YEAR.match(word):
        return None
    value = parse_value(text)
    if value.kind == "range":
        return "range"
    if value.kind == "date":
        return "date" if number(text) is None else "number"
    if value.kind not in ("number", "percent"):
        return None
    if value.operator is not None:
        return "signed"
    return "share" if value.kind == "percent" else "number"


def _worded(word: str) -> str:
    """The class of words."""
    if _CRITERION.search(word):
        return "criterion"
    if _NATURE.match(word):
        return "nature"
    if _KIND.match(word):
        return "kind"
    if len(word) <= _LEVEL and _LEVELISH.search(word):
        return "levelish"
    if len(word) > _LONG or _SENTENCE.search(word):
        return "sentence" if _SENTENCE.search(word) or not _PROJECT.search(word) else "project"
    return _named(word)


def _named(word: str) -> str:
    """The class of a few words, by what they end with."""
    if _OFFICE.search(word) and len(word) > _SHORT:
        return "office"
    if _PROJECT.search(word) and len(word) > _SHORT:
        return "project"
    if _NAMING.search(word) and len(word) >= _SHORT:
        return "naming"
    return "short" if len(word) <= _SHORT else "words"


def histogram(texts: Sequence[str]) -> Counter[str]:
    """How many of a column's cells are of each class; those that say nothing are not counted."""
    return Counter(found for text in texts if (found := class_of(text)) is not None)


def numbers_sum(texts: Sequence[str]) -> float | None:
    """The sum of a column of bare numbers, as of points; None where most cells are none."""
    read = [found for text in texts if (found := points(text)) is not None]
    filled = sum(not blank(text) for text in texts)
    return sum(read) if filled and len(read) > filled / 2 else None
