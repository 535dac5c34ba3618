"""Names without what a form puts around them, and what a scan does to them."""

import re
from functools import cache

from extract.confusable import any_of, dirt, read_as
from extract.model import LINE_CUT, Line
from normalize.cells.lines import HAN, is_contested
from normalize.cells.slot import TORN
from normalize.evidence.doubts import LEFT_OUT, Doubt
from normalize.evidence.text import Printed, uncertain
from normalize.kinds.words import blank
from normalize.lexicon import key, load, vocabulary

__all__ = [
    "ends_in_label",
    "indicator_name",
    "is_code_and_name",
    "is_indicator",
    "is_name",
    "name_doubts",
    "recognised_code",
    "recognised_name",
    "split_code",
    "stands_for_others",
    "strip_marks",
    "without_specks",
    "year_mended",
]

_WRITTEN = re.compile(r"[^\W\d_]")
_CODE_AND_NAME = re.compile(r"^(?!20\d{2}年)[A-Za-z]?\d{3,}[-—\s]?[\u4e00-\u9fff()]{4,}$")
_LEADING = re.compile(
    r"^(?:[*★☆▲△●•·#\s]+|(?:绩效)?指标\s*(?:(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s*[:：;；.、·\s]|[:：;；])\s*"
    r"|\d{1,2}\s*[.．、](?!\d)\s*|\d{1,2}(?:\.\d{1,2}){2}\s*(?=[“「《\u4e00-\u9fff])|[(（]\d{1,2}[)）]\s*(?=[“「《\u4e00-\u9fff])|[①-⑳]\s*)+"
)
_SLOT = re.compile(r"^(?:(?:绩效)?指标\s*(?:\d{1,2}|[一二三四五六七八九十]{1,2})?\s*[:：;；.、]?|[.…·。、\s]+)$")
_DAY = re.compile(r"(?:19|20)\d{2}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日")
_SIGN = any_of("signs")
_WITHIN = r"(?:[^()（）]|[(（][^()（）]*[)）])*"
_HINT = re.compile(
    rf"\s*[(（]?{_SIGN}{{1,2}}\s*[*＊×]{{2,}}[^()（）]{{0,8}}[)）]?$|\s*[(（](?:{_WITHIN}(?:\*|＊|×{{2,}}|[xX]{{2,}}|_{{2,}}|○{{2,}}){_WITHIN}|\s*{_SIGN}{{1,2}}\s*[^()（）\d]{{0,6}})(?:[)）]|$)"
)
_CODE = re.compile(
    r"^\s*(?:[\[【(（](?P<bracket>[A-Za-z]?\d{3,}[A-Za-z0-9]*)[\]】)）]\s*[-—_]?\s*"
    r"|[\[【(（](?P<unclosed>[A-Za-z]?\d{3,}[A-Za-z0-9]*)\s*(?=[\u4e00-\u9fff])"
    r"|(?P<unopened>\d{3,}[A-Za-z0-9]*)[\]】)）]\s*(?=[\u4e00-\u9fff])"
    r"|(?P<dashed>[A-Za-z]?\d{3,}[A-Za-z0-9.:!]*)\s*[-—_－]\s*(?=[^\d\s])"
    r"|(?P<long>[A-Za-z]?\d{6,}[A-Za-z0-9.:]*)\s*[-—_－]\s*(?=\S)"
    r"|(?P<glued>[A-Za-z]?\d{6,}[A-Za-z0-9]*)(?:[.·]1?)?\s*(?=[\u4e00-\u9fff])"
    r"|(?P<short>\d{3,5})(?=[\u4e00-\u9fff]{1,7}[省市县区州])"
    r"|(?P<spaced>\d{3,})\s+(?=[\u4e00-\u9fff]))(?P<name>.+)$",
    re.DOTALL,
)

_ODD_END = re.compile(rf"^[A-Za-z0-9](?=[\u4e00-\u9fff])|[\u4e00-\u9fff](?:[A-Za-z0-9]|{any_of('dashes')}){{1,4}}$")
_STROKE_AHEAD = re.compile(
    rf"^{any_of('strokes_of_names')}(?![一二三四五六次般体站批等线级类期年个村户卡网件号对季流区孩手维胎七八九十中小院道所幼老事把带面日月周半切经旦些贯])(?=[\u4e00-\u9fff]{{3}})"
)
"""The rest of a ruling or a seal in front of a name, not the number of a word."""
_DASHED = re.compile(
    r"[\u4e00-\u9fff](?<!一.)(?<![统唯同第专单万逐之不十百千合初高择归二三四五六七八九])一"
    r"(?![次般体站批等线级类期年个村户卡网件号对季流区步致定些旦切律直起带张窗二三四五六七八九十])[\u4e00-\u9fff]"
)
"""一 that is no word with what stands beside it: a dash between the two parts of a name is read so. Of 5,100 names in
truths one has such."""
_VALUED = re.compile(rf"{_SIGN}\s*(?:\d|$)|百分比$|[\u4e00-\u9fff]\d{{5,}}[)）]?$")
"""What belongs to a value or a unit beside the name, the wall between them unseen."""
_CENTURY = re.compile(rf"^(?:[013-9\u4e00-\u9fff]0|2{any_of('noughts')})(?=[0-4]\d年)")
_SPECKED_YEAR = re.compile(r"^2[.,]?0[.,]?([0-4])[.,]?(\d)(?=年)")
_STOPPED = re.compile(rf"[\u4e00-\u9fff]{any_of('within_names')}[\u4e00-\u9fff]|[，；！!?？]")
_ODD = (_STROKE_AHEAD, _DASHED, _STOPPED, _VALUED)
_CODED = re.compile(r"(?=(?:[^\d]*\d){8})[0-9A-Za-z.-]+")
"""A text that is nothing but a code of eight figures and more."""
_FIGURES = str.maketrans(read_as("figures"))
_CODE_BEHIND = re.compile(r"(?<=[\u4e00-\u9fff)）])[-—_]\d{6,}$")
_NAME_AND_CODE = re.compile(
    r"^(?P<name>.*[\u4e00-\u9fff)）])\s*[\[【(（]?(?P<code>(?=(?:[A-Za-z]*\d){10})[A-Za-z0-9]+)[\]】)）]?$", re.DOTALL
)
"""A project's name with its code behind it, which is longer than a day's figures: 会议经费650502260022."""
_LETTER = any_of("letters")
_HEADED = re.compile(
    rf"^{any_of('before_years')}\s*(?=(?:19|20)\d{{2}}年)|^1(?![元岁对号类级期年月日个人次件比])(?=[\u4e00-\u9fff]{{3}})"
    rf"|^{_LETTER}?(?:指标\s*(?:\d{{1,2}}[:：;；]?|{any_of('numbers')}[:：;；])|[一1]\s)\s*(?=[\u4e00-\u9fff]{{3}})"
    rf"|^{_LETTER}(?=[\u4e00-\u9fff]{{3}})"
    r"|^(?:(?:经济|社会|生态)效益|可持续影响|服务对象满意度)指标(?=[\u4e00-\u9fff]{4})"
)
"""What a speck in front of a name is read as, its number, however that was read, and a level 2 whose wall was not seen.
"""
_SPECK_WITHIN = re.compile(r"(?<=[\u4e00-\u9fff])·(?=[\u4e00-\u9fff]{2})(?![^()（）]*[)）])")
"""A speck between two characters, read as a point; only units in brackets are printed with one, 元/人·年."""
_SPECKS_WITHIN = re.compile(r"(?<=[\u4e00-\u9fff])[•●■◆▪|×]+\s*(?=[\u4e00-\u9fff])")
_UNSURE, _DIFFERING = 0.55, 0.6
"""How sure a reader has to be of a name; where two readers differ, a little more."""
_SEALED, _UNDER_SEAL = 0.2, 0.8
"""The share of a line from which a seal stands over its characters, not beside them; how sure a reader has to be there.
"""
_SPECKS = dirt("around_names")


def strip_marks(text: str) -> str:
    """A name without leading stars and `指标1:` and without template hints such as `(≥**人)`."""
    return _HINT.sub("", _LEADING.sub("", text.strip())).strip(" \t:：*★·")


def is_indicator(name: str) -> bool:
    """Whether a cleaned name is one: 无, a dash, dots, an unfilled `指标2:` and a day, as a stamp has it, are none."""
    return not (blank(name) or _SLOT.match(name) or _DAY.fullmatch(name) or not re.search(r"\w", name))


def indicator_name(text: str) -> str | None:
    """The cleaned name of a level-3 indicator, or None where the cell holds none."""
    if _SLOT.match(text.strip()):
        return None
    name = strip_marks(text)
    return name if is_indicator(name) else None


def ends_in_label(name: str) -> bool:
    """Whether a project's name has the label of its column behind it: `森林防火项目名称`."""
    return any(name.endswith(label) and name != label for label in load("fields")["fields"]["project"])


def stands_for_others(name: str) -> bool:
    """Whether what stands for a project's name is the sum of several (合计), or a letter that a key elsewhere spells
    out."""
    return vocabulary("fields", "tail").meaning(name) is not None or len(_WRITTEN.findall(name)) == 1


def without_specks(text: str) -> str:
    """A recognised name without the specks read as marks at its ends, or as a stroke in front of its year: `一2020年…`.

    No name begins or ends with such a mark; brackets, quotation marks and full stops stay.
    """
    return _HEADED.sub("", text.strip(_SPECKS + "】" * ("【" not in text))) or text


def recognised_name(text: str, *, share: bool = False) -> str | None:
    """The name of an indicator as it was printed, without what a scan did to it; None where too little is left.
    `share`: its value is a share of a hundred."""
    bare = _SPECKS_WITHIN.sub("", _SPECK_WITHIN.sub("", without_specks(text)))
    whole = strip_marks(_misread_rate(share).sub("率", bare))
    return whole if len(whole) > 1 else None


@cache
def _misread_rate(share: bool) -> re.Pattern[str]:
    """率 at the end of a name, as a recogniser spoils it (`rates.toml`); each word before it has two characters. Of a
    `share` what ends like a room or a book (接种室, 登记书) is one, too."""
    rate = load("rates")
    read_as = rate["read_as"] + rate["read_as_of_a_share"] * share
    return re.compile(rf"(?<={'|'.join(rate['of'])})[{read_as}](?![\u4e00-\u9fff])")


def is_code_and_name(text: str) -> bool:
    """Whether a text is an office's code and its name, and no more: 207101天津市河北区人民法院; a name may begin with a
    year."""
    return _CODE_AND_NAME.match(key(text)) is not None


def recognised_code(text: str) -> str:
    """A recognised code with the figures that were read as letters: the codes of offices and projects have neither O
    nor I."""
    return text.translate(_FIGURES) if _CODED.fullmatch(text) else text


def split_code(text: str) -> tuple[str | None, str]:
    """`219001-某某局`, `[607001]某某镇`, `207101某某法院` -> code and name; no code: None and the text.

    A year in front of 年 is no code; a region's code behind the name (`076005某某法院-210111000`) is left out; a long
    one behind a name that has none in front is the name's own.
    """
    text = _CODE_BEHIND.sub("", text.strip())
    match = _CODE.match(text) or _NAME_AND_CODE.match(text)
    codes = {name: said for name, said in match.groupdict().items() if name != "name"} if match else {}
    code = next(filter(None, codes.values()), None)
    if match is None or code is None or (code.startswith(("19", "20")) and match["name"].startswith("年")):
        return None, text
    return code, match["name"].strip()


def name_doubts(name: str, cell: Printed) -> tuple[Doubt, ...]:
    """What is doubtful about a recognised name: a line left out, a full stop or a comma within it, a lone letter or
    stroke at its end, something of its value, a character that is no simplified one; or its reader is unsure."""
    if not uncertain(cell):
        return ()
    torn = not {LEFT_OUT, LINE_CUT, TORN}.isdisjoint(cell.doubts)
    faint = any(line.confidence <= _least(line) for line in cell.lines)
    odd = any(map(_ODD_END.search, (name, cell.text.strip()))) or any(one.search(name) for one in _ODD)
    strange = not all(map(_is_simplified, HAN.findall(cell.text)))
    return Doubt("name", "unread").when(torn or faint or odd or strange)


def _least(line: Line) -> float:
    """How sure a reader has to be of a line of a name."""
    if line.sealed > _SEALED:
        return _UNDER_SEAL
    return _DIFFERING if is_contested(line) else _UNSURE


def _is_simplified(character: str) -> bool:
    try:
        return bool(character.encode("gb2312"))
    except UnicodeEncodeError:
        return False


def is_name(cell: Printed) -> bool:
    """Whether a cell can be somebody's or something's name: a letter at least, two characters of a recognised one."""
    if uncertain(cell):
        return len(HAN.findall(cell.text)) > 1
    return re.search(r"[^\W\d]", cell.text) is not None


def year_mended(name: str) -> str:
    """A recognised name whose year is of no century that budgets are made in, or has a speck in it, with the year it
    was: 3023年, 20.23年, 2023年."""
    return _CENTURY.sub("20", _SPECKED_YEAR.sub(r"20\1\2", name))
