"""A sheet whose rows are given whole, and are made XML at once.

XlsxWriter keeps every cell as an object, asks of each what it is and puts its tag together from parts: ten times what a
row costs here, and more than all else in a year's workbook. What is around the cells (heights, links, notes, filters,
paper) stays its own.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

__all__ = ["Cell", "Rows"]

Cell = tuple[Any, Format]
"""A value and how it looks: a number is a number, null and an empty text are blank, anything else is the text that it
is."""
_MOST_TEXT = 32_767
"""Units of UTF-16 that Excel takes in a cell."""
_letters = cache(xl_col_to_name)


class Rows(Worksheet):  # type: ignore[misc]
    """A sheet that takes its cells by `write_cells` alone; `write_url` says where one of them leads."""

    def __init__(self) -> None:
        super().__init__()
        self.ignore_write_string = True
        self._cells = dict[int, str]()

    def write_cells(self, row: int, cells: Sequence[Cell | None]) -> None:
        """Write a row, from its first cell on; None is no cell."""
        self._check_dimensions(row, 0)
        self._check_dimensions(row, len(cells) - 1)
        self._cells[row] = "".join(
            f'<c r="{_letters(place)}{row + 1}" s="{cell[1]._get_xf_index()}"{self._content(cell[0])}'
            for place, cell in enumerate(cells)
            if cell is not None
        )

    def _content(self, value: Any) -> str:
        if value is None or value == "":
            return "/>"
        if isinstance(value, int | float):
            return f"><v>{value:.16G}</v></c>"
        return f' t="s"><v>{self.str_table._get_shared_string_index(_taken(str(value)))}</v></c>'

    def _write_rows(self) -> None:
        for row, cells in sorted(self._cells.items()):
            self._write_row(row, None, self.row_info.get(row))
            self.fh.write(cells)
            self._xml_end_tag("row")


def _taken(text: str) -> str:
    """As much of a text as Excel takes."""
    if len(text) <= _MOST_TEXT // 2:
        return text
    return text.encode("utf-16-le", "replace")[: 2 * _MOST_TEXT].decode("utf-16-le", "ignore")
