"""Characters that make no word where they stand: a line that reads 爸理人数 was read wrongly, however surely.

A recogniser's probabilities know strokes, not the language. Text is cut into words by the dictionary of jieba; where
two characters in a row are left over that no word takes, the larger model reads them once more, and of two readings the
one that is all words stands. The dictionary does not know every word of an office (辅警, 维稳): being left over is a
reason to look again, not to doubt.
"""

import re
from collections.abc import Sequence
from itertools import accumulate, pairwise

import rjieba

from extract.ocr.alternatives import Part, alternatives

__all__ = ["reworded", "unbound", "wordless"]

_HAN = re.compile(r"[\u4e00-\u9fff]")
_BEHIND = frozenset("率数度量额次人户年月日个县市区镇乡村局办本类级性化费金款均")
"""What is the end of a longer word by itself, or counts: not so at the head of a text, or behind another such one."""
LEAST, SHORT, LIKELY, APART, WIDE = 0.002, 4, 0.1, 1.5, 4
"""The least probability of a character that makes words, in a text too short to bear it out, and how much likelier it
is than any other that does: of 966 texts of two corpora that were no words, 21 were mended so, and one of two
characters spoiled; of 845 that were read rightly, names of people and words of no dictionary, that was the only one."""
LONGEST = 30  # characters of two lines that are no prose
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


def reworded(text: str, parts: Sequence[Part]) -> str:
    """The text with the one character or two changed that the models held likely in their stead and that make it all
    words; the text itself where there are none, or none that are likelier than others. `parts` are its readings."""
    found = _changed(text, parts)
    if not any(not wordless(one) for one in found):
        best = sorted(found.items(), key=lambda one: -one[1])[:WIDE]
        found = {two: one[1] * held for one in best for two, held in _changed(one[0], parts).items()}
    whole = sorted(((held, one) for one, held in found.items() if not wordless(one)), reverse=True)[:2]
    return whole[0][1] if whole and (len(whole) == 1 or whole[0][0] >= APART * whole[1][0]) else text


def _changed(text: str, parts: Sequence[Part]) -> dict[str, float]:
    """The texts with one character changed that leaves fewer without a word, with its probability."""
    odd = wordless(text)
    found: dict[str, float] = {}
    for at in odd:
        for character, held in alternatives(at, parts, LEAST if len(text) >= SHORT else LIKELY).items():
            beside = text[max(0, at - 1) : at + 2]  # their probabilities reach as far as here
            changed = text[:at] + character + text[at + 1 :]
            if _HAN.match(character) and character not in beside and wordless(changed) < odd:
                found[changed] = max(held, found.get(changed, 0.0))
    return found


def unbound(upper: str, lower: str) -> bool:
    """Whether a character at the break between two lines belongs to no word of either, nor to one across it: 维护社,
    公稳定."""
    beside = {len(upper) - 1, len(upper)}
    return len(upper + lower) <= LONGEST and not beside.isdisjoint(wordless(upper + lower))
