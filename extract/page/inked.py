"""Ink in a cell that no character of the text layer accounts for, read by the recogniser: characters drawn as curves, a
small picture with a number, a handwritten note.

Only the cells in which the coarse look saw such ink are read. What is a picture's, a seal's or a stroke's and no
character's is left; what looks like characters and was not read leaves the doubt `ink_unread`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.model import Box, Cell, Line
from extract.ocr.lines import ReadLine, first_reading, read_lines
from extract.ocr.places import gazetteer
from extract.page.audit import STROKE, View
from extract.page.content import Content
from extract.page.drawn import Pixels, only
from extract.page.frames import boxes
from extract.page.reading import Place, Suspects, doubted
from extract.scan.clean import clean
from extract.scan.crops import crop
from extract.scan.ink import ink
from extract.scan.lines import Blobs, TextLine, blobs, cell_lines
from extract.settings import ExtractSettings
from extract.sheet import Ruling

__all__ = ["read"]

HEIGHT = 26.0  # pixels: the text's as the recogniser knows it best
BOX = 1.4  # of a text's height: what fonts claim for the box of a character
LARGEST = 5000  # pixels of the page's longer side
FAINT = 165  # of 255: ink no darker than this is laid under the page
THIN = 0.14  # of the text's height: strokes of characters are joined, a lone one so thin is a line
BENT = 0.12  # heights by which a stroke's ink strays from its axis; that of 人 or 户, as thin, by twice as much
LONG = 1.6  # heights: no character is a straight stroke of this length
CORNER = 0.6  # heights: what the rounding of a cell's corner takes of it, and no character fits in
BORDER = ("][", "[]")  # a bracket, and its other without which it is the border of a note at a line's end
CORE = 0.3  # of a line's box: what is so far from its top and its foot runs through its characters
THROUGH = 0.55  # of a line's height, or of its length where it is shorter: no less is struck out
ASIDE = 0.3  # of its breadth: ink that lies over text by no more stands beside it
TICKS = "√✓✔"  # by which a reader agrees: none is part of the text before it
TOUCHING = 1.5  # pixels
WALL = 0.12  # heights on either side of a wall that are the wall's


class _Picture(NamedTuple):
    """The page's ink at `scale` pixels to the sheet's unit of length."""

    gray: Pixels
    ink: Blobs
    scale: float


def read(
    view: View, content: Content, suspects: Suspects, settings: ExtractSettings, *, recognise: bool
) -> dict[Place, Cell]:
    """Those of the suspected cells that hold other characters than they say, read; where nothing may be recognised,
    doubted.

    Raises `ReaderUnavailable` where the recogniser's weights are missing.
    """
    bare = _picture(view, content, shown=False)
    struck = {place for place in suspects.inked if _is_struck(bare, _cell(content, place))}
    found = {place: _lines(bare, _cell(content, place).box) for place in suspects.inked if place not in struck}
    inked = {place: lines for place, lines in found.items() if lines}
    asked = struck if recognise else struck.union(inked, suspects.covered, suspects.untold)
    read = _read(view, content, inked, suspects, bare, settings) if recognise else {}
    return read | {place: doubted(_cell(content, place)) for place in asked}


def _cell(content: Content, place: Place) -> Cell:
    return content.tables[place[0]].cells[place[1]]


def _picture(view: View, content: Content, *, shown: bool) -> _Picture:
    """The page's ink, with its text or without it, its walls taken out."""
    scale = min(BOX * HEIGHT / view.height, LARGEST / max(view.sheet.width, view.sheet.height))
    with only(view.texts, view.seen_items() if shown else ()):
        page = clean(np.ascontiguousarray(view.picture(scale, view.frame)))
    gray = page.gray.copy()
    strokes = [ruling for ruling in view.sheet.rulings if ruling.end - ruling.start > STROKE * view.height]
    strokes += view.strikes
    for top, _, *sides in boxes(view.sheet.rulings):  # a box within a cell is drawn around a text
        strokes += sides if top.end - top.start > STROKE * view.height else []
    for box in (cell.box for table in content.tables for cell in table.cells):
        strokes += _sides(box)
    for x0, y0, x1, y1 in (_stroke(ruling, scale, WALL * HEIGHT) for ruling in strokes):
        gray[y0:y1, x0:x1] = 255
    marks = ink(gray, HEIGHT)
    faint = _faint(gray, marks)
    gray[faint] = 255
    marks[faint] = 0
    return _Picture(gray, blobs(marks, HEIGHT, page.tint if page.tint.any() else None), scale)


def _faint(gray: Pixels, marks: Pixels) -> NDArray[np.bool_]:
    """Where ink is joined to none that is dark: what is laid under the page."""
    _, labels = cv2.connectedComponents(marks)
    dark = np.zeros(int(labels.max()) + 1, np.bool_)
    dark[labels[(gray <= FAINT) & (marks > 0)]] = True
    return np.asarray((marks > 0) & ~dark[labels], np.bool_)


def _sides(box: Box) -> list[Ruling]:
    x0, y0, x1, y1 = box
    return [Ruling("h", y0, x0, x1), Ruling("h", y1, x0, x1), Ruling("v", x0, y0, y1), Ruling("v", x1, y0, y1)]


def _stroke(ruling: Ruling, scale: float, around: float) -> tuple[int, int, int, int]:
    at, start, end = ruling.at * scale, ruling.start * scale, ruling.end * scale
    x0, y0, x1, y1 = (start, at, end, at) if ruling.axis == "h" else (at, start, at, end)
    return (
        max(0, round(x0 - around)),
        max(0, round(y0 - around)),
        max(0, round(x1 + around)),
        max(0, round(y1 + around)),
    )


def _lines(picture: _Picture, box: Box) -> list[TextLine]:
    """The lines that characters' ink makes in a cell."""
    x0, y0, x1, y1 = (side * picture.scale for side in box)
    ink = _without_corners(picture.ink, (x0, y0, x1, y1))
    return [line for line in cell_lines(ink, (x0, y0, x1, y1)) if _is_writing(ink, line, (x0, y0, x1, y1))]


def _is_struck(picture: _Picture, cell: Cell) -> bool:
    """Whether ink runs through a printed line of a cell: slanted strokes, a wavy one, by which a text is struck out."""
    for line in cell.lines:
        x0, y0, x1, y1 = (side * picture.scale for side in line.box)
        high = y1 - y0
        part = picture.ink.mask[round(y0 + CORE * high) : round(y1 - CORE * high), round(x0) : round(x1)]
        if part.size and part.any(axis=0).sum() >= min(THROUGH * high, THROUGH * (x1 - x0)):
            return True
    return False


def _without_corners(ink: Blobs, box: Box) -> Blobs:
    """The ink without what rounds a cell's corners: no character stands so near to two walls."""
    x0, y0, x1, y1 = box
    reach = CORNER * ink.height
    beside = (ink.boxes[:, 2] <= x0 + reach) | (ink.boxes[:, 0] >= x1 - reach)
    cornered = beside & ((ink.boxes[:, 3] <= y0 + reach) | (ink.boxes[:, 1] >= y1 - reach))
    return replace(ink, letters=ink.letters & ~cornered)


def _is_writing(ink: Blobs, line: TextLine, cell: Box) -> bool:
    """Whether a line's ink is more than straight strokes, as an underline or one that strikes a cell out, and more than
    what runs in from beyond the cell's walls, as a seal's ring does."""
    x0, y0, x1, y1 = line[:4]
    own = ink.boxes[
        ink.letters
        & (ink.boxes[:, 0] >= x0)
        & (ink.boxes[:, 1] >= y0)
        & (ink.boxes[:, 2] <= x1)
        & (ink.boxes[:, 3] <= y1)
    ]
    edge = WALL * HEIGHT + TOUCHING
    within = (own[:, 0] > cell[0] + edge) & (own[:, 1] > cell[1] + edge)
    within &= (own[:, 2] < cell[2] - edge) & (own[:, 3] < cell[3] - edge)
    return any(not _is_straight(ink, blob) for blob in own[within])


def _is_straight(ink: Blobs, blob: NDArray[np.int32]) -> bool:
    """Whether a blob is one long thin stroke, level, upright or slanted."""
    x0, y0, x1, y1 = blob.tolist()
    length = float(np.hypot(x1 - x0, y1 - y0))
    if length < LONG * ink.height:
        return False
    points = np.argwhere(ink.mask[y0:y1, x0:x1] > 0)
    if len(points) / length >= max(3.0, THIN * ink.height):
        return False
    aside = float(np.linalg.eigvalsh(np.cov(points.T))[0]) ** 0.5
    return bool(aside < BENT * ink.height)


def _read(
    view: View,
    content: Content,
    inked: Mapping[Place, Sequence[TextLine]],
    suspects: Suspects,
    bare: _Picture,
    settings: ExtractSettings,
) -> dict[Place, Cell]:
    """The cells with their ink read: an empty cell's alone, another's together with its text."""
    mixed = {place for place in inked if _cell(content, place).lines}.union(suspects.covered, suspects.untold)
    whole = _picture(view, content, shown=True) if mixed else bare
    lines = [(place, line) for place, own in inked.items() if place not in mixed for line in own]
    alone = len(lines)
    lines += [(place, line) for place in sorted(mixed) for line in _lines(whole, _cell(content, place).box)]
    pictures = [bare if n < alone else whole for n in range(len(lines))]
    images = [crop(picture.gray, picture.ink, line) for picture, (_, line) in zip(pictures, lines, strict=True)]
    texts = read_lines(images, first_reading(images), settings.vocabularies, gazetteer(settings.places))
    empty = {place for place in suspects.covered if not _cell(content, place).lines and place not in inked}
    said: dict[Place, list[Line]] = {place: [] for place in mixed.union(inked) - empty}
    for (place, line), text in zip(lines, texts, strict=True):
        if text.text:
            said.setdefault(place, []).append(_line(text, line, bare.scale))
    untold = frozenset(suspects.untold)
    apart = {place for place, own in inked.items() if _stand_apart(own, _cell(content, place), bare.scale)}
    return {
        place: _settled(_cell(content, place), own, is_told=place not in untold, is_apart=place in apart)
        for place, own in said.items()
    }


def _stand_apart(lines: Sequence[TextLine], cell: Cell, scale: float) -> bool:
    """Whether ink stands beside a cell's text, and not over or under it."""
    printed = [tuple(side * scale for side in line.box) for line in cell.lines]
    return bool(printed) and any(
        all(min(x1, line[2]) - max(x0, line[0]) <= ASIDE * (x1 - x0) for line in printed)
        for x0, _, x1, _ in (line[:4] for line in lines)
    )


def _line(read: ReadLine, line: TextLine, scale: float) -> Line:
    x0, y0, x1, y1 = (side / scale for side in line[:4])
    return Line(
        text=_without_border(read.text),
        box=(x0, y0, x1, y1),
        origin="ocr",
        confidence=read.confidence,
        readings=read.readings,
    )


def _without_border(text: str) -> str:
    for pair in BORDER:
        text = text if pair[1] in text else text.strip(pair[0])
    return text


def _settled(cell: Cell, read: Sequence[Line], *, is_told: bool, is_apart: bool) -> Cell:
    """The cell as its picture reads it, if that has all of its text, as far as it is told; one that reads no otherwise
    is left as it is, with a doubt where ink stands beside its text, and so is one that a reader has ticked off."""
    said, seen = _squeezed(cell.text), _squeezed("".join(line.text for line in read))
    if said == seen and said:
        return doubted(cell) if is_apart else cell
    if not seen or (is_told and (seen.rstrip(TICKS) == said or not _holds(seen, said))):
        return doubted(cell)
    return cell.model_copy(update={"lines": tuple(read)})


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _holds(whole: str, part: str) -> bool:
    """Whether the characters of `part` stand in `whole` in their order."""
    rest = iter(whole)
    return all(character in rest for character in part)
