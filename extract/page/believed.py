"""Characters of the text layer that are not believed: what they say is held against what is seen in their place.

    insane       private use, unmapped, controls with ink: they say nothing
    square       letters as broad as Chinese characters, in whose place such are seen
    unnamed      of a font that does not name them, so that its codes stand for them
    lying        of a font whose codes name other characters than its shapes are (`fonts`, `compared`)
    replaced     of text for which the page gives other words to say (ActualText) than are seen

Where they stand in cells alone, the cells are read from the picture; where they are more, or stand in a title, the page
is.
"""

import ctypes
import re
from collections.abc import Collection, Iterator, MutableMapping, Sequence
from itertools import repeat
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium

from extract.lookalikes import unified
from extract.page.audit import NOTHING, View
from extract.page.compared import misnamed, shown_otherwise
from extract.page.content import Content
from extract.page.fonts import lies, name
from extract.page.language import SQUARE
from extract.sheet import Sheet
from extract.text import is_insane

__all__ = ["disbelieved", "is_believed"]

MOST = 0.5  # of a page's characters: one of which no more are believed is read from its picture
INSTEAD = b"ActualText"
BLANKS = frozenset("\t\n\v\f\r\x1c\x1d\x1e\x1f")  # controls that Python takes for white space
FEW = 3  # characters
NARROW = re.compile(r"[!-$&-?A-LN-VX-ln-vx-~]")  # signs, digits and letters that no type makes as broad as it is high
_HAN = re.compile(r"[\u4e00-\u9fff]")


def disbelieved(view: View, sheet: Sheet, known: MutableMapping[object, bool]) -> frozenset[int]:
    """The characters of the view, by number, that are not believed. `known` keeps what was found out of the document's
    fonts and characters."""
    found = set(_of_lying_fonts(view, known))
    if wrong := frozenset(misnamed(view, sheet, known)):
        found.update(wrong, (n for font in view.fonts if not wrong.isdisjoint(own := _drawn(view, font)) for n in own))
    insane = {text for text in view.sheet.characters if text.strip() and is_insane(text)}
    if insane:
        found.update(n for n, glyph in enumerate(view.sheet.glyphs) if glyph[0] in insane)
    found.update(n for n, glyph in enumerate(view.sheet.glyphs) if glyph[0] in BLANKS and _has_ink(view, n))
    found.update(_of_unnamed(view))
    found.update(_of_square(view, known))
    if any(_is_replaced(item) for item in view.texts):
        found.update(
            _shown_otherwise(view, [n for run in view.runs if _is_replaced(run.item) for n in run.glyphs], known)
        )
    return frozenset(found)


def _has_ink(view: View, number: int) -> bool:
    return bool(view.printed[number] and view.strength[number] >= NOTHING)


def is_believed(view: View, found: Content, glyphs: Collection[int]) -> bool:
    """Whether a page is, of which these characters are not: they are not most of it, and all stand in cells."""
    if len(glyphs) > MOST * int(view.printed.sum()):
        return False
    boxes = [table.box for table in found.tables]
    middles = [((x0 + x1) / 2, (y0 + y1) / 2) for x0, y0, x1, y1 in (view.sheet.glyphs[n].box for n in glyphs)]
    return all(any(x0 <= x <= x1 and y0 <= y <= y1 for x0, y0, x1, y1 in boxes) for x, y in middles)


def _of_lying_fonts(view: View, known: MutableMapping[object, bool]) -> Iterator[int]:
    for font in view.fonts:
        if not name(font):
            yield from _of_nameless(view, font, known)
        elif lies(view, font, known):
            yield from _drawn(view, font)


def _of_nameless(view: View, font: Any, known: MutableMapping[object, bool]) -> Sequence[int]:
    """The characters of a font of Type 3 that shows others: it has neither name nor outlines. One that says Chinese
    characters has been told what they are, and words tell whether that is true."""
    own = _drawn(view, font)
    if any(_HAN.match(unified(view.sheet.glyphs[n].text)) for n in own):
        return ()
    return _shown_otherwise(view, own, known)


def _of_square(view: View, known: MutableMapping[object, bool]) -> Iterator[int]:
    """The characters of a font that draws letters as broad as Chinese characters and shows such: its codes count what
    it has, and nothing says what that is."""
    wide, high = view.boxes[:, 2] - view.boxes[:, 0], view.boxes[:, 3] - view.boxes[:, 1]
    square = {n for n in np.flatnonzero(wide > SQUARE * high).tolist() if NARROW.match(view.sheet.glyphs[n].text)}
    for own in view.by_font.values() if square else ():
        if _shown_otherwise(view, sorted(square.intersection(own)), known, square=True):
            yield from (n for n in own if view.sheet.glyphs[n].text.isascii())


def _of_unnamed(view: View) -> Iterator[int]:
    """The characters that their font does not name, so that their codes stand for them: single ones of a font that
    names others, as a table of codes with gaps has them, or all of one that names none and is no bullet's."""
    words, count = view.words, len(view.sheet.glyphs)
    if pdfium.FPDFText_CountChars(words.raw) != count:
        return
    errors = map(pdfium.FPDFText_HasUnicodeMapError, repeat(words.raw), range(count))
    unnamed = {n for n, error in enumerate(errors) if error == 1 and _has_ink(view, n)}
    for own in view.by_font.values() if unnamed else ():
        found = unnamed.intersection(own)
        if len(found) >= FEW or len(found) < sum(bool(view.printed[n]) for n in own):
            yield from found


def _shown_otherwise(
    view: View, own: Sequence[int], known: MutableMapping[object, bool], *, square: bool = False
) -> Sequence[int]:
    """These characters, which are of one kind, if they are shown as others."""
    key = ("shown", "".join(sorted({view.sheet.glyphs[n].text for n in own})))
    if key not in known:
        known[key] = shown_otherwise(view, own, square=square)
    return own if known[key] else ()


def _drawn(view: View, font: Any) -> Sequence[int]:
    """The characters that a font draws; the page's where PDFium does not tell."""
    if not view.runs:
        return range(len(view.sheet.glyphs))
    return view.by_font.get(ctypes.addressof(font.contents), ())


def _is_replaced(item: object) -> bool:
    """Whether a text object has other words to say than it shows."""
    for n in range(pdfium.FPDFPageObj_CountMarks(item)):
        mark = pdfium.FPDFPageObj_GetMark(item, n)
        if pdfium.FPDFPageObjMark_GetParamValueType(mark, INSTEAD) == pdfium.FPDF_OBJECT_STRING:
            return True
    return False
