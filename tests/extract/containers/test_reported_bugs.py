"""What people report of the libraries that read these formats (docs/containers.md has where), tried here."""

import io
import zipfile

from openpyxl.utils import get_column_letter

from benchmarks.containers.ofd import package
from extract import extract
from extract.model import Page, Table
from extract.sheet import Sheet
from tests.extract.containers.made import ROWS, bordered, cell, paragraph, row, run, table, web, word, workbook


def first(data: bytes) -> Table:
    return extract(data).pages[0].tables[0]


def texts(found: Table) -> list[list[str]]:
    return [[one.text for one in found.cells if one.row == r] for r in range(found.rows)]


# Word


def test_a_merged_cell_is_read_once_not_once_for_each_position() -> None:
    across, down, on = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    found = first(
        word(table(row(cell("甲", across), cell("乙", down)), row(cell("1"), cell("2"), cell("", on)), columns=3))
    )
    assert [one.text for one in found.cells] == ["甲", "乙", "1", "2"]


def test_a_merge_within_a_nested_table_and_a_grid_that_lies_about_its_columns() -> None:
    inner = table(row(cell("甲", '<w:gridSpan w:val="2"/>')), row(cell("1"), cell("2")), columns=7)
    pages = extract(word(table(row(cell("外"), cell(f"{inner}<w:p/>")), columns=1))).pages
    assert [texts(page.tables[0]) for page in pages] == [[["外", ""]], [["甲"], ["1", "2"]]]


def test_text_in_tracked_insertions_links_fields_and_smart_tags_is_read() -> None:
    parts = (
        '<w:ins w:id="1" w:author="x">' + run("一") + "</w:ins>",
        '<w:hyperlink w:anchor="x">' + run("二") + "</w:hyperlink>",
        '<w:fldSimple w:instr="DATE">' + run("三") + "</w:fldSimple>",
        '<w:smartTag w:element="date">' + run("四") + "</w:smartTag>",
        "<w:sdt><w:sdtContent>" + run("五") + "</w:sdtContent></w:sdt>",
    )
    assert first(word(table(row(cell(paragraph("".join(parts))), cell("x"))))).cells[0].text == "一二三四五"


def test_a_number_that_word_sets_in_front_of_a_list_item_is_read() -> None:
    numbered = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="77"/></w:numPr></w:pPr>'
    item = "".join(f"<w:p>{numbered}{run(text)}</w:p>" for text in ("修路", "修桥"))
    data = word(table(row(f"<w:tc>{item}</w:tc>", cell("x"))))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/numbering.xml":
                head, _, tail = part.rpartition(b"</w:numbering>")
                level = b'<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
                lists = b'<w:abstractNum w:abstractNumId="77">' + level + b"</w:abstractNum>"
                part = head + lists + b'<w:num w:numId="77"><w:abstractNumId w:val="77"/></w:num></w:numbering>' + tail
            new.writestr(name, part)
    assert [line.text for line in first(out.getvalue()).cells[0].lines] == ["1.修路", "2.修桥"]


# Excel


def test_thousands_of_merged_ranges_with_borders_are_read() -> None:
    rows, merged = "", ""
    for r in range(1, 201):
        places = [get_column_letter(c) for c in range(1, 41)]
        rows += f'<row r="{r}">' + "".join(f'<c r="{place}{r}" s="1"><v>7</v></c>' for place in places) + "</row>"
        merged += "".join(f'<mergeCell ref="{a}{r}:{b}{r}"/>' for a, b in zip(places[::2], places[1::2], strict=True))
    head = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    sheet = f"{head}{rows}</sheetData><mergeCells>{merged}</mergeCells></worksheet>".encode()
    data = workbook(lambda sheet: bordered(sheet, ROWS))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, sheet if "sheet1" in name else old.read(name))
    found = first(out.getvalue())
    assert (found.rows, found.columns) == (200, 40) and len(found.cells) == 4_000


def test_an_empty_text_that_a_formula_gave_is_no_doubt_and_a_line_feed_written_as_code_is_one() -> None:
    data = workbook(lambda sheet: bordered(sheet, [["=A9", "甲_x000D_\n乙"], *ROWS]))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, part.replace(b'<c r="A1" s="1"><f>', b'<c r="A1" s="1" t="str"><f>'))
    found = first(out.getvalue())
    assert found.cells[0].doubts == () and [line.text for line in found.cells[1].lines] == ["甲", "乙"]


# Web pages


def test_a_span_with_dirt_behind_its_number_is_read_as_browsers_do() -> None:
    found = first(
        web('<table><tr><td colspan="2;">甲</td><td colspan="x">乙</td></tr><tr><td>1<td>2<td>3</tr></table>')
    )
    assert [(one.text, one.column_span) for one in found.cells][:2] == [("甲", 2), ("乙", 1)]


def test_headers_of_two_rows_leave_every_column_in_its_place() -> None:
    head = (
        "<tr><th rowspan=2>型号<th colspan=2>核心<th rowspan=2>缓存<th colspan=2>内存</tr>"
        "<tr><th>基<th>升<th>大<th>宽</tr>"
    )
    body = "<tr><td rowspan=2>V<td>1<td>2<td rowspan=2>—<td>8<td>64</tr><tr><td>3<td>4<td>16<td>128</tr>"
    found = first(web(f"<table><thead>{head}</thead>{body}</table>"))
    places = {one.text: one.column for one in found.cells}
    assert places["缓存"] == places["—"] == 3 and places["大"] == places["8"] == places["16"] == 4


# OFD


def ofd(content: str) -> Page:
    """A page of OFD with this in its layer."""
    data = package([Sheet(595, 842, (), ())])
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            layer = b'<ofd:Layer ID="5" Type="Body">'
            new.writestr(name, part.replace(layer, layer + content.encode()))
    (page,) = extract(out.getvalue()).pages
    return page


def text(words: str, attributes: str, inner: str = "", code: str = 'X="0" Y="4"') -> str:
    return (
        f'<ofd:TextObject ID="99" Font="2" {attributes}>{inner}<ofd:TextCode {code}>{words}</ofd:TextCode>'
        "</ofd:TextObject>"
    )


def test_steps_between_characters_are_scaled_with_their_text() -> None:
    scaled = text(
        "项目", 'CTM="0.3528 0 0 0.3528 0 0" Boundary="100 28 64 9" Size="28"', code='X="0" Y="24" DeltaX="28"'
    )
    (line,) = ofd(scaled).lines
    width = line.box[2] - line.box[0]
    assert line.text == "项目" and abs(width - 2 * 28 * 0.3528 * 72 / 25.4) < 8


def test_turned_text_steps_by_its_turn_alone_not_by_its_shift() -> None:
    turned = text(
        "下载次数",
        'CTM="0 1 -1 0 0.5 -2" Boundary="100 30 20 20" Size="3.175"',
        code='X="1.5" Y="0" DeltaX="3.18 3.18 3.18"',
    )
    (line,) = ofd(turned).lines
    assert line.text == "下载次数" and abs((line.box[3] - line.box[1]) - 4 * 3.18 * 72 / 25.4) < 8


def test_a_glyph_map_of_a_thousand_million_positions_costs_nothing() -> None:
    bomb = '<ofd:CGTransform CodePosition="0" CodeCount="1000000000"><ofd:Glyphs>1</ofd:Glyphs></ofd:CGTransform>'
    assert [line.text for line in ofd(text("目标", 'Boundary="10 10 50 9" Size="4"', bomb)).lines] == ["目标"]


def test_steps_packed_as_counts_and_texts_on_one_line_far_apart() -> None:
    near = text("年度目标", 'Boundary="10 10 50 9" Size="4"', code='X="0" Y="4" DeltaX="g 3 4"')
    far = text("单位", 'Boundary="150 10 50 9" Size="4"', code='X="0" Y="4" DeltaX="4"')
    assert [line.text for line in ofd(near + far).lines] == ["年度目标", "单位"]
