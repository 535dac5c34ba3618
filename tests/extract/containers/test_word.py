"""A Word file: its tables as they are printed."""

import io
import re
import zipfile

import pytest

from extract import ExtractSettings, extract
from extract.errors import DamagedDocument
from extract.media import DOCX
from extract.model import Page, Table
from tests.extract.containers.made import ROWS, cell, paragraph, row, run, table, word

RELATIONS = "application/vnd.openxmlformats-package.relationships+xml"


def pages(*body: str) -> tuple[Page, ...]:
    return extract(word(*body)).pages


def first(*body: str) -> Table:
    return pages(*body)[0].tables[0]


def texts(found: Table) -> list[list[str]]:
    return [[one.text for one in found.cells if one.row == r] for r in range(found.rows)]


PLAIN = [row(*map(cell, line)) for line in ROWS]


def test_paragraphs_stand_before_their_table_and_cells_say_where_they_stand() -> None:
    (page,) = pages(
        paragraph(run("2026年项目支出绩效目标表")),
        paragraph(run("填报单位:甲局") + "<w:r><w:tab/></w:r>" + run("单位:万元")),
        table(*PLAIN),
    )
    assert [(line.text, line.place) for line in page.lines] == [
        ("2026年项目支出绩效目标表", "paragraph 1"),
        ("填报单位:甲局", "paragraph 2"),
        ("单位:万元", "paragraph 2"),
    ]
    assert texts(page.tables[0]) == ROWS
    assert page.tables[0].cells[-1].place == "table 1, row 4, column 4"


def test_cells_merged_down_and_across_and_rows_that_begin_later() -> None:
    down, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    found = first(
        table(
            row(cell("甲", down), cell("乙", '<w:gridSpan w:val="3"/>')),
            row(cell("", on), *map(cell, "123")),
            row(cell("4"), cell("5"), properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'),
        )
    )
    assert [(one.text, one.row, one.column, one.row_span, one.column_span) for one in found.cells if one.text] == [
        ("甲", 0, 0, 2, 1),
        ("乙", 0, 1, 1, 3),
        *[(str(n), 1, n, 1, 1) for n in (1, 2, 3)],
        ("4", 2, 1, 1, 1),
        ("5", 2, 2, 1, 1),
    ]
    assert sum(one.row_span * one.column_span for one in found.cells) == found.rows * found.columns


def test_what_was_deleted_hidden_or_struck_is_left_out_and_what_was_inserted_is_in() -> None:
    edited = (
        "<w:p>"
        + run("≥1", "")
        + '<w:del w:id="1" w:author="x"><w:r><w:delText>2</w:delText></w:r></w:del>'
        + '<w:ins w:id="2" w:author="x">'
        + run("5")
        + "</w:ins>"
        + run("旧", "<w:vanish/>")
        + run("8", "<w:strike/>")
        + "</w:p>"
    )
    gone = row(cell("删"), properties='<w:del w:id="3" w:author="x"/>')
    (found, *_) = first(table(row(cell(edited), cell("x")), gone, *PLAIN)).cells
    assert (found.text, found.doubts) == ("≥15", ("struck_out",))
    assert "删" not in str(first(table(gone, *PLAIN)))


def test_cells_within_content_controls_are_read() -> None:
    framed = f"<w:sdt><w:sdtContent>{cell('内')}</w:sdtContent></w:sdt>"
    rowed = f"<w:sdt><w:sdtContent>{row(cell('a'), cell('b'))}</w:sdtContent></w:sdt>"
    assert texts(first(table(row(framed, cell("外")), rowed))) == [["内", "外"], ["a", "b"]]


def test_a_frame_around_a_table_is_no_table_and_a_nested_one_stands_behind_its_host() -> None:
    inner = table(*PLAIN)
    (framed,) = pages(table(row(cell(f"<w:p>{run('绩效目标表')}</w:p>{inner}<w:p/>")), columns=1))
    assert [line.text for line in framed.lines] == ["绩效目标表"] and texts(framed.tables[0]) == ROWS
    host, nested = pages(table(row(cell("资金"), cell(f"{inner}<w:p/>")), row(cell("目标"), cell("x"))))
    assert texts(host.tables[0]) == [["资金", ""], ["目标", "x"]] and texts(nested.tables[0]) == ROWS


def test_a_line_break_in_a_cell_is_a_persons() -> None:
    (found, *_) = first(
        table(row(cell(paragraph(run("1.修路") + "<w:r><w:br/></w:r>" + run("2.修桥"))), cell("x")))
    ).cells
    assert [line.text for line in found.lines] == ["1.修路", "2.修桥"]


def test_a_ticked_box_drawn_by_a_symbol_font_is_read() -> None:
    box = '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'
    (found, *_) = first(table(row(cell(paragraph(box + run("新增"))), cell("x")))).cells
    assert found.text == "☑新增"


def test_a_file_that_is_one_picture_says_so() -> None:
    (page,) = pages(paragraph("<w:r><w:pict/></w:r>"))
    assert page.status == "needs_ocr" and "picture" in page.reason


def test_a_table_without_a_title_stands_with_the_form_above_it_and_a_titled_one_does_not() -> None:
    money = table(row(cell("资金来源"), cell("金额")), row(cell("财政拨款"), cell("36.5")), columns=2)
    data = word(
        paragraph(run("项目支出绩效目标表")),
        table(*PLAIN),
        paragraph(run("填写时应做到内容完整、表述准确、便于考核。")),
        money,
        paragraph(run("收入支出预算总表")),
        money,
    )
    read = extract(data, ExtractSettings(form_words=("三级指标",))).pages
    assert [page.status for page in read] == ["read", "read", "skipped"]


def test_a_control_that_nobody_filled_in_is_blank() -> None:
    hint = (
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
        + run("单击此处输入文字。")
        + "</w:sdtContent></w:sdt>"
    )
    (found,) = extract(word(table(row(cell(paragraph(hint)), cell("x"))))).pages
    assert [one.text for one in found.tables[0].cells] == ["", "x"]


def test_cells_merged_across_as_old_programs_write_it() -> None:
    first, on = '<w:hMerge w:val="restart"/>', "<w:hMerge/>"
    rows = row(cell("甲", first), cell("", on), cell("乙")), row(cell("1"), cell("2"), cell("3"))
    (found,) = extract(word(table(*rows, columns=3))).pages
    assert [(one.text, one.column_span) for one in found.tables[0].cells][:2] == [("甲", 2), ("乙", 1)]


def test_a_word_set_wide_is_a_word_and_words_apart_are_two() -> None:
    lines = ["填 报 单 位：某乡人民政府", "（2026 年 度）", "张三 李四", "说 明 见附件"]
    found = extract(
        word(*(paragraph(run(line)) for line in lines), table(row(cell("主 管 部 门"), cell("小　　计"))))
    ).pages[0]
    assert [line.text for line in found.lines] == [
        "填报单位：某乡人民政府",
        "（2026 年度）",
        "张三 李四",
        "说明 见附件",
    ]
    assert [one.text for one in found.tables[0].cells] == ["主管部门", "小计"]


def flat(data: bytes) -> bytes:
    """A Word file as Word saves it in one XML file."""
    parts = ""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            if name.endswith((".rels", "document.xml")):
                body = re.sub(r"^\s*<\?xml[^>]*\?>", "", package.read(name).decode())
                kind = f"{DOCX}.main+xml" if name.endswith("document.xml") else RELATIONS
                named = f'pkg:name="/{name}" pkg:contentType="{kind}"'
                parts += f"<pkg:part {named}><pkg:xmlData>{body}</pkg:xmlData></pkg:part>"
    parts = re.sub(r'<Relationship [^>]*Target="(?!word/document.xml)[^"]*"[^>]*/>', "", parts)
    head = '<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Word.Document"?>'
    return f'{head}<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">{parts}</pkg:package>'.encode()


def test_a_word_file_written_as_one_xml_file_is_read() -> None:
    data = flat(word(paragraph(run("绩效目标表")), table(row(cell("验收合格率"), cell("≥95%")))))
    (page,) = extract(data).pages
    assert [line.text for line in page.lines] == ["绩效目标表"]
    assert [one.text for one in page.tables[0].cells] == ["验收合格率", "≥95%"]
    for broken in (data[: len(data) // 2], data.replace(b"<pkg:package", b"<!DOCTYPE x><pkg:package")):
        with pytest.raises(DamagedDocument):
            extract(broken)


def test_lines_below_the_last_table_of_a_page_stand_with_it() -> None:
    first, second = pages(
        paragraph(run("2026年项目支出绩效目标表")),
        table(*PLAIN),
        paragraph(run("填报单位:甲局")),
        paragraph('<w:r><w:br w:type="page"/></w:r>'),
        paragraph(run("2026年项目支出绩效目标表")),
        table(*PLAIN),
        paragraph(run("填报单位:乙局")),
    )
    assert [[line.text for line in page.lines] for page in (first, second)] == [
        ["2026年项目支出绩效目标表", "填报单位:甲局"],
        ["2026年项目支出绩效目标表", "填报单位:乙局"],
    ]
