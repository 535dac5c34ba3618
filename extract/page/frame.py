"""What of a page's text and rulings lies on the page at all: within its visible part, and along its sides."""

from collections.abc import Iterator
from dataclasses import replace

from extract.printed import blanks
from extract.sheet import Glyph, Ruling, Sheet

__all__ = ["in_frame", "level", "slanted"]

SLACK = 2.0  # points beyond the page's edge, where a border may be drawn
LEVEL_SHARE = 0.1  # of the characters: where fewer are level, those askew are the page's text


def slanted(sheet: Sheet) -> list[Glyph]:
    """The characters laid over the page at an angle, as a watermark or a seal has them."""
    found = [glyph for glyph in sheet.glyphs if glyph[2] % 90]
    return found if len(found) <= (1 - LEVEL_SHARE) * len(sheet.glyphs) else []


def level(sheet: Sheet) -> Sheet:
    """The sheet with its text along the page's sides and the rulings on the page alone, and no underscores for text.

    Of a page that is mostly askew the nearest quarter turn tells the way of its text.
    """
    rulings = tuple(ruling for ruling in sheet.rulings if _is_on(ruling, sheet))
    if len(rulings) < len(sheet.rulings):
        sheet = replace(sheet, rulings=rulings)
    sheet = sheet.without(blanks(sheet))
    if sheet.is_level:
        return sheet
    askew = slanted(sheet)
    if askew:
        return sheet.without(askew)
    glyphs = tuple(glyph._replace(turn=round(glyph.turn / 90) * 90 % 360) for glyph in sheet.glyphs)
    return replace(sheet, glyphs=glyphs)


def in_frame(sheet: Sheet) -> Sheet:
    """The sheet without the characters that stand outside the visible part of the page."""
    return sheet.without(list(_outside(sheet)))


def _outside(sheet: Sheet) -> Iterator[Glyph]:
    width, height = sheet.width, sheet.height
    for glyph in sheet.glyphs:
        x0, y0, x1, y1 = glyph[1]
        if x0 < 0 or y0 < 0 or x1 > width or y1 > height:
            x, y = (x0 + x1) / 2, (y0 + y1) / 2
            if not (0 <= x <= width and 0 <= y <= height):
                yield glyph


def _is_on(ruling: Ruling, sheet: Sheet) -> bool:
    across, along = (sheet.height, sheet.width) if ruling.axis == "h" else (sheet.width, sheet.height)
    return -SLACK <= ruling.at <= across + SLACK and ruling.end >= -SLACK and ruling.start <= along + SLACK
