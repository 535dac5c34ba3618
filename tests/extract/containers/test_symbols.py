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


def test_a_text_in_another_font_stands_as_it_is() -> None:
    assert as_drawn("R³", "SimSun") == as_drawn("R³", None) == "R³"
