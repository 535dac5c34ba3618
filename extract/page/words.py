"""Characters that make no word where they stand: text is cut into words by the dictionary of jieba, and where two
characters in a row are left over that no word takes, they were named wrongly as a rule. The dictionary does not know
every word of an office (辅警, 维稳)."""

import re
from itertools import accumulate, pairwise

import rjieba

__all__ = ["wordless"]

_HAN = re.compile(r"[\u4e00-\u9fff]")
_BEHIND = frozenset("率数度量额次人户年月日个县市区镇乡村局办本类级性化费金款均")
"""What is the end of a longer word by itself, or counts: not so at the head of a text, or behind another such one."""
_ANYWHERE = frozenset("及与和的等或在对为新老大小上下内外高低无不未已各含较每全")


def wordless(text: str) -> set[int]:
    """The characters of a text that stand beside one another and belong to no word of several."""
    tokens = rjieba.cut(text, False)
    starts = [0, *accumulate(map(len, tokens))]
    single = [
        len(token) == 1
        and _HAN.match(token) is not None
        and token not in _ANYWHERE
        and not (token in _BEHIND and before and (len(before) > 1 or not _HAN.match(before)))
        for before, token in pairwise(["", *tokens])
    ]
    both = (n for n, pair in enumerate(pairwise(single)) if all(pair))
    return {start for n in both for start in (starts[n], starts[n + 1])}
