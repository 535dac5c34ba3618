"""Text laid over a table: a watermark, single or tiled, a stamp's words, a seal drawn with characters.

It is told from print by its own properties: walls cut its characters or they lie over others, as print's do not, and
what is drawn like it (the same colour, opacity and size) differs from the page's print in one of these or stands askew.
A long name that runs over a wall is drawn like its neighbours, and is none; what does so between two of its characters
is laid over where it is both larger than print and of another colour.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract.page.audit import View
from extract.page.content import Content
from extract.page.drawn import Run
from extract.sheet import Glyph, Ruling, Sheet

__all__ = ["laid_over"]

IN_CONFLICT = 0.3  # of what is drawn alike: so much runs across walls, over other text or askew
LARGER = 1.35  # times the height of print
PALER = 0.6  # of print's contrast
TONE = 24  # levels of 255 within which colours are one
INSIDE = 0.35  # of a character's box: a wall so far from its sides runs through what is drawn in it
FEW = 3  # characters that are suspicious alone: a paler one may be a thin sign

Look = tuple[int, int, int, int, int]
"""How a text is drawn: red, green, blue and opacity in tones, and its size in steps of LARGER."""


class _Group(NamedTuple):
    """What is drawn alike: its characters by number, and how many of them stand in a run in conflict with the table, or
    in one that runs over a wall."""

    glyphs: list[int]
    conflicts: int
    over_walls: int


def laid_over(view: View, sheet: Sheet, found: Content) -> list[Glyph]:
    """The characters of `sheet` that are laid over its tables; few pages give reason to look."""
    alive = view.still_in(sheet)
    if not found.tables or not _is_suspicious(view, sheet, found, alive) or not view.runs:
        return []
    groups = _groups(view, alive)

    def weight(own: Look) -> float:
        """How much ink is drawn alike; by the median, for what lies under print seems to have print's."""
        return len(groups[own].glyphs) * _median(view.strength, groups[own].glyphs)

    look = max(groups, key=weight)
    print_ = groups[look]
    strength, height = _median(view.strength, print_.glyphs), _median(_heights(view), print_.glyphs)

    def is_over(own: Look, group: _Group) -> bool:
        coloured = own[:4] != look[:4]
        paler = _median(view.strength, group.glyphs) < PALER * strength
        larger = _median(_heights(view), group.glyphs) > LARGER * height
        if coloured and larger and group.over_walls >= IN_CONFLICT * len(group.glyphs):
            return True
        return group.conflicts >= IN_CONFLICT * len(group.glyphs) and (coloured or paler or larger)

    over = {own for own, group in groups.items() if own != look and is_over(own, group)}
    gone = [n for own in over for n in groups[own].glyphs]
    gone += _within(view, groups, over, look)
    gone += _in_procession(view)
    return [view.sheet.glyphs[n] for n in gone if alive[n]]


def _is_suspicious(view: View, sheet: Sheet, found: Content, alive: NDArray[np.bool_]) -> bool:
    if not view.sheet.is_level or found.astride or found.crossing or any(alive[n] for n in view.crossed):
        return True
    usual = float(np.median(view.strength[view.printed])) if view.printed.any() else 0.0
    tall = _heights(view) >= 0.8 * view.height
    pale = np.flatnonzero(alive & view.printed & tall & (view.strength < PALER * PALER * usual))
    return len([n for n in pale if view.sheet.glyphs[n].text[:1].isalnum()]) >= FEW


def _groups(view: View, alive: NDArray[np.bool_]) -> dict[Look, _Group]:
    """The page's characters by how they are drawn, askew ones included, though they are left out already."""
    runs: list[tuple[Look, list[int]]] = []
    for run in view.runs:
        own = [n for n in run.glyphs if view.printed[n] and (alive[n] or view.sheet.glyphs[n].turn % 90)]
        if own:
            runs.append((_look(view, run, own), own))
    conflicts = _conflicts(view, alive, {n: look for look, own in runs for n in own})
    members: dict[Look, list[int]] = defaultdict(list)
    disputed: dict[Look, int] = defaultdict(int)
    over_walls: dict[Look, int] = defaultdict(int)
    walls = [ruling for ruling in view.sheet.rulings if ruling.axis == "v"]
    for look, own in runs:
        members[look] += own
        disputed[look] += 0 if conflicts.isdisjoint(own) else len(own)
        over_walls[look] += len(own) if _runs_over(view.boxes[own], walls) else 0
    return {look: _Group(own, disputed[look], over_walls[look]) for look, own in members.items()}


def _runs_over(boxes: NDArray[np.float64], walls: Iterable[Ruling]) -> bool:
    """Whether a wall stands between the middles of the first and the last of these characters."""
    x0, y0, x1, y1 = boxes.T
    left, right = float((x0 + x1).min()) / 2, float((x0 + x1).max()) / 2
    top, bottom = float(y0.min()), float(y1.max())
    return any(left < wall.at < right and wall.start < bottom and wall.end > top for wall in walls)


def _look(view: View, run: Run, glyphs: Sequence[int]) -> Look:
    red, green, blue, alpha = run.colour
    size = _size(view, glyphs[0]) / view.height
    return (red // TONE, green // TONE, blue // TONE, alpha // TONE, round(np.log(max(size, 1e-3)) / np.log(LARGER)))


def _size(view: View, n: int) -> float:
    """The height of a character's box; of one askew the shorter side, which its slant makes longer."""
    x0, y0, x1, y1 = view.boxes[n]
    turn = view.sheet.glyphs[n].turn
    return float(y1 - y0 if turn % 180 == 0 else x1 - x0 if turn % 90 == 0 else min(x1 - x0, y1 - y0))


def _conflicts(view: View, alive: NDArray[np.bool_], looks: Mapping[int, Look]) -> set[int]:
    """The characters that stand askew, lie over others that are drawn in another way, or are cut by a ruling."""
    found = {n for n, glyph in enumerate(view.sheet.glyphs) if glyph.turn % 90}
    over = (pair for pair in view.crossings if looks.get(pair[0]) != looks.get(pair[1]) and _inks_meet(view, pair))
    found |= {n for pair in over for n in pair if alive[n]}
    x0, y0, x1, y1 = view.boxes.T
    wide, high = INSIDE * (x1 - x0), INSIDE * (y1 - y0)
    cut = np.zeros(len(x0), np.bool_)
    for axis, at, start, end in view.sheet.rulings:
        if axis == "v":
            cut |= (x0 + wide < at) & (at < x1 - wide) & (y0 + high < end) & (y1 - high > start)
        else:
            cut |= (y0 + high < at) & (at < y1 - high) & (x0 + wide < end) & (x1 - wide > start)
    return found | {int(n) for n in np.flatnonzero(cut & view.printed)}


def _inks_meet(view: View, pair: Iterable[int]) -> bool:
    """Whether the ink of two characters may meet: a sign that another font lends to a line has that font's height, and
    reaches into the lines beside it with nothing in it."""
    (left, bottom, right, top), other = (view.words.get_charbox(n) for n in pair)
    return bool(left < other[2] and other[0] < right and bottom < other[3] and other[1] < top)


def _within(view: View, groups: dict[Look, _Group], over: Iterable[Look], print_: Look) -> list[int]:
    """Characters in the colour of something laid over, and amid it: the words within a seal's ring."""
    found: list[int] = []
    for look in over:
        around = view.boxes[groups[look].glyphs]
        x0, y0 = around[:, :2].min(axis=0)
        x1, y1 = around[:, 2:].max(axis=0)
        for other, group in groups.items():
            if other not in over and other[:4] == look[:4] and other[:4] != print_[:4]:
                boxes = view.boxes[group.glyphs]
                inside = (boxes[:, 0] >= x0) & (boxes[:, 1] >= y0) & (boxes[:, 2] <= x1) & (boxes[:, 3] <= y1)
                found += [n for n, within in zip(group.glyphs, inside, strict=True) if within]
    return found


def _in_procession(view: View) -> list[int]:
    """Characters that are drawn one by one among slanted ones of their size, as along a seal's ring, where some stand
    level by chance."""
    singles = [
        (run.glyphs[0], view.sheet.glyphs[run.glyphs[0]].turn % 90 != 0) for run in view.runs if _is_single(view, run)
    ]
    found: list[int] = []
    for k in range(1, len(singles) - 1):
        (before, one), (n, slanted), (after, other) = singles[k - 1 : k + 2]
        sizes = [_size(view, number) for number in (before, n, after)]
        if one and other and not slanted and max(sizes) <= LARGER * LARGER * min(sizes):
            found.append(n)
    return found


def _is_single(view: View, run: Run) -> bool:
    return sum(bool(view.printed[n]) for n in run.glyphs) == 1


def _heights(view: View) -> NDArray[np.float64]:
    return np.asarray(view.boxes[:, 3] - view.boxes[:, 1], np.float64)


def _median(values: NDArray[np.float64] | NDArray[np.uint8], numbers: Sequence[int]) -> float:
    return float(np.median(values[numbers]))
