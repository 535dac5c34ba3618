"""Characters of symbol fonts, which a file names by their place in the font: read as the font draws them."""

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from extract import extract
from extract.symbols import as_drawn
from tests.extract.containers.made import bordered, cell, paragraph, row, run, table, web, word, workbook


def texts(data: bytes) -> list[str]:
    return [one.text for one in extract(data).pages[0].tables[0].cells]


def symbol(font: str, char: str) -> str:
    return f'<w:r><w:sym w:font="{font}" w:char="{char}"/></w:r>'


def set_in(font: str, text: str) -> str:
    return f'<w:r><w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr><w:t>{text}</w:t></w:r>'


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        (symbol("Symbol", "F0B3") + run("95%"), "≥95%"),
        (symbol("Symbol", "00A3") + run("5"), "≤5"),
        (set_in("Symbol", "\xb3") + run("95%"), "≥95%"),
        (set_in("Symbol", "95%") + set_in("Symbol", "\uf0b4"), "95%×"),
        (symbol("Wingdings 2", "F052") + run("是") + symbol("Wingdings 2", "F0A3") + run("否"), "☑是□否"),
        (set_in("Wingdings 2", "R") + run("是") + set_in("Wingdings", "\xa8") + run("否"), "☑是□否"),
        (symbol("MS Gothic", "2611") + set_in("Wingdings", "是"), "☑是"),
        (symbol("Wingdings", "F0D8") + run("修路"), "修路"),
    ],
)
def test_in_word(printed: str, text: str) -> None:
    assert texts(word(table(row(cell(paragraph(printed)), cell("x"))))) == [text, "x"]


def test_a_box_of_a_protected_form_is_ticked_as_it_was_left() -> None:
    def box(state: str) -> str:
        data = f"<w:ffData><w:checkBox>{state}</w:checkBox></w:ffData>"
        return f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'

    boxes = box("<w:default/><w:checked/>") + run("是") + box('<w:default/><w:checked w:val="0"/>') + run("否")
    boxes += box("<w:default/>") + box("")
    assert texts(word(table(row(cell(paragraph(boxes)), cell("x"))))) == ["☑是□否☑□", "x"]


def test_a_character_that_nothing_here_knows_asks() -> None:
    (found,) = extract(word(table(row(cell(paragraph(symbol("Wingdings", "F04A") + run("好"))), cell("x"))))).pages
    assert found.tables[0].cells[0].text == "好" and found.tables[0].cells[0].doubts == ("ink_unread",)


def test_in_a_workbook_and_a_web_page() -> None:
    def fill(sheet: object) -> None:
        bordered(sheet, [["R", CellRichText(TextBlock(InlineFont(rFont="Symbol"), "\xb3"), "95"), "R"]])
        sheet["A1"].font = Font(name="Wingdings 2")  # type: ignore[index]

    assert texts(workbook(fill)) == ["☑", "≥95", "R"]
    markup = "<td><font face='Wingdings 2'>R</font>是<td><span style='font-family:\"Symbol\"'>&sup3;</span>95<td>R"
    assert texts(web(f"<table><tr>{markup}</table>")) == ["☑是", "≥95", "R"]


def above(text: str) -> str:
    return f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>{text}</w:t></w:r>'


def test_a_raised_digit_behind_another_one_asks() -> None:
    """10⁴ is not 104, and a value of 95 with a note ¹ not 951."""
    (power, area) = (
        extract(word(table(row(cell(paragraph(run("10") + above("4"))), cell(paragraph(run("5m") + above("2")))))))
        .pages[0]
        .tables[0]
        .cells
    )
    assert (power.text, power.doubts, area.text, area.doubts) == ("104", ("ink_unread",), "5m2", ())
    found = extract(web("<table><tr><td>95<sup>1</sup><td>5m<sup>2</sup><td>m²</table>")).pages[0].tables[0].cells
    assert [(one.text, one.doubts) for one in found] == [("951", ("ink_unread",)), ("5m2", ()), ("m²", ())]


def field(code: str, more: str = "") -> str:
    def mark(kind: str, data: str = "") -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}">{data}</w:fldChar></w:r>'

    return mark("begin", more) + f"<w:r><w:instrText>{code}</w:instrText></w:r>" + mark("separate") + mark("end")


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (r" eq \o\ac(□,√)", "☑"),
        (r"EQ \o\ac(□, )", "□"),
        (r"eq \o\ac(○,3)", "③"),
        (r"EQ \f(实际数,计划数)", "实际数/计划数"),
        ("PAGE", ""),
    ],
)
def test_characters_over_one_another_and_fractions_that_a_field_draws(code: str, text: str) -> None:
    assert texts(word(table(row(cell(paragraph(field(code) + run("是"))), cell("x"))))) == [f"{text}是", "x"]


def test_what_was_chosen_from_a_list_is_read() -> None:
    listed = '<w:ddList><w:result w:val="1"/><w:listEntry w:val="甲"/><w:listEntry w:val="乙"/></w:ddList>'
    entries = f"<w:ffData>{listed}</w:ffData>"
    assert texts(word(table(row(cell(paragraph(field("FORMDROPDOWN", entries))), cell("x"))))) == ["乙", "x"]
    assert texts(web("<table><tr><td><select><option>甲<option selected>乙</select><td>x</table>")) == ["乙", "x"]


def test_a_formula_stands_on_one_line_and_words_without_their_reading() -> None:
    math = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'

    def say(text: str) -> str:
        return f"<m:r><m:t>{text}</m:t></m:r>"

    fraction = f"<m:f><m:num>{say('甲+乙')}</m:num><m:den>{say('预算数')}</m:den></m:f>"
    whole = f"<m:oMath {math}>{say('执行率=')}{fraction}{say('×100%')}</m:oMath>"
    ruby = f"<w:r><w:ruby><w:rt>{run('zì')}</w:rt><w:rubyBase>{run('字')}</w:rubyBase></w:ruby></w:r>"
    assert texts(word(table(row(cell(paragraph(whole)), cell(paragraph(ruby)))))) == [
        "执行率=(甲+乙)/预算数×100%",
        "字",
    ]
    assert texts(web("<table><tr><td><ruby>字<rp>(</rp><rt>zì</rt></ruby><td>x</table>")) == ["字", "x"]


def test_a_text_in_another_font_stands_as_it_is() -> None:
    assert as_drawn("R³", "SimSun") == as_drawn("R³", None) == "R³"
