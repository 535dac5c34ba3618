"""Walls where none are drawn: columns and rows that only the alignment of the words shows.

    level rulings ─ bands ─► ends of their strokes, else gutters between the words ─► walls between cells
    no rulings    ─ rich rows of words are rows, the gutters of the richest one are columns ─► walls

The header is the row with most words; below it every row has the header's columns, above it labels and values stand in
pairs, parted where the gap is. What comes out is a guess that a person should see: the caller carries the doubt.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import itemgetter
from statistics import median
from typing import NamedTuple

from extract.model import Box, Line
from extract.rulings import clusters, join
from extract.sheet import Ruling, Sheet
from extract.text import lines

__all__ = ["APART", "LEAST_COLUMNS", "LEAST_RULINGS", "NARROW", "aligned", "stand_in_columns", "walls"]

APART = 1.0  # heights of the text: a wider gap parts two cells
NARROW = 0.35  # heights: so does a gap as narrow, where the header has a gap too
LEAST_RULINGS = 4  # level ones that make a table
LEAST_COLUMNS = 3
RICH = 0.5  # of the header's words: what a row of its own has
_OUTLINE = re.compile(r"\d{1,2}(?:\.\d{1,2}){2,3}")
"""The number of an item of an outline, which belongs to the words behind it: 1.4.1; two parts may be a value."""
SAME_ROW = 0.5  # heights
SNAP = 2.0  # points between ends of strokes that are one place
AROUND = 6.0  # points that a table reaches beyond its outermost words
CENTRED = 0.35  # of a row's height by which a merged cell's words may lie off its middle


class _Band(NamedTuple):
    """One row of the page: from where to where it reaches, and the words in it from left to right."""

    top: float
    bottom: float
    words: list[Box]


def aligned(sheet: Sheet) -> tuple[Ruling, ...]:
    """The walls of the one table that a sheet's words and level rulings show; none where they show none."""
    parts = [line.box for line in lines(sheet.glyphs, split=NARROW)]
    return walls(lines(sheet.glyphs, split=APART), parts, sheet.rulings)


def walls(found: Sequence[Line], parts: Sequence[Box], rulings: Sequence[Ruling]) -> tuple[Ruling, ...]:
    """The same of printed lines that were parted at gaps wider than `APART`, and of their parts between any wider than
    `NARROW`."""
    words = _words(found)
    if len(words) < LEAST_COLUMNS:
        return ()
    height = median(box[3] - box[1] for box in words)
    words = _parted(words, parts, height)
    level = [ruling for ruling in rulings if ruling.axis == "h" and ruling.end - ruling.start > height]
    whole = join(level, SNAP)
    places = sorted({ruling.at for ruling in whole})
    if len(places) >= LEAST_RULINGS:
        bands = _ruled_bands(places, words)
        left, right = min(ruling.start for ruling in whole), max(ruling.end for ruling in whole)
        ends = _ends(level, left, right)
        upright = list(_ended(bands, level, ends))
        if not _parts_all(upright, bands):
            upright += list(_gutters(bands, left, right, upright))
        return (*whole, *_sides(bands, left, right), *upright) if upright else ()
    return tuple(_unruled(words, height))


def stand_in_columns(words: Sequence[Box]) -> bool:
    """Whether words may be a table's though no ruling shows one: several rows of them have enough side by side."""
    rows = _rows(words, median(box[3] - box[1] for box in words)) if words else []
    return sum(_abreast(row) >= LEAST_COLUMNS for row in rows) >= LEAST_RULINGS


def _words(found: Sequence[Line]) -> list[Box]:
    """The boxes of words, without the rows of which every one names something and says it, as those above a table do
    (填报单位:…, 单位:万元)."""
    if not found:
        return []
    height = median(line.box[3] - line.box[1] for line in found)
    says = {line.box: ":" in line.text[1:-1] or "：" in line.text[1:-1] for line in found}
    rows = [row for row in _rows(list(says), height) if not all(says[box] for box in row)]
    numbers = {line.box for line in found if _OUTLINE.fullmatch(line.text)}
    return [box for row in rows for box in _with_numbers(sorted(row), numbers)]


def _with_numbers(row: Sequence[Box], numbers: set[Box]) -> Iterator[Box]:
    """The words of a row from left to right, each with the number of an outline that stands in front of it."""
    begun: Box | None = None
    for box in row:
        whole = box if begun is None else (begun[0], min(begun[1], box[1]), box[2], max(begun[3], box[3]))
        begun = whole if box in numbers and box is not row[-1] else None
        if begun is None:
            yield whole


def _parted(words: Sequence[Box], parts: Sequence[Box], height: float) -> list[Box]:
    """The words, those parted that run over a gap of the header in which they have a narrow one of their own: of two
    cells of which the left one is full."""
    rows = _rows(words, height)
    gaps = [(before[2], after[0]) for before, after in pairwise(sorted(rows[_head(rows)]))]
    found = []
    for word in words:
        own = sorted(part for part in parts if _holds(word, part))
        for before, after in pairwise(own):
            if any(start <= before[2] and after[0] <= end for start, end in gaps):
                found.append((word[0], word[1], before[2], word[3]))
                word = (after[0], *word[1:])
        found.append(word)
    return found


def _holds(word: Box, part: Box) -> bool:
    return word[0] <= part[0] and part[2] <= word[2] and word[1] <= (part[1] + part[3]) / 2 <= word[3]


def _ruled_bands(places: Sequence[float], words: Sequence[Box]) -> list[_Band]:
    return [
        _Band(top, bottom, sorted(box for box in words if top < (box[1] + box[3]) / 2 <= bottom))
        for top, bottom in pairwise(places)
    ]


def _sides(bands: Sequence[_Band], left: float, right: float) -> Iterator[Ruling]:
    for at in (left, right):
        yield Ruling("v", at, bands[0].top, bands[-1].bottom)


def _ends(level: Sequence[Ruling], left: float, right: float) -> list[float]:
    """Where strokes end within the table, again and again: a ruling that is drawn cell by cell."""
    places = [end for ruling in level for end in (ruling.start, ruling.end) if left + SNAP < end < right - SNAP]
    groups: dict[float, int] = {}
    for group in clusters(set(places), SNAP):
        groups[sum(group) / len(group)] = sum(min(group) <= place <= max(group) for place in places)
    return [at for at, count in groups.items() if count > 1]


def _ended(bands: Sequence[_Band], level: Sequence[Ruling], ends: Sequence[float]) -> Iterator[Ruling]:
    """Walls from the ends of strokes: in each row where strokes end above or below it, and between two such rows, as
    long as no stroke above or below runs on over the place, nor any word."""
    beside = {place: [ruling for ruling in level if abs(ruling.at - place) <= SNAP] for place in _places(bands)}
    for at in ends:
        ended = {place: any(_ends_at(ruling, at) for ruling in found) for place, found in beside.items()}
        free = {place: ended[place] or not any(_over(ruling, at) for ruling in beside[place]) for place in beside}
        told = [n for n, band in enumerate(bands) if ended[band.top] or ended[band.bottom]]
        for n, band in enumerate(bands):
            inside = bool(told) and told[0] <= n <= told[-1] and free[band.top] and free[band.bottom]
            if inside and not any(x0 < at < x1 for x0, _, x1, _ in band.words):
                yield Ruling("v", at, band.top, band.bottom)


def _places(bands: Sequence[_Band]) -> list[float]:
    return [bands[0].top, *(band.bottom for band in bands)]


def _ends_at(ruling: Ruling, at: float) -> bool:
    return min(abs(ruling.start - at), abs(ruling.end - at)) <= SNAP


def _over(ruling: Ruling, at: float) -> bool:
    return ruling.start + SNAP < at < ruling.end - SNAP


def _parts_all(walls: Sequence[Ruling], bands: Sequence[_Band]) -> bool:
    """Whether there is a wall between any two words of a row."""
    return all(
        any(before[2] <= wall.at <= after[0] and wall.start <= band.top and band.bottom <= wall.end for wall in walls)
        for band in bands
        for before, after in pairwise(band.words)
    )


def _gutters(bands: Sequence[_Band], left: float, right: float, walls: Sequence[Ruling] = ()) -> Iterator[Ruling]:
    """Walls from the gaps between words: the header's columns from the header on, one in each gap above it that has
    none yet. Where `walls` stand in a gap of the header it is there that the column ends."""
    head = _head([band.words for band in bands])
    if len(bands[head].words) < LEAST_COLUMNS:
        return
    columns = _columns(bands[head:], [wall for wall in walls if wall.end > bands[head].top])
    for band in bands[:head]:
        beside = [wall.at for wall in walls if wall.start <= band.top and band.bottom <= wall.end]
        for before, after in pairwise(band.words):
            if not any(before[2] <= at <= after[0] for at in beside):
                inside = [at for at in columns if before[2] < at < after[0]]
                yield Ruling("v", inside[0] if inside else (before[2] + after[0]) / 2, band.top, band.bottom)
    for band in bands[head:]:
        for at in columns:
            if left < at < right and not any(x0 < at < x1 for x0, _, x1, _ in band.words):
                yield Ruling("v", at, band.top, band.bottom)


def _head(rows: Sequence[Sequence[Box]]) -> int:
    """The header: of the rows with most words side by side the one whose gutters the fewest words below run over."""
    abreast = [_abreast(words) for words in rows]

    def crossed(n: int) -> int:
        return sum(_gutter(rows[n:], before, after)[1] for before, after in pairwise(sorted(rows[n])))

    return min((n for n, count in enumerate(abreast) if count == max(abreast)), key=crossed)


def _abreast(words: Sequence[Box]) -> int:
    """How many words stand side by side, none over another."""
    count, reach = 0, float("-inf")
    for x0, _, x1, _ in sorted(words, key=itemgetter(2)):
        if x0 >= reach:
            count, reach = count + 1, x1
    return count


def _columns(bands: Sequence[_Band], walls: Sequence[Ruling] = ()) -> list[float]:
    """Where the columns of the first of these rows part: where most walls stand, else in the middle of what most rows
    leave free."""
    found = []
    for before, after in pairwise(bands[0].words):
        between = [wall.at for wall in walls if before[2] <= wall.at <= after[0]]
        rows = [band.words for band in bands]
        found.append(max(between, key=between.count) if between else _gutter(rows, before, after)[0])
    return found


def _gutter(rows: Sequence[Sequence[Box]], before: Box, after: Box) -> tuple[float, int]:
    """Where the columns of two words of the header part, and how many words of these rows run over it: in the middle of
    the widest strip between the two that the fewest words run over and that parts the words of most rows."""
    start, end = before[2], after[0]
    words = [(x0, x1) for row in rows for x0, _, x1, _ in row if x0 < end and x1 > start]
    zone = [[(x0 + x1) / 2 for x0, _, x1, _ in row if before[0] <= (x0 + x1) / 2 <= after[2]] for row in rows]
    places = sorted({start, end, *(x for word in words for x in word if start < x < end)})

    def cost(strip: tuple[float, float]) -> tuple[int, int, float]:
        low, high = strip
        together = sum(len(row) > 1 and (max(row) <= low or min(row) >= high) for row in zone)
        return sum(x0 < high and x1 > low for x0, x1 in words), together, low - high

    low, high = min(pairwise(places), key=cost) if len(places) > 1 else (start, end)
    return (low + high) / 2, cost((low, high))[0]


def _unruled(words: Sequence[Box], height: float) -> Iterator[Ruling]:
    """A table of words alone: rows with more than a few of them, and what stands nearest to each."""
    rows = _rows(words, height)
    head = _head(rows)
    most = len(rows[head])
    rich = [row for n, row in enumerate(rows) if len(row) >= (RICH * most if n >= head else 2)]
    if most < LEAST_COLUMNS or len(rich) < LEAST_RULINGS:
        return
    for box in (box for row in rows if row not in rich for box in row):
        nearest = min(rich, key=lambda row: abs(_middle(row[0]) - _middle(box)))
        if abs(_middle(nearest[0]) - _middle(box)) <= 2 * height:
            nearest.append(box)
    extents = [(min(box[1] for box in row), max(box[3] for box in row)) for row in rich]
    middles = [(above[1] + below[0]) / 2 for above, below in pairwise(extents)]
    places = [extents[0][0] - AROUND, *middles, extents[-1][1] + AROUND]
    bands = [_Band(top, bottom, sorted(row)) for (top, bottom), row in zip(pairwise(places), rich, strict=True)]
    left = min(box[0] for row in rich for box in row) - AROUND
    right = max(box[2] for row in rich for box in row) + AROUND
    walls = list(_gutters(bands, left, right))
    head = _head([band.words for band in bands])
    yield from _sides(bands, left, right)
    yield from walls
    yield from (Ruling("h", at, left, right) for at in places[: head + 2])
    columns = [left, *_columns(bands[head:]), right]
    for start, end in pairwise(columns):
        for at in _ends_of_merged(bands[head + 1 :], start, end):
            yield Ruling("h", at, start, end)


def _ends_of_merged(bands: Sequence[_Band], start: float, end: float) -> list[float]:
    """Below which rows a column's cells end. Words in the middle of several rows tell how many they stand for; where
    that does not come out even, each row has a cell of its own."""
    own = [box for band in bands for box in band.words if start < (box[0] + box[2]) / 2 < end]
    bottoms, found = [band.bottom for band in bands], []
    top = bands[0].top if bands else 0.0
    for group in clusters([_middle(box) for box in own], SAME_ROW * (own[0][3] - own[0][1]) * 3) if own else []:
        reach = group[0] + group[-1] - top
        nearest = min(bottoms, key=lambda bottom: abs(bottom - reach))
        if abs(nearest - reach) > CENTRED * (bottoms[0] - bands[0].top) or nearest <= top:
            return bottoms
        found.append(nearest)
        top = nearest
    return found if found and found[-1] == bottoms[-1] else bottoms


def _rows(words: Sequence[Box], height: float) -> list[list[Box]]:
    rows: list[list[Box]] = []
    for box in sorted(words, key=_middle):
        if rows and _middle(box) - _middle(rows[-1][0]) <= SAME_ROW * height:
            rows[-1].append(box)
        else:
            rows.append([box])
    return rows


def _middle(box: Box) -> float:
    return (box[1] + box[3]) / 2
