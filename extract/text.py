"""Characters put together into printed lines: the one place where text is assembled.

    glyphs ─ tidy ─► without blanks and doubles ─ rows ─► glyphs of one printed line ─ spell ─► Line

A printed line is a set of characters that stand on one baseline. White space of the text layer is not trusted: readers
invent it. A space is set only where the print shows one, and never between two Chinese characters.
"""

import unicodedata
from collections.abc import Iterable, Sequence

from extract.model import Box, Line
from extract.sheet import Glyph

__all__ = ["insane_share", "lines", "unified"]


def unified(text: str) -> str:
    """CJK radicals (U+2E80-2FDF) and compatibility ideographs (U+F900-FAFF) as the characters they look like, then NFC."""
    return unicodedata.normalize(
        "NFC", "".join(unicodedata.normalize("NFKC", c) if _look_alike(c) else c for c in text)
    )


def _look_alike(char: str) -> bool:
    return "⺀" <= char <= "⿟" or "豈" <= char <= "﫿"


def insane_share(glyphs: Sequence[Glyph]) -> float:
    """The share of characters that mean nothing: private use, unmapped, control characters."""
    printed = [glyph.text for glyph in glyphs if glyph.text.strip()]
    bad = sum(1 for text in printed if any(unicodedata.category(c) in ("Co", "Cn", "Cc") or c == "�" for c in text))
    return bad / len(printed) if printed else 0.0


def lines(glyphs: Iterable[Glyph], split: float | None = None) -> tuple[Line, ...]:
    """Printed lines of `glyphs`, top to bottom. `split`: a gap wider than so many ems parts a line in two."""
    tidy = _tidy(glyphs)
    found: list[Line] = []
    for turn in sorted({glyph.turn for glyph in tidy}):
        turned = [glyph for glyph in tidy if glyph.turn == turn]
        for row in _rows(turned, turn):
            found.extend(_spell(part, turn) for part in _parts(row, turn, split))
    return tuple(found)


def _tidy(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """Without blanks, and without a character drawn again over itself to look bold."""
    kept: list[Glyph] = []
    places: dict[str, list[Box]] = {}
    for glyph in glyphs:
        if not glyph.text.strip():
            continue
        boxes = places.setdefault(glyph.text, [])
        if any(_same_place(glyph.box, box) for box in boxes[-3:]):
            continue
        boxes.append(glyph.box)
        kept.append(glyph)
    return kept


def _same_place(a: Box, b: Box) -> bool:
    slack = 0.3 * min(a[2] - a[0], a[3] - a[1])
    return abs(a[0] - b[0]) <= slack and abs(a[1] - b[1]) <= slack


def _upright(box: Box, turn: int) -> Box:
    """The box as it would be if its text ran left to right: along the baseline first, then across it."""
    x0, y0, x1, y1 = box
    return {0: (x0, y0, x1, y1), 90: (y0, -x1, y1, -x0), 180: (-x1, -y1, -x0, -y0), 270: (-y1, x0, -y0, x1)}[turn]


def _rows(glyphs: Sequence[Glyph], turn: int) -> list[list[Glyph]]:
    """Characters grouped by baseline: each joins the line that its height overlaps most of."""
    rows: list[tuple[float, float, list[Glyph]]] = []
    for glyph in sorted(glyphs, key=lambda glyph: _middle(_upright(glyph.box, turn))):
        _, top, _, bottom = _upright(glyph.box, turn)
        if rows:
            low, high, row = rows[-1]
            if min(bottom, high) - max(top, low) > 0.5 * min(bottom - top, high - low):
                row.append(glyph)
                continue
        rows.append((top, bottom, [glyph]))
    return [sorted(row, key=lambda glyph: _upright(glyph.box, turn)[0]) for _, _, row in rows]


def _middle(box: Box) -> float:
    return (box[1] + box[3]) / 2


def _parts(row: list[Glyph], turn: int, split: float | None) -> Iterable[list[Glyph]]:
    if split is None:
        return [row]
    parts = [[row[0]]]
    for before, glyph in zip(row, row[1:], strict=False):
        a, b = _upright(before.box, turn), _upright(glyph.box, turn)
        if b[0] - a[2] > split * max(a[3] - a[1], b[3] - b[1]):
            parts.append([])
        parts[-1].append(glyph)
    return parts


def _spell(row: list[Glyph], turn: int) -> Line:
    text = row[0].text
    for before, glyph in zip(row, row[1:], strict=False):
        a, b = _upright(before.box, turn), _upright(glyph.box, turn)
        gap = (b[0] - a[2]) / max(1e-6, a[3] - a[1])
        if gap > (0.15 if _latin(before.text) and _latin(glyph.text) else 1.0):
            text += " "
        text += glyph.text
    boxes = [glyph.box for glyph in row]
    box = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
    return Line(text=unified(text), box=box)


def _latin(text: str) -> bool:
    return text[-1].isascii() and text[-1].isalpha()
