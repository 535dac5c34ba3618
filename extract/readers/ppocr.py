"""The scan reader: grid first, then every line of every cell, by PP-OCRv6 through onnxruntime."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract.context import Columns
from extract.grid import TableGrid
from extract.model import ALIGNED, FORM_UNREAD, TURNED, Line, Page
from extract.ocr.detect import detect
from extract.ocr.language import unmet
from extract.ocr.lines import ReadLine, first_reading, read_lines
from extract.ocr.orientation import turn_needed
from extract.ocr.places import gazetteer
from extract.ocr.recognise import Recognition
from extract.ocr.said import WORDLESS
from extract.page.content import COLUMN_GAP
from extract.scan.assemble import Placed, assemble, lines_at, with_line
from extract.scan.columns import guessed, may_be_columns, parted
from extract.scan.crops import LineImage, crop
from extract.scan.lines import TextLine, cell_lines
from extract.scan.prepare import Prepared, prepare
from extract.scan.raster import Raster, resized
from extract.scan.seam import halves, joined
from extract.settings import ExtractSettings
from extract.triage import HEAD, TITLE, UNRULED, says_form_in

__all__ = ["NAME", "Found", "find", "glance", "read", "rejoin"]

NAME = "ppocr"
UPRIGHT = 0.5
SIDEWAYS = 2  # characters
GLANCE_SIDE = 1700
SURE = 0.98
STRIP = 12.0  # heights of the text: what holds a title of a few lines
COARSE = 14.5  # pixels of the text's height: below it, at 115 dpi for ordinary type, a comma has lost its tail
UNTOLD = 0.5
_THOUSANDS = re.compile(r"(?<![\d.])\d{1,3}[.．]\d{3}(?!\d)")
LEADING = 1.5  # heights of a line: how far below it the next one of its text begins at most
WHOLE = 0.8
"""How surely a line put together from its halves is read at least, and no less surely than either of them."""


class Found(NamedTuple):
    """Where text stands on a page: its tables, and each line with the place of its cell (None: outside)."""

    grids: list[TableGrid]
    places: list[tuple[int, int] | None]
    lines: list[TextLine]
    images: list[LineImage]


def read(raster: Raster, number: int, settings: ExtractSettings, rotation: int = 0, columns: Columns = ()) -> Page:
    """Everything that stands on a page's picture: tables, cells, lines with their confidence and readings."""
    page, found, first = _upright(raster)
    lines = _read(page, found, first, settings)
    doubts: tuple[str, ...] = ()
    if not found.grids and (columns or says_form_in(_printed(lines), settings.form_words)):
        guess = find(page, guessed(page, [(line.box, line.read.text) for line in lines], columns))
        doubts = (ALIGNED,) if guess.grids else (FORM_UNREAD,)
        if guess.grids:
            found, lines = guess, _read(page, guess, first_reading(guess.images), settings)
    if not found.grids and all(len(line.read.text) < 2 for line in lines):
        lines = []  # lone signs and no table: a picture's dirt
    made = assemble(page, found.grids, lines, number, rotation, NAME)
    return made.model_copy(update={"doubts": (*doubts, *made.doubts)}) if doubts else made


def _read(page: Prepared, found: Found, first: Sequence[Recognition], settings: ExtractSettings) -> list[Placed]:
    """What was found on a page, read."""
    texts = read_lines(found.images, first, settings.vocabularies, gazetteer(settings.places))
    texts = _pointed(_wrapped(found, texts), page.height)
    return [Placed(*one) for one in zip(found.places, found.lines, texts, strict=True)]


def _printed(lines: Sequence[Placed]) -> list[Line]:
    """The lines in pixels of the straight page."""
    return [Line(text=line.read.text, box=line.box[:4]) for line in lines if line.read.text]


def _wrapped(found: Found, texts: list[ReadLine]) -> list[ReadLine]:
    """The lines, doubted where two of one cell, one below the other, make no word of the characters at their break and
    were not both read surely (of 90 such in cells of three corpora 59 were read wrongly)."""
    doubted = list(texts)
    for n, after in pairwise(at for at, text in enumerate(texts) if text.text):
        upper, lower = texts[n], texts[after]
        unsure = min(upper.confidence, lower.confidence) < SURE
        if unsure and _goes_on(found, n, after) and _unbound(upper.text, lower.text):
            for at in (n, after):
                doubted[at] = doubted[at]._replace(confidence=min(doubted[at].confidence, WORDLESS))
    return doubted


def _goes_on(found: Found, n: int, after: int) -> bool:
    """Whether a line stands right below another one of its cell."""
    upper, lower = found.lines[n], found.lines[after]
    same = found.places[n] is not None and found.places[n] == found.places[after]
    return same and lower.y0 - upper.y1 < LEADING * (upper.y1 - upper.y0)


def _unbound(upper: str, lower: str) -> bool:
    """Whether a character at the break between two lines was never met beside what stands before and behind it."""
    return not unmet(upper + lower).isdisjoint({len(upper) - 1, len(upper)})


def _pointed(texts: list[ReadLine], height: float) -> list[ReadLine]:
    """The lines, doubted where a point stands before just three digits and the page is too coarse to tell it from a
    comma, which makes a thousandfold of the number."""
    if height >= COARSE:
        return texts
    return [
        text._replace(confidence=min(text.confidence, UNTOLD)) if _THOUSANDS.search(text.text) else text
        for text in texts
    ]


def rejoin(pages: tuple[Page, Page], rasters: tuple[Raster, Raster], settings: ExtractSettings) -> tuple[Page, Page]:
    """Two pages that follow one another, with the lines that the break between them ran through read as one: whole
    at the foot of the first page, gone from the head of the second. What reads no better so stays as it is."""
    upper, lower = (prepare(raster, _turned(page)) for page, raster in zip(pages, rasters, strict=True))
    pairs = [(foot, head, joined(foot, head, upper.blobs.height)) for foot, head in halves(upper, lower)]
    images = [image for _, _, made in pairs for image in made]
    texts = iter(read_lines(images, first_reading(images), settings.vocabularies, gazetteer(settings.places)))
    first, second = pages
    for foot, head, made in pairs:
        read = max((next(texts) for _ in made), key=lambda one: one.confidence, default=None)
        before = foot.line and upper.page_box(*foot.line[:4])
        after = head.line and lower.page_box(*head.line[:4])
        parts = [line.confidence for line in (*lines_at(first, before), *lines_at(second, after))]
        if read is not None and read.confidence >= max([WHOLE, *parts]):
            first = with_line(first, before, read)
            second = with_line(second, after, None if before else read)
    return first, second


def _turned(page: Page) -> int:
    """By how many degrees a page was turned when it was read."""
    return next((int(doubt.removeprefix(TURNED)) for doubt in page.doubts if doubt.startswith(TURNED)), 0)


def glance(raster: Raster, settings: ExtractSettings) -> str | None:
    """Why a page's picture holds no form, at a tenth of the cost of reading it; None where it may: it is ruled, its ink
    stands in columns, or the lines at its head say so. How the last two rows of a table lie on a page of their own, its
    middle empty, is a guess: it is looked at as it is, too."""
    longest = max(raster.pixels.shape[:2])
    small = resized(raster, GLANCE_SIDE / longest) if longest > GLANCE_SIDE else raster
    turns = sorted({turn_needed(small.pixels), 0}, reverse=True)
    return None if any(_may_hold_form(prepare(small, turn), settings) for turn in turns) else UNRULED


def _may_hold_form(page: Prepared, settings: ExtractSettings) -> bool:
    return page.has_table() or may_be_columns(page) or says_form_in(_head(page), settings.form_words)


def _head(page: Prepared) -> list[Line]:
    """The lines at the head of a page that may be a title, as the tiny model reads them."""
    letters = page.blobs.boxes[page.blobs.letters]
    if not len(letters):
        return []
    top = max(0, int(letters[:, 1].min() - page.height))
    strip = page.gray[top : top + round(STRIP * page.height)]
    lines = [line for line in detect(strip, page.height)[:HEAD] if line.x1 - line.x0 <= TITLE * (line.y1 - line.y0)]
    read = first_reading([LineImage(strip[max(0, y0) : y1, max(0, x0) : x1]) for x0, y0, x1, y1, _ in lines])
    return [Line(text=one.text, box=line[:4]) for line, one in zip(lines, read, strict=True) if one.text]


def _upright(raster: Raster) -> tuple[Prepared, Found, list[Recognition]]:
    """The page turned as the classifier says; where its lines read badly so, turned as they read best."""
    return max(_tried(raster), key=lambda one: one[:2])[2]


def _tried(raster: Raster) -> Iterator[tuple[float, int, tuple[Prepared, Found, list[Recognition]]]]:
    """The page turned one way after the other until it is legible: how well it reads, minus the turn, what was read."""
    likely = turn_needed(raster.pixels)
    for turn in (likely, *(other for other in (0, 180, 90, 270) if other != likely)):
        page = prepare(raster, turn)
        found = find(page)
        first = first_reading(found.images)
        legible = _legible(found.images, first)
        yield legible, -turn, (page, found, first)
        if legible >= UPRIGHT or not first:
            return


def _legible(images: Sequence[LineImage], lines: Sequence[Recognition]) -> float:
    """How well lines read, 0 to 1, weighted by their length: on a page that lies on its side lines are a sign or two,
    one of each line of a cell."""
    read = [(image.copies == 1 and len(line.text) > SIDEWAYS, line) for image, line in zip(images, lines, strict=True)]
    weights = [len(line.text) if several else 1 for several, line in read]
    scores = [line.score if several else 0.0 for several, line in read]
    return sum(w * s for w, s in zip(weights, scores, strict=True)) / max(1, sum(weights))


def find(page: Prepared, guess: Sequence[TableGrid] = ()) -> Found:
    """Where text stands on a prepared page, and the pictures of its lines as the recogniser gets them. `guess`: its
    tables, where its rulings draw none."""
    grids = page.grids() or list(guess)
    placed: list[tuple[tuple[int, int] | None, TextLine]] = []
    for n, grid in enumerate(grids):
        for k, cell in enumerate(grid.cells):
            placed += [((n, k), line) for line in cell_lines(page.blobs, cell.box)]
    outside = _outside(page, grids)
    if not grids:
        outside = [part for line in outside for part in parted(page.blobs, line, COLUMN_GAP)]
    placed += [(None, line) for line in outside]
    lines = [line for _, line in placed]
    images = [crop(page.gray, page.blobs, line) for line in lines]
    return Found(grids, [place for place, _ in placed], lines, images)


def _outside(page: Prepared, grids: Sequence[TableGrid]) -> list[TextLine]:
    """Lines detected where no table is, within the rows that have ink there."""
    height = page.blobs.height
    letters = page.blobs.boxes[page.blobs.letters]
    gray = page.gray.copy()
    for grid in grids:
        x0, y0, x1, y1 = (round(v) for v in grid.box)
        gray[y0:y1, x0:x1] = 255
        middle = (letters[:, :2] + letters[:, 2:]) / 2
        inside = (middle > (x0, y0)).all(axis=1) & (middle < (x1, y1)).all(axis=1)
        letters = letters[~inside]
    lines: list[TextLine] = []
    for top, bottom in _strips(letters, round(2 * height)):
        found = detect(gray[max(0, top) : bottom], height)
        lines += [line._replace(y0=line.y0 + max(0, top), y1=line.y1 + max(0, top)) for line in found]
    return lines


def _strips(boxes: NDArray[np.int32], margin: int) -> list[tuple[int, int]]:
    """The rows that hold these boxes, with a margin, as few strips."""
    strips: list[tuple[int, int]] = []
    for top, bottom in sorted((int(box[1]), int(box[3])) for box in boxes):
        if strips and top - margin <= strips[-1][1]:
            strips[-1] = (strips[-1][0], max(strips[-1][1], bottom + margin))
        else:
            strips.append((top - margin, bottom + margin))
    return strips
