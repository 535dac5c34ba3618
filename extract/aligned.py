"""Walls where none are drawn: columns and rows that only the alignment of the words shows.

    level rulings ─ bands ─► ends of their strokes, else gutters between the words ─► walls between cells
    no rulings    ─ rich rows of words are rows, the gutters of the richest one are columns ─► walls

The header is the row with most words; below it every row has the header's columns, above it labels and values stand in
pairs, parted where the gap is. What comes out is a guess that a person should see: the caller carries the doubt.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from extract.model import Box, Line
from extract.rows import LEAST_COLUMNS, LEAST_RULINGS, SAME_ROW, in_rows, middle, side_by_side, table_words
from extract.rulings import clusters, join
from extract.sheet import Ruling, Sheet
from extract.text import lines

__all__ = ["APART", "NARROW", "aligned", "walls"]

APART = 1.0  # heights of the text: a wider gap parts two cells
NARROW = 0.35  # heights: so does a gap as narrow, where the header has a gap too
RICH = 0.5  # of the header's words: what a row of its own has
SNAP = 2.0  # points between ends of strokes that are one place
AROUND = 6.0  # points that a table reaches beyond its outermost words
MOVED = 30  # points sidewards by which two pages of one table lie apart
CENTRED = 0.35  # of a row's height by which a merged cell's words may lie off its middle


class _Band(NamedTuple):
    """One row of the page: from where to where it reaches, and the words in it from left to right."""

    top: float
    bottom: float
    words: list[Box]


class _Header(NamedTuple):
    """Which row is the header (-1: none, the table began before), and where its columns part."""

    row: int
    columns: list[float]


def aligned(sheet: Sheet, known: Sequence[float] = ()) -> tuple[Ruling, ...]:
    """The walls of the one table that a sheet's words and level rulings show; none where they show none. `known`: from
    left to right the walls of the table that goes on over this sheet, which shows no header then."""
    parts = [line.box for line in lines(sheet.glyphs, split=NARROW)]
    return walls(lines(sheet.glyphs, split=APART), parts, sheet.rulings, known)


def walls(
    found: Sequence[Line], parts: Sequence[Box], rulings: Sequence[Ruling], known: Sequence[float] = ()
) -> tuple[Ruling, ...]:
    """The same of printed lines that were parted at gaps wider than `APART`, and of their parts between any wider than
    `NARROW`."""
    words = table_words(found)
    if len(words) < LEAST_COLUMNS:
        return ()
    height = median(box[3] - box[1] for box in words)
    level = [ruling for ruling in rulings if ruling.axis == "h" and ruling.end - ruling.start > height]
    whole = join(level, SNAP)
    ends = _ends(level)
    words = _parted(words, parts, height, ends)
    known = _fitted(known, words)
    places = sorted({ruling.at for ruling in whole})
    if len(places) >= LEAST_RULINGS:
        bands = _ruled_bands(places, words)
        left, right = min(ruling.start for ruling in whole), max(ruling.end for ruling in whole)
        upright = list(_ended(bands, level, ends))
        if not _parts_all(upright, bands):
            upright += list(_gutters(bands, _header(bands, upright, known), left, right, upright))
        return (*whole, *_sides(bands, left, right), *upright) if upright else ()
    return tuple(_unruled(words, height, known))


def _fitted(known: Sequence[float], words: Sequence[Box]) -> list[float]:
    """Walls known from the page before, moved sidewards to where they run through the fewest words: a page may be bound
    at its other side, or lie otherwise in the scanner."""

    def crossed(by: int) -> int:
        return sum(x0 < at + by < x1 for at in known for x0, _, x1, _ in words)

    by = min(range(-MOVED, MOVED + 1), key=lambda by: (crossed(by), abs(by)))
    return [at + by for at in known]


def _parted(words: Sequence[Box], parts: Sequence[Box], height: float, ends: Sequence[float]) -> list[Box]:
    """The words, those parted that have a narrow gap where strokes end, or where the header has a gap: of two cells of
    which the left one is full."""
    rows = in_rows(words, height)
    gaps = [(before[2], after[0]) for before, after in pairwise(side_by_side(rows[_head(rows)]))]

    found = []
    for word in words:
        own = sorted(part for part in parts if _holds(word, part))
        for before, after in pairwise(own):
            ended = any(before[2] <= at <= after[0] for at in ends)
            if ended or any(start <= before[2] and after[0] <= end for start, end in gaps):
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


def _ends(level: Sequence[Ruling]) -> list[float]:
    """Where strokes end within the table, again and again: a ruling that is drawn cell by cell."""
    sides = [end for ruling in level for end in (ruling.start, ruling.end)]
    places = [end for end in sides if min(sides) + SNAP < end < max(sides) - SNAP]
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
        for before, after in pairwise(side_by_side(band.words))
    )


def _header(bands: Sequence[_Band], walls: Sequence[Ruling], known: Sequence[float]) -> _Header:
    """The header and its columns, where the columns are not known: then every row has these."""
    if known:
        return _Header(-1, list(known[1:-1]))
    head = _head([band.words for band in bands])
    if len(side_by_side(bands[head].words)) < LEAST_COLUMNS:
        return _Header(head, [])
    return _Header(head, _columns(bands[head:], [wall for wall in walls if wall.end > bands[head].top]))


def _gutters(
    bands: Sequence[_Band], header: _Header, left: float, right: float, walls: Sequence[Ruling] = ()
) -> Iterator[Ruling]:
    """Walls from the gaps between words: the header's columns from the header on, one in each gap above it that has
    none yet. Where `walls` stand in a gap of the header it is there that the column ends."""
    head, columns = max(0, header.row), header.columns
    if not columns:
        return
    for band in bands[:head]:
        beside = [wall.at for wall in walls if wall.start <= band.top and band.bottom <= wall.end]
        for before, after in pairwise(side_by_side(band.words)):
            if not any(before[2] <= at <= after[0] for at in beside):
                inside = [at for at in columns if before[2] < at < after[0]]
                yield Ruling("v", inside[0] if inside else (before[2] + after[0]) / 2, band.top, band.bottom)
    for band in bands[head:]:
        for at in columns:
            if left < at < right and not any(x0 < at < x1 for x0, _, x1, _ in band.words):
                yield Ruling("v", at, band.top, band.bottom)


def _head(rows: Sequence[Sequence[Box]]) -> int:
    """The header: of the rows with most words side by side the one whose gutters the fewest words below run over."""
    counts = [len(side_by_side(words)) for words in rows]

    def crossed(n: int) -> int:
        return sum(_gutter(rows[n:], before, after)[1] for before, after in pairwise(side_by_side(rows[n])))

    return min((n for n, count in enumerate(counts) if count == max(counts)), key=crossed)


def _columns(bands: Sequence[_Band], walls: Sequence[Ruling] = ()) -> list[float]:
    """Where the columns of the first of these rows part: where most walls stand, else in the middle of what most rows
    leave free."""
    found = []
    for before, after in pairwise(side_by_side(bands[0].words)):
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


def _unruled(words: Sequence[Box], height: float, known: Sequence[float]) -> Iterator[Ruling]:
    """A table of words alone: rows with more than a few of them, and what stands nearest to each."""
    rows = in_rows(words, height)
    head = -1 if known else _head(rows)
    most = len(known) - 1 if known else len(rows[head])
    rich = [row for n, row in enumerate(rows) if len(row) >= (RICH * most if n >= head else 2)]
    if most < LEAST_COLUMNS or len(rich) < (1 if known else LEAST_RULINGS):
        return
    for box in (box for row in rows if row not in rich for box in row):
        nearest = min(rich, key=lambda row: abs(middle(row[0]) - middle(box)))
        if abs(middle(nearest[0]) - middle(box)) <= 2 * height:
            nearest.append(box)
    extents = [(min(box[1] for box in row), max(box[3] for box in row)) for row in rich]
    middles = [(above[1] + below[0]) / 2 for above, below in pairwise(extents)]
    places = [extents[0][0] - AROUND, *middles, extents[-1][1] + AROUND]
    bands = [_Band(top, bottom, sorted(row)) for (top, bottom), row in zip(pairwise(places), rich, strict=True)]
    left = min([*known[:1], *(box[0] - AROUND for row in rich for box in row)])
    right = max([*known[-1:], *(box[2] + AROUND for row in rich for box in row)])
    head, columns = header = _header(bands, (), known)
    yield from _sides(bands, left, right)
    yield from _gutters(bands, header, left, right)
    yield from (Ruling("h", at, left, right) for at in places[: head + 2])
    for start, end in pairwise([left, *columns, right]):
        for at in _ends_of_merged(bands[head + 1 :], start, end):
            yield Ruling("h", at, start, end)


def _ends_of_merged(bands: Sequence[_Band], start: float, end: float) -> list[float]:
    """Below which rows a column's cells end. Words in the middle of several rows tell how many they stand for; where
    that does not come out even, each row has a cell of its own."""
    own = [box for band in bands for box in band.words if start < (box[0] + box[2]) / 2 < end]
    bottoms, found = [band.bottom for band in bands], []
    top = bands[0].top if bands else 0.0
    for group in clusters([middle(box) for box in own], SAME_ROW * (own[0][3] - own[0][1]) * 3) if own else []:
        reach = group[0] + group[-1] - top
        nearest = min(bottoms, key=lambda bottom: abs(bottom - reach))
        if abs(nearest - reach) > CENTRED * (bottoms[0] - bands[0].top) or nearest <= top:
            return bottoms
        found.append(nearest)
        top = nearest
    return found if found and found[-1] == bottoms[-1] else bottoms
