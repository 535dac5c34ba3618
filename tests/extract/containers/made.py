"""Small files of each kind, written as people's programs write them."""

import io
from collections.abc import Callable
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl import Workbook
from openpyxl.styles import Border, Side

THIN = Side(style="thin")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
ROWS = [
    ["一级指标", "二级指标", "三级指标", "指标值"],
    ["产出指标", "数量指标", "清淤河段长度", "≥12公里"],
    ["产出指标", "质量指标", "验收合格率", "≥95%"],
    ["效益指标", "社会效益指标", "防洪能力", "有所提升"],
]


def bordered(sheet: Any, rows: list[list[Any]], top: int = 1) -> None:
    """Write rows with a border around each cell."""
    for r, row in enumerate(rows, top):
        for c, value in enumerate(row, 1):
            cell = sheet.cell(r, c)
            cell.value = value
            cell.border = BOX


def workbook(fill: Callable[[Any], None]) -> bytes:
    """A workbook whose first sheet `fill` has filled."""
    book = Workbook()
    fill(book.active)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def form_sheet(sheet: Any) -> None:
    """A form as an office writes it: a title over the table, the unit under it."""
    sheet["A1"] = "2026年项目支出绩效目标表"
    sheet.merge_cells("A1:D1")
    sheet["A2"], sheet["D2"] = "填报单位:青石县水务局", "单位:万元"
    bordered(sheet, [["项目名称", "河道清淤养护经费", "年度资金总额", 36.5], *ROWS], 3)
    sheet.merge_cells("A5:A6")


def word(*body: str) -> bytes:
    """A Word file of this WordprocessingML."""
    file = docx.Document()
    end = file.element.body.sectPr
    for part in body:
        end.addprevious(parse_xml(part.replace(">", f" {nsdecls('w')}>", 1)))
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def paragraph(inner: str) -> str:
    return f"<w:p>{inner}</w:p>"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def cell(inner: str, properties: str = "") -> str:
    body = inner if inner.startswith(("<w:p>", "<w:tbl>")) else paragraph(run(inner))
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{body}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str, columns: int = 4) -> str:
    grid = '<w:gridCol w:w="2000"/>' * columns
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def web(body: str, encoding: str = "utf-8") -> bytes:
    """A web page in this encoding, which it names."""
    return f'<!DOCTYPE html><html><head><meta charset="{encoding}"></head><body>{body}</body></html>'.encode(encoding)
