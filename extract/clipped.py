"""Text that a page break or a full row cut: what a cell's clip path hides is brought back into the part of the cell
that is seen.

A spreadsheet printed over several pages draws a merged cell's whole text on each of them, at one place of the whole
cell, and clips it to the part of the cell on that page: a reader of characters finds it beyond the page, in the margin
or over a repeated header. Text too high for its row (no row of a spreadsheet is higher than 409 points) is drawn over
the rows around it in the same way. The clip path is the cell, so it says where the text belongs.
"""

import ctypes
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from extract.model import Box
from extract.sheet import Glyph, Ruling, Sheet
from extract.source import Document

__all__ = ["brought_home"]

SLACK = 2.0  # points: text may touch the edge of its clip path
LONGEST = 4096  # characters of one text object


class _Run(NamedTuple):
    """One text object and its box."""

    item: object
    box: Box


def brought_home(document: Document, number: int, sheet: Sheet) -> Sheet:
    """The sheet of page `number` with every clipped text moved into its clip path; the same sheet where none is.

    The texts of one clip path move together, keeping their order; what is too high for it is squeezed. Turned pages are
    left as they are.
    """
    if sheet.rotation:
        return sheet
    with document.page(number) as page:
        cut = _cut(page, document.origin(number), sheet)
    moved = _all_moved(document.words(number), cut, sheet.glyphs) if cut else {}
    if not moved:
        return sheet
    glyphs = tuple(moved.get(index, glyph) for index, glyph in enumerate(sheet.glyphs))
    return replace(sheet, glyphs=glyphs)


def _cut(page: pypdfium2.PdfPage, origin: tuple[float, float], sheet: Sheet) -> dict[Box, list[_Run]]:
    """The text objects of each clip path that hides some of them, in points of the page as shown.

    The key is the part of the page that the clip path leaves to be seen. Where that is one cell, what stands there and
    is not clipped belongs to it: LibreOffice clips those lines alone that run over.
    """
    height = sheet.height
    blocks: dict[Box, list[_Run]] = {}
    free: list[_Run] = []
    for n in range(pdfium.FPDFPage_CountObjects(page.raw)):
        item = pdfium.FPDFPage_GetObject(page.raw, n)
        if pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_TEXT:
            x0, y0, x1, y1 = (ctypes.c_float() for _ in range(4))
            pdfium.FPDFPageObj_GetBounds(item, x0, y0, x1, y1)
            run = _Run(item, _shown((x0.value, y0.value, x1.value, y1.value), origin, height))
            clip = _clip(item)
            (free if clip is None else blocks.setdefault(_shown(clip, origin, height), [])).append(run)
    cut = {seen: runs for seen, runs in blocks.items() if seen[3] - seen[1] > SLACK and _any_beyond(runs, seen)}
    for seen, runs in cut.items():
        if _is_ruled(seen, sheet.rulings):
            continue
        around = (other for clip, others in blocks.items() if clip != seen and _covers(clip, seen) for other in others)
        runs += [run for run in (*free, *around) if _covers(seen, run.box)]
    return cut


def _is_ruled(box: Box, rulings: Iterable[Ruling]) -> bool:
    """Whether a ruling runs through a box."""
    x0, y0, x1, y1 = box[0] + SLACK, box[1] + SLACK, box[2] - SLACK, box[3] - SLACK
    sides = {"h": ((y0, y1), (x0, x1)), "v": ((x0, x1), (y0, y1))}
    return any(
        low < ruling.at < high and ruling.start < end and ruling.end > start
        for ruling in rulings
        for (low, high), (start, end) in (sides[ruling.axis],)
    )


def _covers(outer: Box, inner: Box) -> bool:
    return (
        outer[0] - SLACK <= inner[0]
        and outer[1] - SLACK <= inner[1]
        and inner[2] <= outer[2] + SLACK
        and inner[3] <= outer[3] + SLACK
    )


def _any_beyond(runs: Iterable[_Run], seen: Box) -> bool:
    return any(run.box[1] < seen[1] - SLACK or run.box[3] > seen[3] + SLACK for run in runs)


def _all_moved(
    words: pypdfium2.PdfTextPage, cut: Mapping[Box, Sequence[_Run]], glyphs: Sequence[Glyph]
) -> dict[int, Glyph]:
    drawn = _Drawn(glyphs)
    moved: dict[int, Glyph] = {}
    for seen, runs in cut.items():
        moved |= _moved(drawn, [(_text(run.item, words.raw), run.box) for run in runs], seen)
    return moved


def _shown(box: Box, origin: tuple[float, float], height: float) -> Box:
    (left, bottom), (x0, y0, x1, y1) = origin, box
    return (x0 - left, height - (y1 - bottom), x1 - left, height - (y0 - bottom))


def _clip(item: object) -> Box | None:
    """The intersection of an object's clip paths, each taken by its bounding box; None where it has none."""
    path = pdfium.FPDFPageObj_GetClipPath(item)
    boxes = []
    for n in range(max(0, pdfium.FPDFClipPath_CountPaths(path))):
        points = []
        for k in range(pdfium.FPDFClipPath_CountPathSegments(path, n)):
            x, y = ctypes.c_float(), ctypes.c_float()
            if pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFClipPath_GetPathSegment(path, n, k), x, y):
                points.append((x.value, y.value))
        if points:
            xs, ys = zip(*points, strict=True)
            boxes.append((min(xs), min(ys), max(xs), max(ys)))
    if not boxes:
        return None
    lows, highs = [box[:2] for box in boxes], [box[2:] for box in boxes]
    return (max(x for x, _ in lows), max(y for _, y in lows), min(x for x, _ in highs), min(y for _, y in highs))


def _text(item: object, words: object) -> str:
    buffer = (ctypes.c_ushort * LONGEST)()
    size = pdfium.FPDFTextObj_GetText(item, words, buffer, 2 * LONGEST)
    return bytes(buffer)[: max(0, min(size, 2 * LONGEST) - 2)].decode("utf-16-le", errors="replace")


class _Drawn:
    """The glyphs of a page and the text that those with ink spell in drawing order, a character each."""

    def __init__(self, glyphs: Sequence[Glyph]) -> None:
        self.glyphs = glyphs
        self._inked = [index for index, glyph in enumerate(glyphs) if glyph.text.strip()]
        self._text = "".join(text if len(text := glyphs[index].text) == 1 else "\0" for index in self._inked)

    def spelling(self, text: str, box: Box, taken: Container[int]) -> list[int]:
        """The glyphs, one after the other and none of them `taken`, that spell a text within its box."""
        want = "".join(text.split())
        start = self._text.find(want) if want else -1
        while start >= 0:
            found = self._inked[start : start + len(want)]
            if all(index not in taken and _within(self.glyphs[index].box, box) for index in found):
                return found
            start = self._text.find(want, start + 1)
        return []


def _moved(drawn: _Drawn, texts: Iterable[tuple[str, Box]], seen: Box) -> dict[int, Glyph]:
    """The glyphs of one cell's texts by index, shifted (and squeezed) up or down into the part of the cell seen."""
    taken: list[int] = []
    for text, box in texts:
        taken += drawn.spelling(text, box, set(taken))
    if not taken:
        return {}
    glyphs = drawn.glyphs
    top = min(glyphs[index].box[1] for index in taken)
    bottom = max(glyphs[index].box[3] for index in taken)
    room = seen[3] - seen[1]
    scale = min(1.0, room / (bottom - top)) if bottom > top else 1.0
    start = seen[1] + (room - scale * (bottom - top)) / 2

    def home(glyph: Glyph) -> Glyph:
        x0, y0, x1, y1 = glyph.box
        return glyph._replace(box=(x0, start + scale * (y0 - top), x1, start + scale * (y1 - top)))

    return {index: home(glyphs[index]) for index in taken}


def _within(glyph: Box, box: Box) -> bool:
    """Whether a glyph's centre is in a run's box, which may be a line too high or too low, and ends with the ink of its
    last character, half a character before the room of a full stop does."""
    x, y = (glyph[0] + glyph[2]) / 2, (glyph[1] + glyph[3]) / 2
    high = box[3] - box[1]
    across, down = high / 2 + SLACK, high + 2 * SLACK
    return box[0] - across <= x <= box[2] + across and box[1] - down <= y <= box[3] + down
