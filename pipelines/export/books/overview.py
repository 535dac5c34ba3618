"""The first sheet: a row for each unit and year, how much there is of it and how much of that asks."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from typing import NamedTuple

import xlsxwriter
from xlsxwriter.format import Format

from pipelines.export.books.content import Book, Row
from pipelines.export.books.links import Link
from pipelines.export.books.paper import on_paper
from pipelines.export.layout import NO_UNIT

__all__ = ["Line", "lines", "overview"]

_COUNTED = ("forms", "indicators", "funds", "tasks")
_TITLES = (
    ("年度", 7), ("单位", 36), ("表单", 8), ("指标", 8), ("资金", 8), ("任务", 8), ("待核", 8), ("错误", 8),
    ("警告", 8), ("提示", 8), ("部门整体预算（万元）", 16), ("项目预算合计（万元）", 16),
)  # fmt: skip


class Line(NamedTuple):
    """A unit's year: where its folder is, how many rows of each table, how many ask, findings by severity, the budget
    of the unit as a whole and of its projects together (万元, of their targets)."""

    year: int | None
    unit: str
    folder: str
    rows: Counter[str]
    asks: int
    findings: Counter[str]
    whole: float | None
    projects: float | None


def lines(book: Book) -> list[Line]:
    """A line for each unit and year, in the order of their folders."""
    grouped: defaultdict[str, list[tuple[str, Row]]] = defaultdict(list)
    for table, rows in book.tables.items():
        for row in rows:
            grouped[book.places[row["form_id"]].rpartition("/")[0]].append((table, row))
    return [_line(folder, members) for folder, members in sorted(grouped.items())]


def _line(folder: str, members: list[tuple[str, Row]]) -> Line:
    first = members[0][1]
    targets = [row for table, row in members if table == "forms" and row["phase"] == "target"]
    return Line(
        first["year"],
        first["unit"] or NO_UNIT,
        folder,
        Counter(table for table, _ in members),
        sum(bool(row["needs_review"]) for table, row in members if table in _COUNTED),
        Counter(row["severity"] for table, row in members if table == "findings"),
        _total(row for row in targets if row["scope"] == "unit"),
        _total(row for row in targets if row["scope"] != "unit"),
    )


def _total(forms: Iterable[Row]) -> float | None:
    amounts = [form["budget"] for form in forms if form["budget"] is not None]
    return round(sum(amounts), 6) if amounts else None


def overview(made: xlsxwriter.Workbook, book: Book, head: Format, style: Callable[..., Format]) -> None:
    """Write the sheet."""
    sheet = made.add_worksheet("概览")
    sheet.write_string(0, 0, book.name, made.add_format({"bold": True, "font_size": 14}))
    found = lines(book)
    asks = sum(line.asks for line in found)
    facts = f"{len(book.documents)} 个文件，{len(book.tables['forms'])} 张表，{asks} 行待核（涂色，原因见批注）"
    sheet.write_string(1, 0, facts)
    for place, (title, width) in enumerate(_TITLES):
        sheet.write_string(2, place, title, head)
        sheet.set_column(place, place, width)
    for number, line in enumerate(found, 3):
        counts = [*(line.rows[table] for table in _COUNTED), line.asks]
        counts += [line.findings[severity] for severity in ("error", "warning", "info")]
        sheet.write(number, 0, line.year, style("whole"))
        if book.folder:
            sheet.write_string(number, 1, line.unit, style("text"))
        else:
            link = Link(f"external:{line.folder}/年度总表.xlsx", line.unit)
            sheet.write_url(number, 1, link, style("text", link=True))
        for place, count in enumerate(counts, 2):
            sheet.write_number(number, place, count, style("whole"))
        for place, amount in enumerate((line.whole, line.projects), 10):
            sheet.write(number, place, amount, style("money"))
    sheet.freeze_panes(3, 2)
    sheet.autofilter(2, 0, max(len(found) + 2, 3), len(_TITLES) - 1)
    on_paper(sheet, book, 2, max(len(found) + 2, 3), len(_TITLES))
