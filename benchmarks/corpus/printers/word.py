"""A word document (its table written as WordprocessingML into python-docx's shell), printed by LibreOffice Writer."""

import itertools
import tempfile
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape

import docx
from docx.enum.section import WD_ORIENTATION
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt

from benchmarks.corpus.printers.calc import convert
from benchmarks.corpus.printers.tint import hex_of
from benchmarks.corpus.sheet import Block, Cell, Document, Gap, Line, PageBreak, Prose, Sheet, Title

__all__ = ["print_all"]

PAGE_FIELD = (
    '<w:fldChar w:fldCharType="begin"/>',
    "<w:instrText>PAGE</w:instrText>",
    '<w:fldChar w:fldCharType="end"/>',
)


def print_all(documents: Mapping[str, Document], folder: Path, tinted: bool) -> None:
    """Print with LibreOffice, one process for all."""
    with tempfile.TemporaryDirectory() as work:
        paths = []
        for name, document in documents.items():
            path = Path(work) / f"{name}.docx"
            write(document, path, tinted)
            paths.append(path)
        convert(paths, folder)


def write(document: Document, path: Path, tinted: bool) -> None:
    """The document as a .docx file."""
    file = docx.Document()
    section = file.sections[0]
    section.page_width, section.page_height = Pt(document.page[0]), Pt(document.page[1])
    landscape = document.page[0] > document.page[1]
    section.orientation = WD_ORIENTATION.LANDSCAPE if landscape else WD_ORIENTATION.PORTRAIT
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Pt(document.margin)
    section.header_distance = section.footer_distance = Pt(14)
    if document.foot:
        foot = _paragraph([document.foot.format("§")], "center", document, 1.0, tinted)
        field = "</w:t></w:r>" + "".join(f"<w:r>{run}</w:r>" for run in PAGE_FIELD) + '<w:r><w:t xml:space="preserve">'
        section.footer._element.insert(0, parse_xml(foot.replace("§", field)))
    body = file.element.body
    end = body.sectPr
    number = 0
    broken = False
    for block in document.blocks:
        if isinstance(block, Sheet):
            end.addprevious(parse_xml(table(block, document, tinted, number)))
            end.addprevious(parse_xml(_paragraph([""], "left", document, 0.2, tinted)))
            number += len(block.cells)
        else:
            for xml in _loose(block, document, tinted, broken):
                end.addprevious(parse_xml(xml))
        broken = isinstance(block, PageBreak)
    file.save(str(path))


def _run(text: str, document: Document, scale: float, colour: str) -> str:
    half = round(document.size * scale * 2)
    face = document.face
    style = f'<w:rFonts w:ascii="{face}" w:hAnsi="{face}" w:eastAsia="{face}" w:hint="eastAsia"/>'
    style += f'<w:color w:val="{colour}"/><w:sz w:val="{half}"/>'
    return f'<w:r><w:rPr>{style}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _paragraph(
    lines: list[str],
    align: str,
    document: Document,
    scale: float,
    tinted: bool,
    colour: str | None = None,
    extra: str = "",
) -> str:
    colour = colour or ("FFFFFF" if tinted else "000000")
    runs = "<w:r><w:br/></w:r>".join(_run(line, document, scale, colour) for line in lines)
    least = round(document.size * scale * 26)
    spacing = f'<w:spacing w:before="0" w:after="0" w:line="{least}" w:lineRule="atLeast"/>'
    style = f'{extra}<w:snapToGrid w:val="0"/>{spacing}<w:jc w:val="{align}"/>'
    return f"<w:p {nsdecls('w')}><w:pPr>{style}</w:pPr>{runs}</w:p>"


def _loose(block: Block, document: Document, tinted: bool, broken: bool) -> list[str]:
    extra = "<w:pageBreakBefore/>" if broken else ""
    match block:
        case Title():
            return [_paragraph([block.text], "center", document, 1.0 if block.small else 1.6, tinted, extra=extra)]
        case Line():
            width = round((document.page[0] - 2 * document.margin) * 20)
            tabs = f'{extra}<w:tabs><w:tab w:val="right" w:pos="{width}"/></w:tabs>'
            xml = _paragraph([f"{block.left}\t{block.right}"], "left", document, 1.0, tinted, extra=tabs)
            return [xml.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')]
        case Prose():
            return [
                _paragraph(["    " + text], "left", document, 1.0, tinted, extra=extra if i == 0 else "")
                for i, text in enumerate(block.paragraphs)
            ]
        case Gap():
            return [_paragraph([""], "left", document, 1.0, tinted)]
    return []


def table(sheet: Sheet, document: Document, tinted: bool, number: int) -> str:
    """The table as `w:tbl`: cells that go on downwards are repeated, as WordprocessingML has it."""
    room = (document.page[0] - 2 * document.margin) * 20
    borders = sheet.borders
    grid = "".join(f'<w:gridCol w:w="{round((b - a) * room)}"/>' for a, b in itertools.pairwise(borders))
    eighths = round(document.ruling * 8)
    lines = "".join(
        f'<w:{edge} w:val="single" w:sz="{eighths}" w:space="0" w:color="000000"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    margins = '<w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar>'
    rows: list[list[tuple[int, str]]] = [[] for _ in range(sheet.height)]
    for i, cell in enumerate(sheet.cells):
        for y in range(cell.row, cell.row + cell.rows):
            rows[y].append((cell.column, _cell(cell, document, tinted, number + i, y == cell.row, room)))
    body = ""
    for y, cells in enumerate(rows):
        head = "<w:tblHeader/>" if sheet.head and document.repeat_head and sheet.head[0] <= y < sheet.head[1] else ""
        height = f'<w:trHeight w:val="{round(document.size * 36)}" w:hRule="atLeast"/>'
        body += f"<w:tr><w:trPr><w:cantSplit/>{height}{head}</w:trPr>{''.join(xml for _, xml in sorted(cells))}</w:tr>"
    layout = f'<w:tblW w:w="{round(room)}" w:type="dxa"/><w:tblBorders>{lines}</w:tblBorders>'
    layout += f'<w:tblLayout w:type="fixed"/>{margins}'
    return f"<w:tbl {nsdecls('w')}><w:tblPr>{layout}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"


def _cell(cell: Cell, document: Document, tinted: bool, number: int, first: bool, room: float) -> str:
    colour = hex_of(number)
    width = round((cell.right - cell.left) * room)
    span = f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
    merge = "" if cell.rows == 1 else ('<w:vMerge w:val="restart"/>' if first else "<w:vMerge/>")
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{colour}"/>' if tinted else ""
    text = cell.shown.split("\n") if first else [""]
    inner = _paragraph(text, cell.align, document, 1.0, tinted, colour if tinted else None)
    style = f'<w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}{shade}<w:vAlign w:val="center"/>'
    return f"<w:tc><w:tcPr>{style}</w:tcPr>{inner}</w:tc>"
