"""Characters that only look like the ones meant: CJK radicals and compatibility ideographs become unified ideographs.

Fonts subset by some printers map a glyph back to the radical that shares its shape (⽬ U+2F6C for 目), so that a text
layer looks right and compares wrong. For Kangxi radicals and compatibility ideographs Unicode's own compatibility
mapping knows the ideograph; for the radicals supplement (U+2E80-2EFF) it does not, and the Unicode Character Database's
property Equivalent_Unified_Ideograph says it.
"""

import unicodedata

__all__ = ["unified"]

SUPPLEMENT = dict(
    pair
    for pair in ["⺁厂", "⺂乛", "⺃乚", "⺄乙", "⺅亻", "⺆冂", "⺇𠘨", "⺈刀", "⺉刂", "⺊卜", "⺋㔾", "⺌小", "⺍小", "⺎兀", "⺏尣", "⺐尢", "⺑𡯂", "⺒巳", "⺓幺", "⺔彑", "⺕𫜹", "⺖忄", "⺗心", "⺘扌", "⺙攵", "⺛旡", "⺜日", "⺝月", "⺞歺", "⺟母", "⺠民", "⺡氵", "⺢氺", "⺣灬", "⺤爫", "⺥爫", "⺦丬", "⺧牛", "⺨犭", "⺩王", "⺪𤴔", "⺫目", "⺬示", "⺭礻", "⺮𥫗", "⺯糹", "⺰纟", "⺱罓", "⺲罒", "⺳㓁", "⺴冗", "⺵𦉫", "⺶羊", "⺷𦍌", "⺸𦍋", "⺹耂", "⺺肀", "⺻聿", "⺼肉", "⺽𦥑", "⺾艹", "⺿艹", "⻀艹", "⻁虎", "⻂衤", "⻃覀", "⻄西", "⻅见", "⻆角", "⻇𧢲", "⻈讠", "⻉贝", "⻊𧾷", "⻋车", "⻌辶", "⻍辶", "⻎辶", "⻏邑", "⻐钅", "⻑長", "⻒镸", "⻓长", "⻔门", "⻕𨸏", "⻖阝", "⻗雨", "⻘青", "⻙韦", "⻚页", "⻛风", "⻜飞", "⻝食", "⻞𩙿", "⻟飠", "⻠饣", "⻡𩠐", "⻢马", "⻣骨", "⻤鬼", "⻥鱼", "⻦鸟", "⻧卤", "⻨麦", "⻩黄", "⻪黾", "⻫斉", "⻬齐", "⻭歯", "⻮齿", "⻯竜", "⻰龙", "⻱龜", "⻲亀", "⻳龟"]
)


def unified(text: str) -> str:
    """The text with radicals (U+2E80-2FDF) and compatibility ideographs (U+F900-FAFF) unified, then in NFC."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", "".join(map(_plain, text)))


def _plain(char: str) -> str:
    if "\u2e80" <= char <= "\u2fdf" or "\uf900" <= char <= "\ufaff":
        return SUPPLEMENT.get(char) or unicodedata.normalize("NFKC", char)
    return char
