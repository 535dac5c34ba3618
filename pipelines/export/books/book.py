"""One workbook, for reading, filtering and printing on A4; the same rows give the same bytes.

Codes are texts, amounts have a number format; what is doubtful is in colour, with its reason and what else it may be
in a note, and leads to a picture of the page; the originals are linked.
"""

import io
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import xlsxwriter
from xlsxwriter.format import Format

from extract.readers.office_sheet import OWN
from normalize.checks.page import SEVERITIES
from pipelines.export.books.asking import Doubt, asking, doubts, register
from pipelines.export.books.columns import ASKING, DOCUMENTS, SHEETS, WHOSE, Column, Layout
from pipelines.export.books.content import Book, Row
from pipelines.export.books.links import LINKED, Links
from pipelines.export.books.overview import overview
from pipelines.export.books.paper import height, lines, on_paper
from pipelines.export.books.rows import Cell, Rows
from pipelines.export.layout import NO_PROJECT, WHOLE_UNIT
from pipelines.language import say_in
from pipelines.language.reasons import review_words

__all__ = ["as_workbook"]

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_MADE = datetime(2000, 1, 1)
_FORMATS = {"number": "General", "money": "#,##0.00####", "whole": "0", "page": "0", "code": "@"}
_COUNTED = ("number", "money", "whole", "page")
"""Kinds of column that hold numbers: they stand at the right, clear of the text in the next column."""
_ALWAYS = ("form", "flag", "original", "picture")
"""Kinds of column by which a row is known or followed up: they are there though they hold nothing."""
_MARKED = (*LINKED, "flag", "severity")
"""Kinds of column of which a cell may lead somewhere or have a colour of its own."""
_FOLLOW = "点击单元格看页面图片，红框为存疑之处"
_FOLLOW_FLAG = "点击“待核”一栏看页面图片，红框为存疑之处"
"""What the note on a doubtful cell says of its picture. A text of several lines is no link: LibreOffice would show one
line of it."""
_FILLS = {"doubt": "#FFE699", "错误": "#F7D9D7", "警告": "#FBEBCB", "提示": "#DDE8F3"}
_MOST_LINKS = 60_000
"""Excel takes 65,530 links a sheet."""
_MOST_ROWS = 200_000
"""Rows of a sheet; of more nobody makes use in a spreadsheet, and they would take minutes to write."""


class Sheet(NamedTuple):
    """What is written on a sheet: its layout and rows, and for each row what is doubtful in it."""

    layout: Layout
    rows: Sequence[Row]
    doubts: Callable[[Row], Mapping[str, Doubt]] = lambda _: {}


class Styles:
    """The formats of a workbook, each made once."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book, self._made = book, dict[tuple[str, str | None, bool], Format]()
        thin = {"border": 1, "border_color": "#D9DEE6", "valign": "top"}
        self.head = book.add_format(
            {**thin, "bold": True, "bg_color": "#F3F5F8", "text_wrap": True, "valign": "vcenter"}
        )
        self._base = {**thin, "text_wrap": True}

    def of(self, kind: str, fill: str | None = None, link: bool = False) -> Format:
        """The format of a kind of column, filled with a colour, that leads somewhere or not."""
        if (kind, fill, link) not in self._made:
            facts: dict[str, Any] = {**self._base, "num_format": _FORMATS.get(kind, "General")}
            if kind in _COUNTED:
                facts |= {"align": "right", "indent": 1}
            if link:
                facts |= {"font_color": "#1F5FA8", "underline": 1}
            if fill:
                facts["bg_color"] = _FILLS[fill]
            self._made[kind, fill, link] = self._book.add_format(facts)
        return self._made[kind, fill, link]


def as_workbook(book: Book, results: Path | None, pictures: Collection[str] = ()) -> bytes:
    """The workbook's bytes. `results` is the folder of the results, where there is one, for links; `pictures` are those
    of pages that ask, by their paths below it."""
    out = io.BytesIO()
    links = Links(book, results, pictures)
    with xlsxwriter.Workbook(out, _OPTIONS) as made:
        made.set_properties({"title": book.name, "author": OWN, "created": _MADE})
        styles = Styles(made)
        overview(made, book, styles.head, styles.of)
        for sheet in _sheets(book):
            _write(made.add_worksheet(sheet.layout.title, Rows), sheet, styles, links, book)
    return out.getvalue()


def _sheets(book: Book) -> Iterable[Sheet]:
    for table, layout in SHEETS.items():
        if table == "findings":
            yield Sheet(ASKING, asking(book))
        yield Sheet(layout, book.tables[table], lambda row, of=table: doubts(book, of, row))  # type: ignore[misc]
    yield Sheet(DOCUMENTS, [register(entry) for entry in book.documents])


def _write(sheet: Rows, told: Sheet, styles: Styles, links: Links, book: Book) -> None:
    shown = _filled(told, book)
    sheet.write_cells(0, [(column.title, styles.head) for column in shown])
    for place, column in enumerate(shown):
        sheet.set_column(place, place, column.width)
    if len(told.rows) > _MOST_ROWS:
        more = f"另有 {len(told.rows) - _MOST_ROWS} 行，见全年数据（.parquet）"
        sheet.write_cells(_MOST_ROWS + 1, [(more, styles.of("text"))])
    linked = len(told.rows) * (1 + sum(column.kind in LINKED for column in shown)) <= _MOST_LINKS
    fixed = [(c, _SAID.get(c.kind, _itself), styles.of(c.kind), c.kind in _MARKED) for c in shown]
    for number, row in enumerate(told.rows[:_MOST_ROWS], 1):
        doubts = _told_somewhere(told.doubts(row), shown)
        most, cells = 1, list[Cell | None]()
        for place, (column, said, style, marked) in enumerate(fixed):
            value, doubt, link, url = said(row.get(column.name), row), doubts.get(column.name), None, None
            high = lines(value, column.width) if isinstance(value, str) else 1
            if doubt or marked:
                link = (links.picture(row, doubt.page) if doubt else links.of(column, row)) if linked else None
                url = links.saying(link, value) if link and not (doubt and high > 1) else None
                style = styles.of(column.kind, "doubt" if doubt else _fill(column, row), url is not None)
            cells.append((value, style) if url or column.kind != "picture" else None)
            if url:
                sheet.write_url(number, place, url)
            if doubt:
                note = f"{doubt.note}\n{_FOLLOW if url else _FOLLOW_FLAG}" if link else doubt.note
                sheet.write_comment(number, place, note, {"x_scale": 2, "author": "jixiao"})
            most = max(most, high)
        sheet.write_cells(number, cells)
        if most > 1:
            sheet.set_row(number, height(most))
    _arranged(sheet, told, shown, book)


def _told_somewhere(doubts: Mapping[str, Doubt], shown: Sequence[Column]) -> Mapping[str, Doubt]:
    """What is doubtful in a row by the column that says so: where a field has none, that which says that it asks."""
    if not doubts:
        return doubts
    names = {column.name for column in shown}
    found = {name: doubt for name, doubt in doubts.items() if name in names}
    rest = [doubt for name, doubt in doubts.items() if name not in names]
    if not rest:
        return found
    return {**found, "needs_review": Doubt("\n".join(doubt.note for doubt in rest), rest[0].page)}


def _filled(told: Sheet, book: Book) -> list[Column]:
    """The columns that hold anything, and those by which a row is known: a page has no room for empty ones, nor for
    the year and unit that a unit's workbook has in its name."""
    return [
        column
        for column in told.layout.columns
        if column.kind in _ALWAYS or any(row.get(column.name) is not None for row in told.rows)
        if not (book.folder and column in WHOSE)
    ]


def _arranged(sheet: Rows, told: Sheet, shown: Sequence[Column], book: Book) -> None:
    """Heads that stay, filters, and what is printed."""
    last = min(max(len(told.rows), 1), _MOST_ROWS)
    names = [column.name for column in shown]
    printed = sum(column in told.layout.printed for column in shown)
    sheet.freeze_panes(1, names.index("form") + 1 if "form" in names else 1)
    sheet.autofilter(0, 0, last, len(shown) - 1)
    on_paper(sheet, book, 0, last, printed)


def _itself(value: Any, _: Row) -> Any:
    """What a cell says that says its value."""
    return value.isoformat() if isinstance(value, date) else value


def _fill(column: Column, row: Row) -> str | None:
    if column.kind == "flag" and row.get("needs_review"):
        return "doubt"
    return SEVERITIES.get(str(row.get("severity"))) if column.kind == "severity" else None


def _form(row: Row) -> str | None:
    """Which form a row is of: 培训会资金（绩效目标表）."""
    if row.get("phase") is None:
        return None
    project = WHOLE_UNIT if row["scope"] == "unit" else row["project"] or NO_PROJECT
    phase = row["phase"]
    return f"{project}（{say_in('zh', f'phase.{phase}')}）"


_SAID: Mapping[str, Callable[[Any, Row], Any]] = {
    "flag": lambda value, _: "是" if value else None,
    "picture": lambda _, __: "看图",
    "reason": lambda value, _: review_words(value),
    "severity": lambda value, _: SEVERITIES.get(str(value), value),
    "form": lambda _, row: _form(row),
    "word": lambda value, _: say_in("zh", f"review_word.{value}") if value else None,
}
"""By kind of column: what a cell says, where that is not the value itself."""
