"""A saved web page: its tables as a browser shows them."""

import pytest

from extract import extract
from extract.errors import NotADocument
from extract.model import Page
from tests.extract.containers.made import ROWS, web

GRID = "<table>" + "".join("<tr>" + "".join(f"<td>{t}</td>" for t in row) + "</tr>" for row in ROWS) + "</table>"


def page(body: str, encoding: str = "utf-8") -> Page:
    (found,) = extract(web(body, encoding)).pages
    return found


def texts(found: Page, n: int = 0) -> list[list[str]]:
    table = found.tables[n]
    return [[one.text for one in table.cells if one.row == r] for r in range(table.rows)]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "gb2312", "gbk", "utf-16"])
def test_each_encoding_gives_the_same(encoding: str) -> None:
    body = f"<h1>2026年项目支出绩效目标表</h1><p>填报单位:甲局</p>{GRID.replace('≥', '大于')}"
    found = page(body, encoding)
    assert [line.text for line in found.lines] == ["2026年项目支出绩效目标表", "填报单位:甲局"]
    assert texts(found) == [[text.replace("≥", "大于") for text in row] for row in ROWS]


def test_a_page_that_names_no_encoding_or_a_wrong_one_is_read() -> None:
    plain = web(GRID).replace(b'<meta charset="utf-8">', b"")
    wrong = web(GRID).replace(b"utf-8", b"gb2312")
    chinese = plain.decode().encode("gb18030")
    assert extract(plain).pages[0].tables == extract(chinese).pages[0].tables == extract(wrong).pages[0].tables


def test_spans_across_and_down() -> None:
    found = page(
        "<table><tr><td rowspan=2>甲</td><td colspan=2>乙</td></tr><tr><td>1</td><td>2</td></tr>"
        "<tr><td rowspan=0>丙</td><td rowspan=999999999>3</td><td>4</td></tr><tr><td>5</td></tr></table>"
    )
    spans = {one.text: (one.row, one.column, one.row_span, one.column_span) for one in found.tables[0].cells}
    assert spans == {
        "甲": (0, 0, 2, 1),
        "乙": (0, 1, 1, 2),
        "1": (1, 1, 1, 1),
        "2": (1, 2, 1, 1),
        "丙": (2, 0, 2, 1),
        "3": (2, 1, 2, 1),
        "4": (2, 2, 1, 1),
        "5": (3, 2, 1, 1),
    }


def test_tables_of_as_many_columns_stand_in_the_same_ones() -> None:
    """One that a page break cut has no head: it goes on with the one before it by its columns."""
    short = GRID.replace("≥95%", "≥95%以上，按季度考核")
    first, second = extract(web(f"<h1>项目支出绩效目标表</h1>{GRID}<hr>{short}")).pages
    assert [[cell.box[0::2] for cell in page.tables[0].cells] for page in (first,)] == [
        [cell.box[0::2] for cell in page.tables[0].cells] for page in (second,)
    ]


def test_a_table_around_tables_is_layout() -> None:
    found = page(f"<table><tr><td>菜单</td><td><h2>绩效目标表</h2>{GRID}</td></tr></table>")
    assert [line.text for line in found.lines] == ["菜单", "绩效目标表"] and texts(found) == ROWS


def test_a_form_with_a_table_in_one_of_its_cells_is_a_form() -> None:
    head = "<tr><td>项目名称<td>清淤<td>预算<td>36.5<tr><td>主管部门<td>水利局<td>年度<td>2026"
    first, second = extract(web(f"<table>{head}<tr><td>绩效指标<td colspan=3>{GRID}</table>")).pages
    assert texts(first) == [
        ["项目名称", "清淤", "预算", "36.5"],
        ["主管部门", "水利局", "年度", "2026"],
        ["绩效指标", ""],
    ]
    assert texts(second) == ROWS


def test_what_a_browser_does_not_show_is_not_there() -> None:
    hidden = (
        "<script>var a='脚本'</script><p style='display: none'>密</p><p hidden>密</p><!-- 密 --><s>旧</s>"
        f"<iframe src='http://example.org/x'>密</iframe>{GRID}<table style='display:none'><tr><td>密</td></tr></table>"
    )
    found = page(hidden)
    assert found.lines == () and texts(found) == ROWS and len(found.tables) == 1


def test_breaks_in_a_cell_are_a_persons_and_white_space_is_not() -> None:
    found = page("<table><tr><td>1.修路<br>2.修\n   桥</td><td>x</td></tr></table>")
    assert [line.text for line in found.tables[0].cells[0].lines] == ["1.修路", "2.修 桥"]


def test_what_nobody_sees_in_a_text_is_not_there_and_likes_are_plain() -> None:
    found = page("<table><tr><td>\u200e95\u200b%\ufeff<td>10\u201115\u00ad⽉<td>\u200b</table>")
    assert texts(found) == [["95%", "10-15月", ""]]


def test_lines_as_they_were_typed_and_a_span_of_no_columns() -> None:
    found = page("<table><tr><td><pre>1.修路\n2.修桥</pre><td colspan=0>x<td style='mso-hide:all'>密</table>")
    assert [[line.text for line in one.lines] for one in found.tables[0].cells] == [["1.修路", "2.修桥"], ["x"]]


def test_a_page_without_a_table_is_named_for_what_it_is() -> None:
    with pytest.raises(NotADocument, match="login"):
        page("<form>用户名 <input name=u></form>")
