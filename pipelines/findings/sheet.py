"""The report of a unit's year as an Excel workbook: a row a finding, to be filtered, ticked off and handed back.

The same findings give the same bytes: what openpyxl stamps with the time of writing is set to a fixed one.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.drawing.image import Image
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from extract.readers.office_sheet import OWN
from normalize.checks.page import SEVERITIES
from pipelines.export.books.paper import height, lines
from pipelines.findings.gather import Entered, Told, UnitYear, original
from pipelines.findings.notes import ABOUT, ANSWERS, KEY, REMARK, STATUS, unmatched
from pipelines.findings.pictures import Pictures
from pipelines.store.people import Note, Notes

__all__ = ["as_workbook"]

_COLUMNS = (
    ("序号", 6), ("级别", 6), ("表", 20), ("页码", 6), ("指标序号", 7), ("说明", 34), ("应为", 12), (STATUS, 9),
    (REMARK, 14), ("页面图片", 70), ("核对规则", 22), ("所见", 20), ("依据", 28), ("原件", 24), (KEY, 14),
)  # fmt: skip
"""What is printed comes first, up to the pictures: more than this would make them and the text too small to read."""
_TITLES, _WIDTHS = [title for title, _ in _COLUMNS], [width for _, width in _COLUMNS]
_STATUS, _PICTURES, _ORIGINAL, _KEY = (_TITLES.index(title) + 1 for title in (STATUS, "页面图片", "原件", KEY))
_ASKED = (
    ("表", 30), ("类别", 8), ("序号", 7), ("名称", 28), ("读到的值", 22), ("原因", 40), ("页码", 6), ("原件", 22),
)  # fmt: skip
_FILLS = {"错误": "F7D9D7", "警告": "FBEBCB", "提示": "DDE8F3"}
_THIN = Side(style="thin", color="D9DEE6")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_TOP = Alignment(vertical="top", wrap_text=True)
_FACE = "Calibri"
"""The workbook's own: a font without a name is another one in LibreOffice."""
_BOLD, _TITLE = Font(name=_FACE, size=11, bold=True), Font(name=_FACE, size=14, bold=True)
_HEAD = PatternFill("solid", fgColor="F3F5F8")
_SIDE = 0.4  # inches of margin
_PICTURE = 480  # pixels wide
_HIGHEST = 360  # pixels
_EPOCH = (1980, 1, 1, 0, 0, 0)
_MODIFIED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")


def as_workbook(told: UnitYear, pictures: Pictures, notes: Notes = {}, results: Path | None = None) -> bytes:  # noqa: B006
    """The workbook: all findings with what people said of them, the rows to review, how many findings each form has,
    and what people said of findings that are no longer there."""
    book = Workbook()
    book.properties.creator = OWN
    findings: Worksheet = book.active
    findings.title = "核对发现"
    _findings(findings, told, pictures, notes, results)
    _summary(book.create_sheet("汇总"), told)
    _reviews(book.create_sheet("待核"), told, results)
    if left := unmatched(told, notes):
        _left_over(book.create_sheet("已不再出现的问题"), left)
    for sheet in book.worksheets:
        _printed(sheet)
    out = io.BytesIO()
    book.save(out)
    return _timeless(out.getvalue())


def _findings(sheet: Worksheet, told: UnitYear, pictures: Pictures, notes: Notes, results: Path | None) -> None:
    year = f"{told.year}年度" if told.year else ""
    none = "" if any(form.findings for form in told.forms) else "：没有发现问题"
    _put(sheet, 1, 1, f"{told.unit}{year}绩效表单核对发现{none}").font = _TITLE
    for column, (title, width) in enumerate(_COLUMNS, 1):
        _head(sheet, 2, column, title)
        sheet.column_dimensions[get_column_letter(column)].width = width
    row = 2
    for form in told.forms:
        for finding in form.findings:
            row += 1
            values = tuple(_values(row - 2, form, finding, notes.get(finding.key)))
            _row(sheet, row, values, _WIDTHS, _picture(sheet, row, form, finding, pictures))
            _link(sheet.cell(row, _ORIGINAL), original(told, form.shared["doc_id"], None, results))
            sheet.cell(row, 2).fill = PatternFill("solid", fgColor=_FILLS[finding.severity])
    sheet.freeze_panes = "C3"
    sheet.auto_filter.ref = f"A2:{get_column_letter(_KEY - 1)}{max(row, 2)}"
    sheet.column_dimensions[get_column_letter(_KEY)].hidden = True
    answers = DataValidation(type="list", formula1=f'"{",".join(ANSWERS)}"', allow_blank=True)
    sheet.add_data_validation(answers)
    letter = get_column_letter(_STATUS)
    answers.add(f"{letter}3:{letter}{max(row, 3)}")
    sheet.print_title_rows = "2:2"
    sheet.print_area = f"A1:{get_column_letter(_PICTURES)}{max(row, 3)}"


def _values(number: int, form: Entered, finding: Told, note: Note | None) -> Iterator[Any]:
    row, rule = finding.row, finding.rule
    ordinal = finding.ordinals if finding.more else row["ordinal"]
    observed, expected = (row["observed"], row["expected"]) if not finding.more else (None, None)
    yield from (number, finding.severity, form.name, row["page"], ordinal, finding.message, expected)
    yield from (note.status if note else None, note.remark if note else None, None)
    yield from (rule.title, observed, rule.source or rule.reason, form.shared["source"], finding.key)


def _reviews(sheet: Worksheet, told: UnitYear, results: Path | None) -> None:
    """A row for every row of the tables that a person should look at."""
    for column, (title, width) in enumerate(_ASKED, 1):
        _head(sheet, 1, column, title)
        sheet.column_dimensions[get_column_letter(column)].width = width
    asked = [(form, row) for form in told.forms for row in form.reviews]
    for number, (form, row) in enumerate(asked, 2):
        values = (form.name, row.table, row.ordinal, row.name, row.raw, row.why, row.page, form.shared["source"])
        _row(sheet, number, values, [width for _, width in _ASKED])
        _link(sheet.cell(number, len(values)), original(told, form.shared["doc_id"], None, results))
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(_ASKED))}{len(asked) + 1}"


def _left_over(sheet: Worksheet, notes: Sequence[Note]) -> None:
    """What people said of findings that are no longer there: nothing that anybody wrote is lost."""
    titles = (*ABOUT, STATUS, REMARK)
    widths = [50 if title in ("说明", REMARK) else 16 for title in titles]
    for column, (title, width) in enumerate(zip(titles, widths, strict=True), 1):
        _head(sheet, 1, column, title)
        sheet.column_dimensions[get_column_letter(column)].width = width
    for number, note in enumerate(notes, 2):
        said = {**note.about, STATUS: note.status, REMARK: note.remark}
        _row(sheet, number, [said.get(title) for title in titles], widths)
    sheet.freeze_panes = "A2"


def _link(cell: Any, target: str | None) -> None:
    if target:
        cell.hyperlink, cell.style = target, "Hyperlink"
        cell.alignment, cell.border = _TOP, _BORDER


def _printed(sheet: Worksheet) -> None:
    """A4 across, as wide as one page, with its titles on each."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.page_margins.left = sheet.page_margins.right = _SIDE
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = sheet.print_title_rows or "1:1"
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"


def _row(sheet: Worksheet, number: int, values: Sequence[Any], widths: Sequence[int], least: float = 0) -> None:
    """Write a row, so high that all of its texts are seen, and not lower than `least` points."""
    for column, value in enumerate(values, 1):
        cell = _put(sheet, number, column, value)
        cell.alignment, cell.border = _TOP, _BORDER
    most = max(lines(str(value), width) for value, width in zip(values, widths, strict=True))
    sheet.row_dimensions[number].height = max(height(most), least)


def _picture(sheet: Worksheet, row: int, form: Entered, finding: Told, pictures: Pictures) -> float:
    """Put the picture of a finding into its row; returns the points that it takes."""
    piece = pictures.pieces.get((form.shared["doc_id"], finding.spot)) if finding.spot else None
    if piece is None:
        return 0
    image = Image(io.BytesIO(piece))
    factor = min(_PICTURE / image.width, _HIGHEST / image.height)
    image.width, image.height = round(image.width * factor), round(image.height * factor)
    sheet.add_image(image, f"{get_column_letter(_PICTURES)}{row}")
    return 0.75 * float(image.height) + 4


def _summary(sheet: Worksheet, told: UnitYear) -> None:
    """A row a form, then a row a rule, with how many findings of each severity."""
    severities = list(SEVERITIES.values())
    columns = (("表", 44), ("原件", 36), *((name, 8) for name in severities))
    for column, (title, width) in enumerate(columns, 1):
        _head(sheet, 1, column, title)
        sheet.column_dimensions[get_column_letter(column)].width = width
    rows: list[list[Any]] = [
        [form.name, form.shared["source"], *(form.counts[name] for name in severities)] for form in told.forms
    ]
    rows.append(["合计", None, *(told.counts[name] for name in severities)])
    for number, values in enumerate(rows, 2):
        _row(sheet, number, values, [width for _, width in columns])
    for cell in sheet[len(rows) + 1]:
        cell.font = _BOLD
    sheet.freeze_panes = "A2"


def _head(sheet: Worksheet, row: int, column: int, title: str) -> None:
    cell = _put(sheet, row, column, title)
    cell.font, cell.fill, cell.border = _BOLD, _HEAD, _BORDER
    cell.alignment = Alignment(vertical="center", wrap_text=True)


def _put(sheet: Worksheet, row: int, column: int, value: Any) -> Any:
    """A cell with a value; a text is a text, even one that begins like a formula."""
    cell = sheet.cell(row, column)
    cell.value = _printable(value) if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "s"
    return cell


def _printable(text: str) -> str:
    """Without the control characters that XML knows no way to write."""
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", text)


def _timeless(data: bytes) -> bytes:
    """The workbook without the time of its writing."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in made.namelist():
            part = made.read(name)
            if name == "docProps/core.xml":
                part = _MODIFIED.sub(rb"\g<1>2000-01-01T00:00:00Z\g<2>", part)
            kept.writestr(zipfile.ZipInfo(name, _EPOCH), part, zipfile.ZIP_DEFLATED)
    return out.getvalue()
