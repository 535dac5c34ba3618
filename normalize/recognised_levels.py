"""Level names recognised from pixels: a closed vocabulary, but for the words of a province's own."""

import re
from collections.abc import Iterator

from normalize.draft import Printed, origin
from normalize.levels import as_printed, canonical, may_be_own, near, parent, within
from normalize.recognised import SPECKS, Decided, likeliest
from normalize.sheet import Place
from normalize.text import is_contested

__all__ = ["first_level", "level", "level2_at"]

_PLAIN = 0.95
_UNCLOSED = re.compile(r"^[^\u4e00-\u9fff]+|[(（][^()（）]*$|[^\u4e00-\u9fff()（）]+$")


def level(cell: Printed, number: int) -> Decided:
    """A level name: one that is a character away from a single canonical name was misread; what is the rest of a single
    one has lost characters, which is asked."""
    if canonical(cell.text, number) is not None:
        return Decided(cell.text, sure=True)
    if origin([cell]) == "text":
        return Decided(cell.text)
    if (own := as_printed(cell.text)) is not None and (own in cell.text or not _is_plain(cell)):
        return Decided(own)
    if _is_plain(cell):
        return Decided(cell.text)  # a word of a province's own may well look like another: 资产管理, 成效指标
    bare = _UNCLOSED.sub("", cell.text)
    found = canonical(bare, number) or near(bare, number)
    if found:
        return Decided(found, sure=True)
    likely = likeliest(cell, "levels")
    guess = canonical(likely.text, number) if likely is not None else None
    return Decided(within(bare, number) or guess or bare or cell.text)


def level2_at(cell: Printed, row: Place) -> str:
    """The level 2 that a cell has for a row: the name itself, or, where it holds several because the walls between them
    were not seen, the one that stands nearest to the row."""
    names = list(_names_within(cell)) if origin([cell]) == "ocr" and len(cell.lines) > 1 else []
    if len(names) < 2:
        return level(cell, 2).text
    middle = (row.box[1] + row.box[3]) / 2
    return min(names, key=lambda name: abs(name[1] - middle))[0]


def _names_within(cell: Printed) -> Iterator[tuple[str, float]]:
    """The names of level 2 that a cell's lines make up one behind the other, each with the height it stands at; none
    behind a line that is part of no name."""
    text, top = "", 0.0
    for line, after in zip(cell.lines, [*cell.lines[1:], None], strict=True):
        top = top if text else line.box[1]
        text += line.text.strip(SPECKS)
        if canonical(text, 2) is None or (after and canonical(text + after.text.strip(SPECKS), 2) is not None):
            continue
        yield text, (top + line.box[3]) / 2
        text = ""


def _is_plain(cell: Printed) -> bool:
    """Whether a cell's word, whatever it is like, is what stands there: it may be a province's own, and the readers
    agree on every line and are certain."""
    return may_be_own(cell.text) and all(line.confidence >= _PLAIN and not is_contested(line) for line in cell.lines)


def first_level(cell: Printed, second: str) -> str:
    """The level 1 of a cell; one that could not be read is the level 1 that its level 2 has."""
    text = level(cell, 1).text
    known = canonical(text, 1) is not None or as_printed(text) is not None
    legible = origin([cell]) == "text" or known or _is_plain(cell)
    return text if legible else parent(second) or text
