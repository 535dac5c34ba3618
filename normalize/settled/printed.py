"""Answers about a cell's or a line's text, laid over the extraction before anything is read from it.

A corrected text stands where the old one stood, surely read by a person, its doubts settled. A text of which a value
was accepted keeps its readings, for what is taken from it must not change, and counts as surely read where doubt is
weighed.
"""

from collections.abc import Callable, Iterable, Sequence

from extract.model import Box, Cell, Extraction, Line, Page, Reading, Table
from normalize.evidence.text import ACCEPTED, CORRECTED, is_uncertain
from normalize.settled.answers import Answers
from normalize.settled.correction import Correction, squeezed

__all__ = ["printed"]

_SHORT = 0.25
"""Of its cell's width: a line that is no longer was ended by whoever wrote it."""


def printed(extraction: Extraction, answers: Answers) -> Extraction:
    """The extraction with what was said of its texts."""
    about = [one for one in answers.given if one.was]
    texts = [one for one in about if (one.act, one.table) == ("correct", "cell")]
    accepted = [one for one in about if one.act == "accept" and one.table != "cell" and one.field is not None]
    told = {one.page for one in (*texts, *accepted)}
    paperless = any(one.place is not None for one in texts)
    if not told:
        return extraction
    pages = tuple(
        _page(page, texts, accepted, answers) if page.number in told or paperless else page for page in extraction.pages
    )
    return extraction.model_copy(update={"pages": pages})


def _page(page: Page, texts: Sequence[Correction], accepted: Sequence[Correction], answers: Answers) -> Page:
    here = [one for one in accepted if one.page == page.number and one.box is not None]
    tables = tuple(_table(page, table, texts, here, answers) for table in page.tables)
    lines = page.lines
    for one in texts:
        lines = _lines(page, lines, one, answers)
    for one in here:
        lines = _accepted(lines, one)
    return page.model_copy(update={"tables": tables, "lines": lines})


def _table(
    page: Page, table: Table, texts: Sequence[Correction], accepted: Sequence[Correction], answers: Answers
) -> Table:
    cells = tuple(_cell(page.number, cell, texts, accepted, answers) for cell in table.cells)
    return table.model_copy(update={"cells": cells})


def _cell(page: int, cell: Cell, texts: Sequence[Correction], accepted: Sequence[Correction], answers: Answers) -> Cell:
    if not cell.lines:
        return cell
    for one in texts:
        if one.stands_at(page, cell.box, cell.place) and squeezed(one.was) == squeezed(cell.text):
            answers.use(one)
            wide = cell.box[2] - cell.box[0]
            return cell.model_copy(
                update={"lines": _written(one.says, cell.lines, _filled(cell.lines), wide), "doubts": ()}
            )
    lines = cell.lines
    for one in accepted:
        lines = _accepted(lines, one)
    return cell if lines is cell.lines else cell.model_copy(update={"lines": lines})


def _lines(page: Page, lines: tuple[Line, ...], one: Correction, answers: Answers) -> tuple[Line, ...]:
    """The lines outside the tables, of which those that a correction is about are one now."""
    at = [index for index, line in enumerate(lines) if _is_about(one, page.number, line)]
    old = [lines[index] for index in at]
    if not at or squeezed("".join(line.text for line in old)) != squeezed(one.was):
        return lines
    answers.use(one)
    box = _hull(old)
    new = _written(one.says, old, box, box[2] - box[0])
    return (*lines[: at[0]], *new, *(line for n, line in enumerate(lines) if n > at[0] and n not in at))


def _is_about(one: Correction, page: int, line: Line) -> bool:
    if one.place is not None or line.place is not None:
        return one.place == line.place
    return one.page == page and one.box is not None and _stands_in(line.box, one.box)


def _accepted(lines: tuple[Line, ...], one: Correction) -> tuple[Line, ...]:
    """The lines, those marked that an accepted value was read from."""
    if one.box is None or not any(map(is_uncertain, lines)):
        return lines
    about = [line for line in lines if _stands_in(line.box, one.box)]
    if not about or squeezed("".join(line.text for line in about)) != squeezed(one.was):
        return lines
    return tuple(_marked(line, ACCEPTED) if line in about else line for line in lines)


def _marked(line: Line, by: str) -> Line:
    if any(reading.by == by for reading in line.readings):
        return line
    return line.model_copy(update={"readings": (*line.readings, Reading(text=line.text, score=1.0, by=by))})


def _written(says: str | None, old: Sequence[Line], box: Box, wide: float) -> tuple[Line, ...]:
    """What a person wrote, in the box of the old lines: of several lines each is a paragraph, which is why none fills
    the width."""
    texts = [text.strip() for text in (says or "").splitlines() if text.strip()]
    boxes = _slices(box, wide, len(texts))
    place = old[0].place
    return tuple(
        Line(text=text, box=at, place=place, readings=(Reading(text=text, score=1.0, by=CORRECTED),))
        for text, at in zip(texts, boxes, strict=True)
    )


def _slices(box: Box, wide: float, many: int) -> list[Box]:
    """So many boxes one below the other in a box; of more than one none is as wide as what width ends is."""
    x0, y0, x1, y1 = box
    high = (y1 - y0) / max(many, 1)
    right = x1 if many == 1 else min(x1, x0 + wide * _SHORT)
    return [(x0, y0 + n * high, right, y0 + (n + 1) * high) for n in range(many)]


def _filled(lines: Sequence[Line]) -> Box:
    """What the lines of a cell fill, as wide as the last of them: that tells whether a page break cut the text."""
    x0, y0, _, y1 = _hull(lines)
    return (x0, y0, lines[-1].box[2], y1)


def _hull(lines: Sequence[Line]) -> Box:
    edges = tuple(zip(*(line.box for line in lines), strict=True))
    sides: tuple[Callable[[Iterable[float]], float], ...] = (min, min, max, max)
    x0, y0, x1, y1 = (side(edge) for side, edge in zip(sides, edges, strict=True))
    return (x0, y0, x1, y1)


def _stands_in(box: Box, area: Box) -> bool:
    """Whether the middle of a box lies in an area."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return area[0] <= x <= area[2] and area[1] <= y <= area[3]
