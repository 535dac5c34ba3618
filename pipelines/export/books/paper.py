"""How a sheet stands on A4: across, as wide as one page, its titles and whose it is on every page; and how high its
rows are, which not every program finds out by itself."""

import re
from functools import lru_cache

from xlsxwriter.worksheet import Worksheet

from pipelines.export.books.content import Book

__all__ = ["height", "lines", "on_paper"]

_A4 = 9
"""Excel's number for it."""
_SIDE, _TOP, _BOTTOM = 0.4, 0.7, 0.6
"""Margins in inches."""
_LINE, _HIGHEST = 16, 405
"""Points that a line of text takes, and that Excel takes for a row."""
_WIDE = re.compile(r"[\u2e81-\U0010ffff]")
"""The characters that are as wide as two."""
_TEXTS = 4096
"""Texts that are remembered with how high they are: names, levels and units stand in row after row."""


def on_paper(sheet: Worksheet, book: Book, titles: int, last: int, columns: int) -> None:
    """Set up the page: `titles` is the row of titles, `last` the last row; the first `columns` are printed."""
    sheet.print_area(0, 0, last, columns - 1)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(titles)
    sheet.set_margins(left=_SIDE, right=_SIDE, top=_TOP, bottom=_BOTTOM)
    sheet.set_header(f"&L{book.name.replace('&', '&&')}&R&A")
    sheet.set_footer("&C第 &P 页，共 &N 页")


@lru_cache(_TEXTS)
def lines(text: str, width: int) -> int:
    """How many lines a text takes in a column of so many characters; a Chinese one is as wide as two."""
    if 2 * len(text) <= width and "\n" not in text:
        return 1
    return sum(max(1, -(-(len(line) + len(_WIDE.findall(line))) // width)) for line in text.split("\n"))


def height(lines: int) -> int:
    """The points that a row of so many lines takes."""
    return min(lines * _LINE, _HIGHEST)
