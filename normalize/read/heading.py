"""Titles and the line under them: which form begins here, for which year, whose it is."""

import re
from collections.abc import Sequence

from normalize.draft import Heading
from normalize.evidence.text import Printed, Text
from normalize.kinds.classes import class_of
from normalize.kinds.date import BARE_PART, YEAR_IN_WORDS, parse_until, title_year
from normalize.kinds.name import is_code_and_name
from normalize.labels.within import values
from normalize.lexicon import key, native, vocabulary
from normalize.schema import Evaluator, Phase, Scope

__all__ = ["dated", "evaluator", "goes_on", "is_title", "read_heading", "with_unit"]

_TITLES = (
    r"(?:项目|整体|部门|专项).{0,6}目标.{0,4}表$",
    r"绩效.{0,14}(?:目标|自评|评价|指标|任务|申报|监控|信息).{0,12}?(?:表|清单|一览)",
    r"(?:绩效|财政评价|部门评价|执行监控|运行监控|自评).{0,14}(?:[表书单卡册账稿录]|体系)$",
    r"绩效(?:自评|目标)?(?:申报)?表$",
    r"绩效(?:自评|目标)(?:申报)?表",
    r"绩效.{0,2}评.{0,2}表$",
    r"绩效目标(?:和|及|与)指标",
    r"^20\d{2}年.{0,8}目标.{0,4}表$",
    r"^20\d{2}年.{0,6}项目(?:支出)?(?:预算)?申报[表书]$",
    r"(?:绩效|整体支出).{0,4}目标(?:申报|批复|公开|汇总)?(?:情况)?(?:表|$)",
    r"评价(?:指标体系|评分|打分)[^表]{0,6}表?$",
    r"(?:评分|打分)表$",
    r"运行监控[^表]{0,6}表$",
)
_TITLE = re.compile("|".join(_TITLES))
_PROSE = re.compile(r"[。；，,;!?！？]|《|见附|详见|\.{4,}|…{2,}|·{4,}|\d{1,3}$")
_DATA = re.compile(r"基础(?:数据|信息)(?:情况)?表$")
"""A table of figures that is handed in with a form: staff, the three public expenses."""
_TABLE_CODE = re.compile(
    r"^(?:附?(?:件|表)\s*[:：]?\s*[\d一二三四五六七八九十\-－—.]*[:：、.]?|表[\d一二三四五六七八九十\-－—.]+[:：、.]?|(?:公开|预算|部门公开)(?:\d+\s*表?|表)[\d\-－—]*[:：、.]?|[\d]+[、.])\s*"
)
_TRANSFER = re.compile(r"转移支付|区域绩效|区域(?:\(项目\))?绩效")
_UNIT_SCOPE = re.compile(r"整体|部门绩效目标|(?<!项目)部门(?:\(单位\))?(?:预算)?绩效")
_MONITORING = re.compile(r"绩效[^表]{0,8}监控|(?:预算|目标)执行监控|监控(?:情况|信息|分析|记录|汇总|统计|自评)?表")
_SELF_EVALUATION = re.compile(r"自评|自我评价")
_EVALUATION = re.compile(r"评价指标(?:体系|表)|[评打]分表|部门评价|(?:财政|重点)(?:重点)?(?:绩效)?评价")
_SCORED = re.compile(r"[评打计]分")
_EVALUATED = re.compile(r"评价表|完成情况表")
_TARGET = re.compile(r"申报|目标表|目标及指标|目标和指标|绩效目标|批复")
_FORM_WORDS = re.compile(
    r"(?:省级|市级|县级|区级|本级)?(?:部门|单位)?(?:预算)?(?:\(单位\))?(?:财政)?(?:预算)?(?:专项)?(?:项目|部门|单位|整体|政策|转移支付|区域)*(?:整体)?(?:支出|资金)?(?:预算)?绩效.*$"
)
_YEAR = re.compile(rf"[(（]?(?:(?:19|20)\d{{2}}|{YEAR_IN_WORDS})年?度?[)）]?")
_ANNEXED_YEAR = re.compile(r"\((?:19|20)\d{2}年?度?[^()]{0,8}\)?$")
_BODY = re.compile(
    r"(?:局|委|厅|院|办|府|校|中心|会|处|站|所|学|馆|队|社|部|台|园|团|司|署|室|行|联|党校|医院|公司|基地|集团|学院|大学|街道|小学|中学)$"
)
_DATED = re.compile(r"\s*[(（]?20\d{2}年?度?[)）]?$")
_CONTINUED = re.compile(r"\(?续(?:表|页)?[一二三四五\d]?\)?$|^续(?:表|页|上表)")
_SIGNED = re.compile(r"(?:日期|时间):|20\d{2}年\d{1,2}月\d{1,2}日$")
"""The line that says when a form was filled in, not for which year."""
_SHORT = 24  # characters of a line that may say a year; a longer one is a sentence
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_LARGE = 1.2  # times the smallest line's height: a title's type
_ALIKE = 0.06  # of the height
_LEADING = 2.0  # heights from one line of a title to the next
_QUOTED = re.compile(r"[“「『《\"](?P<name>[^“”「」『』《》\"]{2,})[”」』》\"]$")
_QUOTES = "\"'“”‘’「」『』《》〈〉()（） "


def is_title(text: str) -> bool:
    """Whether a line is the title of a performance form; prose that mentions one, and a table of contents, are not."""
    if any(vocabulary("fields", table).meaning(text) for table in ("goals", "sections")):
        return False  # 年度绩效目标 over a goal is its label
    body = _ANNEXED_YEAR.sub("", native(text))
    if _DATA.search(body):
        return False
    return 4 <= len(body) <= 60 and bool(_TITLE.search(body)) and not _PROSE.search(_TABLE_CODE.sub("", body))


def read_heading(lines: Sequence[Text]) -> Heading | None:
    """The heading that `lines`, in printed order, make up; None where no title stands among them.

    A title broken over two lines is joined; years, units and money units are looked for in the title and below it.
    """
    at, title = _title(lines)
    if title is None:
        return None
    below = lines[at:]
    folded = key(title.text)
    pairs: dict[str, Printed] = {}
    for line in below:
        pairs = {**values(line), **pairs}
    if (until := next((line for line in (title, *below) if parse_until(line.text, None)), None)) is not None:
        pairs = {"until": until, **pairs}
    if (office := _office_above(lines, title)) is not None:
        pairs = {**pairs, "unit_above": office}
    year, dating = _dating(title, [*below, *reversed(lines[: at - 1])])
    alone = next((line for line in below if _coded(line)), None)
    return Heading(
        title=_TABLE_CODE.sub("", title.text.strip()).strip() or title.text.strip(),
        year=year,
        scope=_scope(folded),
        phase=_phase(folded),
        unit=(_coded(alone) if alone else None) or _unit_in_title(folded),
        project=_project_in_title(folded),
        pairs=pairs,
        said={"title": title, "year": dating, "unit": alone or title},
    )


def _office_above(lines: Sequence[Text], title: Text) -> Text | None:
    """The line right above a title, on its page, where that is an office and no more."""
    at = next((at for at, line in enumerate(lines) if line.lines[0] is title.lines[0]), 0)
    above = lines[at - 1] if at else None
    if above is None or above.place.page != title.place.page:
        return None
    return above if class_of(above.text) == "office" else None


def _dating(title: Text, around: Sequence[Text]) -> tuple[int | None, Text]:
    """The year of a heading and the line that names it: the title, else what stands below or above it."""
    dated = ((title_year(line.text), line) for line in (title, *around) if _may_date(line, title))
    return next(((year, line) for year, line in dated if year), (None, title))


def goes_on(heading: Heading) -> bool:
    """Whether a title says that the form of the page before goes on: 部门整体支出绩效目标表(续表)."""
    return _CONTINUED.search(key(heading.title or "")) is not None


def dated(heading: Heading, year: int | None, line: Text | None) -> Heading:
    """A heading whose year stands in another line."""
    return heading._replace(year=year, said={**heading.said, "year": line} if line else heading.said)


def with_unit(heading: Heading, before: Heading) -> Heading:
    """A heading that repeats the title of the one before it, with the unit that was printed only there."""
    if heading.unit is not None:
        return heading
    if before.unit is not None:
        return heading._replace(unit=before.unit, said={**heading.said, "unit": before.said["unit"]})
    named = next((said for rank in ("unit_1", "unit_3") if (said := before.pairs.get(rank)) is not None), None)
    if named is None:
        return heading
    return heading._replace(unit=named.text, said={**heading.said, "unit": Text.from_(named)})


def _title(lines: Sequence[Text]) -> tuple[int, Text | None]:
    """The last title among the lines, joined where it is broken over two, and how many lines end with it."""
    for index in range(len(lines) - 1, -1, -1):
        if is_title(lines[index].text):
            start, end = _whole(lines, index)
            whole = Text.joined(lines[start:end])
            return (end, whole) if end - start > 1 and is_title(whole.text) else (index + 1, lines[index])
    for index in range(len(lines) - 2, -1, -1):
        both = Text.joined(lines[index : index + 2])
        if ":" not in key(both.text) and is_title(both.text):
            return index + 2, both
    return 0, None


def _whole(lines: Sequence[Text], index: int) -> tuple[int, int]:
    """From where to where lines go on with one of a title: of its large type, or of one paragraph where there is no
    paper."""
    start, end = index, index + 1
    while start and _is_one(lines[start - 1], lines[start], lines):
        start -= 1
    while end < len(lines) and _is_one(lines[end - 1], lines[end], lines):
        end += 1
    return start, end


def _is_one(above: Text, below: Text, lines: Sequence[Text]) -> bool:
    one, other = above.place, below.place
    if one.page != other.page or ":" in key(above.text) or ":" in key(below.text) or _YEAR.fullmatch(key(below.text)):
        return False
    other_tongue = native(above.text) != key(above.text) or not _CHINESE.search(below.text)
    if other_tongue or class_of(above.text) == "office":
        return False  # the same in another language, or whose form it is
    if one.name is not None:
        return one.name == other.name
    high, size = (place.box[3] - place.box[1] for place in (one, other))
    least = min(line.place.box[3] - line.place.box[1] for line in lines)
    near = 0 < other.box[1] - one.box[1] <= _LEADING * high
    return near and abs(high - size) <= _ALIKE * high and high >= _LARGE * least


def _may_date(line: Text, title: Text) -> bool:
    """Whether a line may say the year: the title, or a short one."""
    short = len(key(line.text)) <= _SHORT and _SIGNED.search(key(line.text)) is None
    return line is title or short or _coded(line) is not None


def _coded(line: Text) -> str | None:
    """The code and name of an office that a line is, but for the year behind it."""
    said = _DATED.sub("", line.text.strip())
    return said if is_code_and_name(said) else None


def _scope(title: str) -> Scope | None:
    if _TRANSFER.search(title):
        return "transfer"
    if _UNIT_SCOPE.search(title) and "项目" not in title:
        return "unit"
    return "project" if "项目" in title else None


def _phase(title: str) -> Phase | None:
    """What stage of the year a title speaks of; the first that it names of monitoring, an office's judgement of itself,
    another's judgement of it."""
    if _MONITORING.search(title):
        return "monitor"
    if _SELF_EVALUATION.search(title):
        return "self_evaluation"
    if _EVALUATION.search(title):
        return "evaluation"
    if _EVALUATED.search(title):
        return "self_evaluation"
    if _TARGET.search(title):
        return "target"
    return "evaluation" if _SCORED.search(title) else None


def evaluator(title: str) -> Evaluator | None:
    """Who evaluates, by the title of an evaluation: the finance office or the department."""
    if "财政" in title:
        return "finance"
    return "department" if "部门评价" in title else None


def _unit_in_title(title: str) -> str | None:
    """The office that a title names before its form words: `黄山市公安局2025年项目绩效目标` -> 黄山市公安局."""
    name = _before_form_words(title).strip("()（） ")
    return name if len(name) >= 4 and _BODY.search(name) else None


def _project_in_title(title: str) -> str | None:
    """The project that a title names before its form words: `“城乡公交补贴”项目评分表` -> 城乡公交补贴."""
    name = _before_form_words(title)
    if not title[title.find(name) + len(name) :].startswith("项目"):
        return None
    quoted = _QUOTED.search(name)
    bare = (quoted["name"] if quoted else name).strip(_QUOTES)
    return bare if len(bare) >= 4 and not _BODY.search(bare) and not BARE_PART.fullmatch(bare) else None


def _before_form_words(title: str) -> str:
    return _FORM_WORDS.sub("", _YEAR.sub("", _TABLE_CODE.sub("", title)))
