"""Characters that only look like the ones meant: CJK radicals and compatibility ideographs become unified ideographs,
and signs the plain ones.

Fonts subset by some printers map a glyph back to the radical that shares its shape (⽬ U+2F6C for 目), so that a text
layer looks right and compares wrong. For Kangxi radicals and compatibility ideographs Unicode's own compatibility
mapping knows the ideograph; for the radicals supplement (U+2E80-2EFF) it does not, and the Unicode Character Database's
property Equivalent_Unified_Ideograph says it.
"""

import re
import unicodedata

__all__ = ["unified"]

RADICALS = (
    "⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳"
    "⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥"
    "⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳"
)
IDEOGRAPHS = (
    "厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑𫜹忄心扌攵旡日月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁"
    "冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼"
    "鸟卤麦黄黾斉齐歯齿竜龙龜亀龟"
)
SUPPLEMENT = dict(zip(RADICALS, IDEOGRAPHS, strict=True))
SIGNS = dict(zip("\u02dc\u066a\u2010\u2011\u2024\u2044\u2212\u2215\u223c\u301c", "~%--./-/~~", strict=True))
"""Signs of another script or of mathematics, as fonts name what they draw for the plain ones."""
LOOK_ALIKE = re.compile(f"[\u2e80-\u2fdf\uf900-\ufaff{''.join(SIGNS)}]")


def unified(text: str) -> str:
    """The text with radicals (U+2E80-2FDF), compatibility ideographs (U+F900-FAFF) and signs unified, then in NFC."""
    return unicodedata.normalize("NFC", LOOK_ALIKE.sub(_plain, text))


def _plain(found: re.Match[str]) -> str:
    return SUPPLEMENT.get(found[0]) or SIGNS.get(found[0]) or unicodedata.normalize("NFKC", found[0])
