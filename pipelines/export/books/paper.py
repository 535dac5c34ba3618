"""How a sheet stands on A4: across, as wide as one page, its titles and whose it is on every page."""

from xlsxwriter.worksheet import Worksheet

from pipelines.export.books.content import Book

__all__ = ["on_paper"]

_A4 = 9
"""Excel's number for it."""
_SIDE, _TOP, _BOTTOM = 0.4, 0.7, 0.6
"""Margins in inches."""


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
