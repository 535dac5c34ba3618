"""A workbook: what is shown of it, and nothing else."""

import datetime
import io
import zipfile
from typing import Any

import pytest
from openpyxl.styles import Font

from extract import extract
from extract.model import Table
from extract.readers.office_formats import shown
from normalize import normalize
from tests.extract.containers.made import BOX, ROWS, bordered, form_sheet, workbook


def tables(data: bytes) -> list[Table]:
    return [table for page in extract(data).pages for table in page.tables]


def texts(data: bytes) -> list[list[str]]:
    """The texts of the first table, a row each, merged cells once."""
    (table, *_) = tables(data)
    return [[cell.text for cell in table.cells if cell.row == row] for row in range(table.rows)]


def test_a_title_stands_above_the_table_and_each_cell_says_where_it_stands() -> None:
    (page,) = extract(workbook(form_sheet)).pages
    assert [line.text for line in page.lines] == ["2026年项目支出绩效目标表", "填报单位:青石县水务局", "单位:万元"]
    (table,) = page.tables
    merged = next(cell for cell in table.cells if cell.text == "产出指标")
    assert (merged.row_span, merged.place) == (2, "Sheet!A5")
    assert not page.paper and page.reader == "sheet"


def test_a_hidden_row_is_not_read() -> None:
    def fill(sheet: Any) -> None:
        bordered(sheet, ROWS)
        sheet.row_dimensions[3].hidden = True

    assert [row[2] for row in texts(workbook(fill))] == ["三级指标", "清淤河段长度", "防洪能力"]


def test_hidden_columns_are_not_read_even_where_the_file_groups_them() -> None:
    def fill(sheet: Any) -> None:
        bordered(sheet, [[*row[:1], "旧", "旧", *row[1:]] for row in ROWS])
        sheet.column_dimensions.group("B", "C", hidden=True)

    assert texts(workbook(fill)) == ROWS


def test_a_hidden_sheet_is_not_read_and_each_other_one_is_a_page() -> None:
    def fill(sheet: Any) -> None:
        bordered(sheet, ROWS)
        for name, state in (("底稿", "hidden"), ("字典", "veryHidden"), ("二", "visible")):
            other = sheet.parent.create_sheet(name)
            bordered(other, ROWS)
            other.sheet_state = state

    pages = extract(workbook(fill)).pages
    assert [page.tables[0].cells[0].place for page in pages] == ["Sheet!A1", "二!A1"]


def test_what_a_merged_cell_covers_is_what_is_shown_of_it() -> None:
    def fill(sheet: Any) -> None:
        bordered(sheet, ROWS)
        sheet.merge_cells("A2:A4")
        sheet.row_dimensions[3].hidden = True

    (table,) = tables(workbook(fill))
    assert next(cell for cell in table.cells if cell.text == "产出指标").row_span == 2


def test_two_tables_side_by_side_and_two_below_one_another_are_four() -> None:
    def fill(sheet: Any) -> None:
        for top in (1, 9):
            for left in (1, 7):
                for r in range(3):
                    for c in range(2):
                        spot = sheet.cell(top + r, left + c, f"{top}.{left}.{r}.{c}")
                        spot.border = BOX

    assert [(table.rows, table.columns) for table in tables(workbook(fill))] == [(3, 2)] * 4


def test_a_sheet_without_borders_is_cut_at_its_empty_rows() -> None:
    def fill(sheet: Any) -> None:
        for row in ([["2026年绩效目标表"], ["填报单位:甲局", "单位:万元"]], ROWS, [], ROWS):
            for line in row or [[]]:
                sheet.append(line)

    (page,) = extract(workbook(fill)).pages
    assert [line.text for line in page.lines] == ["2026年绩效目标表", "填报单位:甲局", "单位:万元"]
    assert [table.rows for table in page.tables] == [4, 4]


def test_a_formula_never_reckoned_and_one_that_failed_are_doubts() -> None:
    def fill(sheet: Any) -> None:
        bordered(sheet, [["=1+1", "#REF!", 110101199001011234, "110101199001011234"], *ROWS])

    (table,) = tables(workbook(fill))
    assert [cell.doubts for cell in table.cells[:4]] == [
        ("formula_uncached", "ink_unread"),
        ("formula_error",),
        ("digits_lost",),
        (),
    ]
    assert table.cells[3].text == "110101199001011234"


def test_a_formula_is_read_by_its_cached_value() -> None:
    data = workbook(lambda sheet: bordered(sheet, [["=1+1", "x"], *ROWS]))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>"))
    assert texts(out.getvalue())[0][0] == "2"


@pytest.mark.parametrize(
    "value,code,want",
    [
        (0.95, "0%", "95%"),
        (0.9555, "0.00%", "95.55%"),
        (36.5, "General", "36.5"),
        (0.1 + 0.2, "General", "0.3"),
        (3309840, "#,##0.00", "3,309,840.00"),
        (-12.5, "#,##0.00_);[Red]\\(#,##0.00\\)", "(12.50)"),
        (-12.5, "0.00", "-12.50"),
        (2.675, "0.00", "2.68"),
        (0, '0.00;-0.00;"-"', "-"),
        (1234567, "0.00,", "1234.57"),
        (95, '"≥"0"%"', "≥95%"),
        (12, '0"公里"', "12公里"),
        (0.5, "#.##", ".5"),
        (1.5, "# ?/?", "1.5"),
        (5, "00000", "00005"),
        (1e15, "0", "1000000000000000"),
        (123456789012, "General", "123456789012"),
        (1234.5, "¥#,##0.00", "¥1,234.50"),
        (1234.5, "[$¥-804]#,##0.00", "¥1,234.50"),
        (5, '[>3]"多";[<=3]"少"', "多"),
        (datetime.datetime(2026, 10, 31), 'yyyy"年"m"月"d"日"', "2026年10月31日"),
        (datetime.datetime(2026, 10, 31), "yyyy年m月", "2026年10月"),
        (datetime.datetime(2026, 3, 5), "yyyy-mm-dd", "2026-03-05"),
        (datetime.datetime(2026, 3, 5, 14, 7), "yyyy/m/d h:mm", "2026/3/5 14:07"),
        (datetime.datetime(2026, 3, 5, 14, 7), "h:mm AM/PM", "2:07 PM"),
        (datetime.datetime(2026, 3, 5), "[$-F800]dddd, mmmm dd, yyyy", "Thursday, March 05, 2026"),
        (datetime.timedelta(hours=30), "[h]:mm", "30:00"),
        ("已完成", "General", "已完成"),
        ("甲", '@"局"', "甲局"),
        ("甲", "0.00", "甲"),
        (5, ";;;", ""),
        (True, "General", "TRUE"),
    ],
)
def test_a_value_is_read_as_its_cell_shows_it(value: Any, code: str, want: str) -> None:
    assert shown(value, code) == want


@pytest.mark.parametrize("spot", ["C5", "D5", "B3", "D3"])
def test_whatever_is_taken_from_a_cell_that_may_be_wrong_asks(spot: str) -> None:
    """A name, a value, the project, the budget: not reckoned, failed, too long or struck through."""
    for value, font in (("=1+1", None), ("#REF!", None), (110101199001011234, None), ("旧", Font(strike=True))):

        def fill(sheet: Any, value: Any = value, font: Any = font) -> None:
            form_sheet(sheet)
            sheet[spot] = value
            if font is not None:
                sheet[spot].font = font

        (form,) = normalize(extract(workbook(fill))).forms
        asking = [row for row in (form.record, *form.indicators) if row.needs_review]
        assert asking, f"{value} in {spot} asks nobody"
