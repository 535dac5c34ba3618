"""Rows that name no level, though levels are named around them: in a note, over columns, by a sum below other rows.

That a form has no levels is said by its silence alone; where levels are named on its pages all the same, each row asks.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from extract.model import Box, Extraction, Page
from normalize.draft import Draft, RawIndicator
from normalize.evidence.doubts import About, Doubt
from normalize.evidence.text import Printed
from normalize.kinds.level import canonical, parent
from normalize.lexicon import key

__all__ = ["asking_for_levels"]

_NAMED: Mapping[About, re.Pattern[str]] = {
    "level1": re.compile(r"(?:产出|成本|效益|满意度)指标"),
    "level2": re.compile(r"(?:数量|质量|时效)指标"),
}
_LONG = 24
"""Characters: a longer text is a goal or a note that speaks of indicators."""
_KINDS = re.compile(r"[类级层]|板块|维度|方面|领域")
"""What the label of a column speaks of that parts indicators into kinds."""
_FEWEST = 2
"""Different names of levels."""


def asking_for_levels(drafts: Sequence[Draft], extraction: Extraction) -> list[Draft]:
    """The forms, the rows of which ask for a level that they lack where none has it and cells of its pages that no row
    holds name some of that level, where others have their level 1 from elsewhere, or where a column may hold it."""
    held = {_place(said) for draft in drafts for row in draft.indicators for said in (row.name, *row.cells.values())}
    short = {page.number: "\n".join(_short(page, held)) for page in extraction.pages}
    for level, names in _NAMED.items():
        named = {number for number, texts in short.items() if len(set(names.findall(texts))) >= _FEWEST}
        drafts = [
            _asking(one, level) if _is_told(one, level) or (named & one.pages and _lacks(one, level)) else one
            for one in drafts
        ]
    return [_asking(one, "level1") if _lacks(one, "level1") and _may_hold_levels(one) else one for one in drafts]


def _may_hold_levels(draft: Draft) -> bool:
    """Whether a filled column that nobody knows is called as one of levels may be: 指标板块."""
    return any(_KINDS.search(said.text) for said, doubt in draft.unclaimed if doubt == Doubt("column", "unknown"))


def _short(page: Page, held: Collection[tuple[int, Box]]) -> Iterator[str]:
    """The short texts of a page's tables, but for those of rows."""
    cells = (cell for table in page.tables for cell in table.cells if (page.number, cell.box) not in held)
    return (text for cell in cells if len(text := key(cell.text)) <= _LONG)


def _place(said: Printed) -> tuple[int, Box]:
    return said.place.page, said.place.box


def _lacks(draft: Draft, level: About) -> bool:
    """Whether none of a form's rows has a level."""
    return all(level not in row.cells for row in draft.indicators)


def _is_told(draft: Draft, level: About) -> bool:
    """Whether any of a form's rows has its level 1 from elsewhere."""
    held = (row.cells[level] for row in draft.indicators if level in row.cells)
    return level == "level1" and any("level_elsewhere" in said.edits for said in held)


def _asking(draft: Draft, level: About) -> Draft:
    rows = (replace(row, doubts=(*row.doubts, *_doubts(row, level))) for row in draft.indicators)
    return draft._replace(indicators=tuple(rows))


def _doubts(row: RawIndicator, level: About) -> tuple[Doubt, ...]:
    """That a row lacks a level, or has a level 1 that its level 2 does not belong to."""
    if level not in row.cells:
        return (Doubt(level, "missing"),)
    two = row.cells.get("level2")
    above = parent(two.text) if level == "level1" and two is not None else None
    return Doubt(level, "unread").when(above not in (None, canonical(row.cells[level].text, 1)))
