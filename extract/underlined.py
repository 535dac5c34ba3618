"""A sign that is underlined: > and < with a stroke of their own below are ≥ and ≤, as people make them who have no key
for these."""

from dataclasses import replace

from extract.sheet import Glyph, Ruling, Sheet

__all__ = ["with_underlined_signs"]

MEANT = {">": "≥", "＞": "≥", "<": "≤", "＜": "≤"}
LONGEST = 1.8  # of the sign's breadth: a longer stroke is a line to write on
ASIDE = 0.4  # of its breadth by which the stroke may lie beside it
BELOW = (0.55, 1.3)  # of its height from its top


def with_underlined_signs(sheet: Sheet) -> Sheet:
    """The sheet with such signs, and without their strokes, which are no walls."""
    if MEANT.keys().isdisjoint(sheet.characters):
        return sheet
    strokes: dict[int, Ruling] = {}
    glyphs = list(sheet.glyphs)
    for n, glyph in enumerate(glyphs):
        if glyph[0] in MEANT and (below := [ruling for ruling in sheet.rulings if _underlines(ruling, glyph)]):
            strokes |= {id(ruling): ruling for ruling in below}
            glyphs[n] = glyph._replace(text=MEANT[glyph.text])
    if not strokes:
        return sheet
    rulings = tuple(ruling for ruling in sheet.rulings if id(ruling) not in strokes)
    return replace(sheet, glyphs=tuple(glyphs), rulings=rulings)


def _underlines(ruling: Ruling, glyph: Glyph) -> bool:
    if ruling.axis != "h":
        return False
    x0, y0, x1, y1 = glyph.box
    wide, high = x1 - x0, y1 - y0
    beside = abs(ruling.start + ruling.end - x0 - x1) / 2
    return (
        ruling.end - ruling.start <= LONGEST * wide
        and beside <= ASIDE * wide
        and y0 + BELOW[0] * high <= ruling.at <= y0 + BELOW[1] * high
    )
