"""The ink audit: a page's text layer held against what a viewer shows of the page.

The page is rendered twice and coarsely, whole and without its text. Where both are the same no text is seen: white on
white, clipped, in a layer that is off, under paint, transparent, outside the visible part; what the second shows inside
the cells is ink that no character accounts for. Both looks cost little and are only suspicions: what they suspect is
looked at closely, object by object, which few pages need.
"""

import ctypes
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray
from pypdfium2 import PdfTextPage

from extract.model import Box
from extract.page.drawn import UNPAINTED, Pixels, Run, only, rendered, runs, texts
from extract.page.places import boxes_of, crossings, is_plain, printed_in, usual_height
from extract.sheet import Glyph, Ruling, Sheet
from extract.source import Document

__all__ = ["NOTHING", "STROKE", "View"]

COARSE, FINE = 9.0, 24.0  # pixels: the height of a usual character's box at the first look and at the second
LARGEST = 4000  # pixels of the longer side
NOTHING = 8  # levels of 255 that text changes of the coarse picture at least, however thin its strokes are
SEEN = 20  # levels of 255 in one colour: less contrast nobody sees (#ececec on white)
EDGE = 32  # levels from one coarse pixel to the next: ink, no shade of a background
ACROSS, DOWN = np.linspace(0.2, 0.8, 4), np.linspace(0.05, 0.95, 9)
"""Samples of a character's box: as close as pixels at the first look, but for its sides, where its neighbours begin."""
STROKE = 1.5  # boxes' heights: a shorter ruling may be a stroke of a character that is drawn as a path
APART = 3.0  # points that the strokes of one line of the grid are apart, no more
WALL = 2  # coarse pixels beside a cell's edge that are its walls' own
INNER = (WALL + 1, WALL + 1, 1 - WALL, 1 - WALL)
SIDE = 0.15  # of its breadth
AROUND = 2.0  # points

Indices = NDArray[np.intp]


class View:
    """Page `number` of a PDF, of which `sheet` is what its reader saw: `whole` and `bare`, without its text, in coarse
    grey pixels, `scale` of them to the sheet's unit, a point on a page of ordinary type."""

    def __init__(self, document: Document, number: int, sheet: Sheet) -> None:
        with document.page(number) as page:  # is kept until another one is asked for
            self.page = page
        self._document, self._number = document, number
        self.sheet = sheet
        self.frame: Box = (0.0, 0.0, sheet.width, sheet.height)
        self.boxes = boxes_of(sheet)
        self.printed = printed_in(sheet)
        self.height = usual_height(self.boxes, self.printed)
        self.texts = list(texts(page))
        self.doubtful = np.ones(len(sheet.glyphs), np.bool_)  # which of its characters may be unseen
        self.left_out: Set[int] = set()
        self.disbelieved: Set[int] = set()  # the characters that may say other things than are seen
        self.covered: Set[int] = set()  # unseen ones over others: of one twice in a place PDFium tells one
        self.strikes: tuple[Ruling, ...] = ()  # strokes through text that was left out
        self.scale = self._scale(COARSE)
        self.whole = self.picture(self.scale, self.frame, gray=True)
        with only(self.texts):
            self.bare = self.picture(self.scale, self.frame, gray=True)

    def picture(self, scale: float, box: Box, *, gray: bool = False) -> Pixels:
        """A part of the page in pixels, `scale` to the sheet's unit of length."""
        unit = self.sheet.unit
        x0, y0, x1, y1 = box
        return rendered(self.page, scale / unit, (x0 * unit, y0 * unit, x1 * unit, y1 * unit), gray=gray)

    def _scale(self, pixels: float) -> float:
        return min(pixels / self.height, LARGEST / max(self.sheet.width, self.sheet.height))

    @cached_property
    def runs(self) -> list[Run]:
        """The page's text objects with their characters; none where another reader's characters are looked at."""
        return runs(self.words, self.sheet.glyphs)

    @cached_property
    def fonts(self) -> list[Any]:
        """The handles of the fonts of the page's text."""
        handles = map(pdfium.FPDFTextObj_GetFont, self.texts)
        return list({ctypes.addressof(font.contents): font for font in handles}.values())

    @cached_property
    def by_font(self) -> Mapping[int, Sequence[int]]:
        """The characters that each font draws, by the address of its handle; a page drawn by Chromium has dozens."""
        found: dict[int, list[int]] = {}
        for run in self.runs:
            found.setdefault(ctypes.addressof(run.font.contents), []).extend(run.glyphs)
        return found

    @property
    def words(self) -> PdfTextPage:
        """The page's characters as PDFium finds them; to find them takes as long as to render the page."""
        return self._document.words(self._number)

    def still_in(self, sheet: Sheet) -> NDArray[np.bool_]:
        """Which of the view's characters `sheet`, made of them, still has."""
        if sheet.glyphs is self.sheet.glyphs:
            return np.ones(len(sheet.glyphs), np.bool_)
        kept = set(map(id, sheet.glyphs))
        return np.array([id(glyph) in kept for glyph in self.sheet.glyphs], np.bool_)

    def strings(self, sheet: Sheet) -> list[int]:
        """Which text object draws each character of `sheet`, made of the view's own, by number; -1: unknown, -2: one
        that draws no other, as of a writer that places every character by itself."""
        owner: dict[int, int] = {}
        for number, run in enumerate(self.runs):
            owner |= {id(self.sheet.glyphs[n]): number if len(run.glyphs) > 1 else -2 for n in run.glyphs}
        return [owner.get(id(glyph), -1) for glyph in sheet.glyphs]

    def unseen(self, sheet: Sheet) -> list[Glyph]:
        """The characters of `sheet` that nobody sees. It may have fewer than the view's own, and those that were
        brought home from beyond their clip path are known to be meant."""
        self.doubtful = self.still_in(sheet)
        gone = [n for n in self.hidden() if self.doubtful[n]]
        self.covered = self._covering(gone) if gone else set()
        return [self.sheet.glyphs[n] for n in gone]

    def _covering(self, gone: Sequence[int]) -> Set[int]:
        """Those of the unseen characters in whose place text is seen that no other character accounts for."""
        change = self.whole.astype(np.int16) - self.bare
        others = self.printed.copy()
        others[gone] = False
        for x0, y0, x1, y1 in self.boxes[others] * self.scale:
            change[max(0, int(y0) - 1) : int(y1) + 2, max(0, int(x0) - 1) : int(x1) + 2] = 0
        places = np.abs(change).ravel()[self._samples[:, gone]].max(axis=0)
        return {n for n, most in zip(gone, places, strict=True) if most > EDGE}

    def leave_out(self, sheet: Sheet) -> None:
        """Take note of what was left out of the page's text: all that `sheet` has no longer."""
        self.left_out = set(np.flatnonzero(~self.still_in(sheet)).tolist())

    def seen_items(self) -> list[Any]:
        """The text objects of which anything was left in."""
        printed = {int(n) for n in np.flatnonzero(self.printed)} - self.left_out
        return [run.item for run in self.runs if not printed.isdisjoint(run.glyphs)] if self.runs else self.texts

    def hidden(self) -> Set[int]:
        """The characters that nobody sees, by index."""
        blank = self._blank()
        crossed = self.crossed[self.doubtful[self.crossed]]
        if not len(blank) and not len(crossed):
            return set()
        found = self.runs
        if not found:
            return self._unseen(blank)
        return self._blank_runs(found, set(blank.tolist())) | self._crossed_runs(found, set(crossed.tolist()))

    @cached_property
    def strength(self) -> Pixels:
        """How much each character changes the coarse picture, 0 to 255: its contrast where its strokes are as thick as
        a pixel, less where they are thinner."""
        whole, bare = self.whole.ravel().take(self._samples), self.bare.ravel().take(self._samples)
        return np.asarray((np.maximum(whole, bare) - np.minimum(whole, bare)).max(axis=0, initial=0), np.uint8)

    def _blank(self) -> Indices:
        """Characters in whose box text changes nothing of the coarse picture. Marks of punctuation may be too small."""
        faint = np.flatnonzero(self.printed & self.doubtful & (self.strength < NOTHING))
        return faint[[is_plain(self.sheet.glyphs[n].text) for n in faint]] if len(faint) else faint

    @cached_property
    def crossings(self) -> list[tuple[int, int]]:
        """Pairs of characters of which one is drawn over the other."""
        return crossings(self.sheet.glyphs, self.boxes, self.printed, self.height)

    @cached_property
    def crossed(self) -> Indices:
        """Characters over which another one is drawn: either may be what nobody sees, or laid over the page."""
        return np.array(sorted({n for pair in self.crossings for n in pair}), np.intp)

    @cached_property
    def _samples(self) -> Indices:
        """Samples of every character's box as indices of the coarse picture's pixels, a column for each character."""
        high, wide = self.whole.shape
        x0, y0, x1, y1 = (self.boxes * self.scale).T
        xs = (x0 + np.multiply.outer(ACROSS, x1 - x0)).astype(np.intp).clip(0, wide - 1)
        ys = (y0 + np.multiply.outer(DOWN, y1 - y0)).astype(np.intp).clip(0, high - 1)
        return np.asarray((ys[:, None] * wide + xs[None]).reshape(-1, len(self.boxes)), np.intp)

    def _unseen(self, suspects: Indices, shown: Sequence[Run] | None = None) -> Set[int]:
        """Those of the characters that change nothing of the page in fine colours, with all its text or only that of
        the runs `shown`."""
        if not len(suspects):
            return set()
        scale = self._scale(FINE)
        x0, y0 = np.floor((self.boxes[suspects, :2].min(axis=0) - AROUND) * scale) / scale
        x1, y1 = self.boxes[suspects, 2:].max(axis=0) + AROUND
        part = (float(x0), float(y0), float(x1), float(y1))
        with only(self.texts):
            bare = self.picture(scale, part)
        with only(self.texts, self.texts if shown is None else [run.item for run in shown]):
            change = _change(self.picture(scale, part), bare)
        return {int(n) for n in suspects if not _any(change, self.boxes[n], part, scale)}

    def _blank_runs(self, found: Sequence[Run], blank: Set[int]) -> Set[int]:
        """Of the characters that seem to have no ink those that have none. A box may lie beside its character where a
        font's figures are wrong: a run that is seen at all is seen in its characters' boxes."""
        runs = [run for run in found if not blank.isdisjoint(run.glyphs)]
        told = {n for run in runs if not run.is_embedded and not self._is_unpainted(run) for n in run.glyphs}
        suspects = np.array(sorted({n for run in runs for n in run.glyphs if self.printed[n]} - told), np.intp)
        gone = self._unseen(suspects, runs)
        return gone if gone and not self._is_misplaced(runs, gone) else set()

    def _is_unpainted(self, run: Run) -> bool:
        """Whether a run of a font that may be missing here is told by its colour that nobody sees it."""
        red, green, blue, alpha = run.colour
        if run.mode in UNPAINTED or alpha < SEEN:
            return True
        x0, y0, x1, y1 = (self.boxes[run.glyphs[0]] * self.scale).astype(int)
        paper = self.bare[max(0, y0) : y1 + 1, max(0, x0) : x1 + 1]
        own = round(0.299 * red + 0.587 * green + 0.114 * blue)
        return bool(paper.size) and abs(own - float(np.median(paper))) < SEEN

    def _is_misplaced(self, runs: Sequence[Run], gone: Set[int]) -> bool:
        """Whether the runs of which characters seem to be unseen draw ink beside all of their boxes."""
        mine = [run for run in runs if not gone.isdisjoint(run.glyphs)]
        with only(self.texts, [run.item for run in mine]):
            change = self.picture(self.scale, self.frame, gray=True).astype(np.int16) - self.bare
        for run in mine:
            for x0, y0, x1, y1 in self.boxes[list(run.glyphs)] * self.scale:
                change[max(0, int(y0) - 1) : int(y1) + 2, max(0, int(x0) - 1) : int(x1) + 2] = 0
        return bool((np.abs(change) > EDGE).any())

    def _crossed_runs(self, found: Sequence[Run], crossed: Set[int]) -> Set[int]:
        """Of runs over or under others those that are not seen where they are drawn alone."""
        gone: set[int] = set()
        for run in found:
            suspects = [n for n in run.glyphs if n in crossed]
            if suspects and (run.is_embedded or self._is_unpainted(run)):
                gone |= self._unseen(np.array([n for n in run.glyphs if self.printed[n]], np.intp), [run])
        return gone

    def inked(self, boxes: Sequence[Box]) -> list[int]:
        """Which of these boxes of cells hold ink that is no text's, by number."""
        edges = np.zeros(self.bare.shape, np.bool_)
        edges[:, 1:] = _steps(self.bare[:, 1:], self.bare[:, :-1])
        edges[1:] |= _steps(self.bare[1:], self.bare[:-1])
        found = self._with_edges(edges, boxes)
        return [found[n] for n in self._with_edges(edges, [self._within_walls(boxes[n]) for n in found])]

    def _with_edges(self, edges: NDArray[np.bool_], boxes: Sequence[Box]) -> list[int]:
        """Which boxes of cells hold such an edge between their walls, by number."""
        corners = (np.array(boxes).reshape(-1, 4) * self.scale).astype(int)
        sides = np.add(corners, INNER).clip(0).tolist()
        return [n for n, (x0, y0, x1, y1) in enumerate(sides) if np.count_nonzero(edges[y0:y1, x0:x1])]

    def _within_walls(self, cell: Box) -> Box:
        """A cell's box within the innermost strokes of its walls: of several drawn nearly in one place the grid made
        one side between them."""
        x0, y0, x1, y1 = cell
        walls = [ruling for ruling in self.sheet.rulings if ruling.end - ruling.start > STROKE * self.height]
        across = [ruling.at for ruling in walls if ruling.axis == "h"]
        down = [ruling.at for ruling in walls if ruling.axis == "v"]
        return (
            max((at for at in down if x0 < at <= x0 + APART), default=x0),
            max((at for at in across if y0 < at <= y0 + APART), default=y0),
            min((at for at in down if x1 - APART <= at < x1), default=x1),
            min((at for at in across if y1 - APART <= at < y1), default=y1),
        )

    def holding(self, glyphs: Iterable[int], boxes: Iterable[Box]) -> Iterator[int]:
        """Which of these boxes of cells hold any of these characters, by number."""
        numbers = list(glyphs)
        if numbers:
            x, y = self.boxes[numbers, 0::2].mean(axis=1), self.boxes[numbers, 1::2].mean(axis=1)
            for n, (x0, y0, x1, y1) in enumerate(boxes):
                if ((x0 <= x) & (x < x1) & (y0 <= y) & (y < y1)).any():
                    yield n


def _steps(one: Pixels, other: Pixels) -> NDArray[np.bool_]:
    return np.asarray(np.maximum(one, other) - np.minimum(one, other) > EDGE, np.bool_)


def _change(one: Pixels, other: Pixels) -> Pixels:
    """How far two pictures differ, in the colour in which they do most."""
    return np.asarray((np.maximum(one, other) - np.minimum(one, other)).max(axis=2), np.uint8)


def _any(change: Pixels, box: NDArray[np.float64], part: Box, scale: float) -> bool:
    """Whether a picture of `part` of the page changes within a character's box, but for its sides, over which its
    neighbours may lean."""
    x0, y0, x1, y1 = ((box - np.array(part[:2] * 2)) * scale).tolist()
    side = SIDE * (x1 - x0)
    own = change[max(0, int(y0)) : max(1, int(y1) + 1), max(0, int(x0 + side)) : max(1, int(x1 - side) + 1)]
    return bool((own >= SEEN).any())
