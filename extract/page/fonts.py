"""Fonts that lie: their codes say other digits than their shapes show, as some do that guard a page against copying.

The outline that a font draws for each digit, and for ≥ and ≤, is compared with that character's in a few faces
(`shapes.json`): a look that takes no rendering, once a font and document. Where another one's shape is nearer by far,
and the page uses the font for that character, the recogniser reads the outlines; if it sees others, the font's text is
not what is seen.
"""

import ctypes
import json
from collections.abc import Mapping, MutableMapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from extract.errors import ReaderUnavailable
from extract.page.audit import View
from extract.page.drawn import Pixels

__all__ = ["REMEMBERED", "Mark", "lies", "mark", "name"]

DIGITS, SIGNS = "0123456789", "≥≤"
ROWS, COLUMNS, FINER = 16, 12, 1
NARROWEST = 0.5  # of its height: no digit's shape is made broader than that
NEARER = 0.1  # by which another digit's shape is nearer: of 240 digits of 24 faces another is by 0.03 at most
LIKE = 0.6  # how near a shape is to a digit's at least: what a font draws for any character that it has not is none
SURE = 0.8  # how surely the recogniser reads an outline as another digit
MANY = 3  # digits that tell alone, where there is no recogniser
TALL = 40  # pixels of an outline's picture for the recogniser
NOWHERE = 0xFFFE  # no character: a font draws for it what it draws for all that it has not
REMEMBERED = 20_000  # characters that a process knows to be drawn as what they are called

Mark = tuple[str, int, float, float, float, float]
_HONEST: set[Mark] = set()
"""Most documents of an office have the same few faces: their outlines are compared once a process."""
Shape = NDArray[np.float64]
Contours = list[list[tuple[float, float]]]


def name(font: Any) -> str:
    """A font's name, with the tag of its part that is embedded; empty for a font of Type 3, which has none."""
    buffer = ctypes.create_string_buffer(256)
    pdfium.FPDFFont_GetBaseFontName(font, buffer, len(buffer))
    return buffer.value.decode("latin-1")


def lies(view: View, font: Any, known: MutableMapping[object, bool]) -> bool:
    """Whether a font of the page lies about its digits and signs. `known` keeps what was found out of the document's
    fonts: two of one name are told apart by what they draw."""
    printed = sorted(view.sheet.characters.intersection(DIGITS + SIGNS))
    drawn = {char: outline for char in printed if (outline := pdfium.FPDFFont_GetGlyphPath(font, ord(char), 1.0))}
    told = {char: _mark(char, outline) for char, outline in drawn.items()}
    key = (name(font), *told.values())
    if key not in known:
        known[key] = _lies(view, font, drawn, told)
    return known[key]


def mark(view: View, char: str) -> Mark | None:
    """What a page draws for a character, at a glance; None where its fonts draw several shapes or give no outlines."""
    found: set[Mark] = set()
    for font in view.fonts:
        shown, missing = (pdfium.FPDFFont_GetGlyphPath(font, code, 1.0) for code in (ord(char), NOWHERE))
        if shown and not (missing and _mark(char, missing) == _mark(char, shown)):
            found.add(_mark(char, shown))
    return found.pop() if len(found) == 1 else None


def _lies(view: View, font: Any, drawn: Mapping[str, Any], marks: Mapping[str, Mark]) -> bool:
    found = [mark[1:] for mark in marks.values()]  # a font draws one shape for all that it has not
    outlines = {
        char: _contours(outline)
        for char, outline in drawn.items()
        if found.count(marks[char][1:]) == 1 and marks[char] not in _HONEST
    }
    suspects = [
        char for char in outlines if outlines[char] and _is_another(char, _shape(outlines[char], ROWS, COLUMNS))
    ]
    if len(_HONEST) < REMEMBERED:
        _HONEST.update(marks[char] for char in outlines if outlines[char] and char not in suspects)
    used = _used(view, font) if suspects else set()
    suspects = [char for char in suspects if char in used]
    if not suspects:
        return False
    try:
        seen = _recognised({char: outlines[char] for char in suspects})
    except (ImportError, ReaderUnavailable):
        return len(suspects) >= MANY
    return any(seen[char] not in ("", char) for char in suspects)


def _mark(char: str, outline: Any) -> Mark:
    """What tells a character's outline from others at a glance: how many segments it has, its first point and one amid
    it."""
    x, y = ctypes.c_float(), ctypes.c_float()
    count = pdfium.FPDFGlyphPath_CountGlyphSegments(outline)
    points: list[float] = []
    for n in (0, count // 2):
        pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFGlyphPath_GetGlyphPathSegment(outline, n), x, y)
        points += (x.value, y.value)
    return char, count, points[0], points[1], points[2], points[3]


def _contours(outline: Any) -> Contours:
    """A character's outline, by its points, curves by those that control them; in ems."""
    found: Contours = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for n in range(pdfium.FPDFGlyphPath_CountGlyphSegments(outline)):
        segment = pdfium.FPDFGlyphPath_GetGlyphPathSegment(outline, n)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        if not found or pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO:
            found.append([])
        found[-1].append((x.value, y.value))
    return [contour for contour in found if len(contour) > 2]


def _shape(contours: Contours, rows: int, columns: int) -> Shape:
    """How much of each field of a grid an outline fills (even-odd), 0 to 1; the outline is as high as the grid."""
    starts = np.array([point for contour in contours for point in contour])
    ends = np.array([point for contour in contours for point in (*contour[1:], contour[0])])
    low, high = starts.min(axis=0), starts.max(axis=0)
    wide, tall = high - low
    if tall <= 0:
        return np.zeros((rows, columns))
    across = max(float(wide), NARROWEST * float(tall), 1e-6)
    ys = high[1] - (np.arange(rows * FINER) + 0.5) / (rows * FINER) * tall
    xs = low[0] - (across - wide) / 2 + (np.arange(columns * FINER) + 0.5) / (columns * FINER) * across
    (ax, ay), (bx, by) = starts.T, ends.T
    crossing = (ay > ys[:, None]) != (by > ys[:, None])
    with np.errstate(divide="ignore", invalid="ignore"):
        at = np.where(crossing, ax + (ys[:, None] - ay) / (by - ay) * (bx - ax), np.inf)
    filled = (at[:, :, None] < xs).sum(axis=1) % 2
    return np.asarray(filled.reshape(rows, FINER, columns, FINER).mean(axis=(1, 3)), np.float64)


@cache
def _faces(kind: str) -> Shape:
    """The shapes of the digits or the signs in some faces, each centred and of length 1: faces x characters x
    fields."""
    data = json.loads(files(__package__).joinpath("shapes.json").read_text(encoding="utf-8"))
    return _centred(np.array([[[int(level, 16) for level in char] for char in face] for face in data[kind]], float))


def _centred(shapes: Shape) -> Shape:
    shapes = shapes - shapes.mean(axis=-1, keepdims=True)
    return np.asarray(shapes / np.maximum(np.linalg.norm(shapes, axis=-1, keepdims=True), 1e-9), np.float64)


def _is_another(char: str, shape: Shape) -> bool:
    kind, alphabet = ("digits", DIGITS) if char in DIGITS else ("signs", SIGNS)
    near = (_faces(kind) @ _centred(shape.reshape(-1))).max(axis=0)
    return bool(near.max() > max(LIKE, near[alphabet.index(char)] + NEARER))


def _used(view: View, font: Any) -> set[str]:
    """The characters that the page has from a font; those of all its fonts where PDFium does not tell."""
    mine = ctypes.addressof(font.contents)
    own = [run for run in view.runs if ctypes.addressof(run.font.contents) == mine]
    numbers = [n for run in own for n in run.glyphs] if view.runs else range(len(view.sheet.glyphs))
    return {view.sheet.glyphs[n].text for n in numbers}


def _recognised(outlines: Mapping[str, Contours]) -> dict[str, str]:
    """What the recogniser reads in the outline of each character; nothing where it is unsure."""
    from extract.ocr.recognise import recognise  # loads OpenCV and the models

    read = recognise([_picture(contours) for contours in outlines.values()], "tiny")
    said = [one.text[0] if one.text and one.score >= SURE and len(set(one.text)) == 1 else "" for one in read]
    return dict(zip(outlines, said, strict=True))


def _picture(contours: Contours, copies: int = 3) -> Pixels:
    """An outline three times side by side, black on white: a recogniser made for words is unsure of a lone digit."""
    wide = TALL * COLUMNS // ROWS
    digit = np.pad(255 * (1 - _shape(contours, TALL, wide)), ((8, 8), (3, 3)), constant_values=255)
    edge = np.full((len(digit), 12), 255.0)
    parts: Sequence[Shape] = [edge, *[digit] * copies, edge]
    return np.hstack(parts).astype(np.uint8)
