"""The reports of a check: a page and a workbook that hold everything, written only where something changed."""

import base64
import io
import re
from collections import Counter
from urllib.parse import unquote

import openpyxl
import pandas as pd
from PIL import Image

from tests.pipelines.findings.office import OFFICE, findings, jixiao, reports, workbook


def test_the_page_holds_everything_itself_each_finding_with_its_picture(out, capsys):
    jixiao(capsys, "check", "--out", out, "--unit", OFFICE)
    page = reports(out)[f"units/2026/{OFFICE}/findings.html"].decode("utf-8")
    rows = findings(out)
    rows = rows[rows.unit == OFFICE]
    for message in rows.message:
        assert message in page
    assert not re.search(r"""src=["'](?!data:)|href=["'](?:\w+:|//)""", page), "nothing comes from elsewhere"
    links = {unquote(link) for link in re.findall(r'href="([^"#]+)#page=\d+"', page)}
    assert [(out / f"units/2026/{OFFICE}" / link).resolve() for link in links] == [out.parent / "raw" / "seed.pdf"]
    pictures = re.findall(r'src="data:image/jpeg;base64,([^"]+)"', page)
    assert len(pictures) == len(rows)
    image = Image.open(io.BytesIO(base64.b64decode(pictures[-1])))
    red = sum(1 for r, g, b in image.convert("RGB").getdata() if r > 180 and g < 90 and b < 90)
    assert image.width == 1000 and red > 500


def test_what_a_document_says_is_no_markup_of_the_page(tmp_path, capsys):
    from normalize.checks import RULES
    from pipelines.findings.gather import Entered, Told, UnitYear
    from pipelines.findings.html import as_html
    from pipelines.findings.pictures import Pictures
    from pipelines.findings.sheet import as_workbook

    evil = "<script>alert(1)</script>"
    row = {
        "rule": "unit_missing",
        "severity": "error",
        "message": evil,
        "observed": '=cmd|"/c calc"!A1',
        "expected": evil,
    }
    row |= dict.fromkeys(("page", "x0", "y0", "x1", "y1", "ordinal"))
    shared = {"scope": "project", "project": evil, "phase": "target", "source": evil, "doc_id": "0", "form_id": "0-01"}
    form = Entered(shared, {"page_first": 1, "page_last": 2, "budget": 3.5}, [Told(row, RULES["unit_missing"])])
    told = UnitYear(2026, evil, "units/2026/x", [form], {})
    page = as_html(told, Pictures({}, {"0": evil})).decode("utf-8")
    assert "<script" not in page
    assert page.count("&lt;script&gt;") >= 5
    sheet = openpyxl.load_workbook(io.BytesIO(as_workbook(told, Pictures({}, {})))).active
    assert [cell.data_type for cell in sheet[3] if str(cell.value).startswith("=")] == ["s"]


def test_the_workbook_has_a_row_a_finding_those_down_a_column_in_one_and_room_for_an_answer(out, capsys):
    jixiao(capsys, "check", "--out", out, "--unit", OFFICE)
    sheet = workbook(out)["核对发现"]
    titles = [cell.value for cell in sheet[2]]
    rows = findings(out)
    rows = rows[rows.unit == OFFICE]
    assert titles[:3] == ["序号", "级别", "表"] and "处理情况" in titles
    groups = Counter((row.form_id, row.rule, row.severity, pd.isna(row.ordinal)) for row in rows.itertuples())
    gathered = {key: count for key, count in groups.items() if count >= 3 and not key[-1]}
    assert gathered and sheet.max_row == 2 + sum(1 if key in gathered else count for key, count in groups.items())
    told = [sheet.cell(n, titles.index("说明") + 1).value for n in range(3, sheet.max_row + 1)]
    assert {message for message in rows.message if any(message in text for text in told)} != set()
    (form_id, rule, *_), count = max(gathered.items(), key=lambda item: item[1])
    ordinals = "、".join(str(row.ordinal) for row in rows.itertuples() if (row.form_id, row.rule) == (form_id, rule))
    assert any(f"第{ordinals}项指标（共{count}项）" in text for text in told)
    assert len(sheet._images) == len(told), "every finding is shown"
    assert sheet.data_validations.dataValidation[0].formula1 == '"已说明,已更正,情况属实,不属实,待核实"'
    assert str(sheet.page_setup.paperSize) == sheet.PAPERSIZE_A4
    last = openpyxl.utils.get_column_letter(titles.index("页面图片") + 1)
    assert f"${last}$" in sheet.print_area, "printed with its pictures"
    widths = [sheet.column_dimensions[cell.column_letter].width for cell in sheet[2][: titles.index("页面图片") + 1]]
    assert sum(widths) <= 190, "and legible"
    total = [cell.value for cell in workbook(out)["汇总"][6]]
    counts = rows.severity.value_counts()
    assert total == ["合计", None, counts["error"], counts["warning"], counts["info"]]


def test_rows_to_review_stand_beside_the_findings():
    from pipelines.findings.gather import Asked, Entered, UnitYear
    from pipelines.findings.html import as_html
    from pipelines.findings.pictures import Pictures
    from pipelines.findings.sheet import as_workbook

    shared = {
        "scope": "project",
        "project": "修路",
        "phase": "monitor",
        "source": "a.pdf",
        "doc_id": "0",
        "form_id": "0-01",
    }
    asked = Asked("指标", 3, "里程", "≥9S%", "指标值未能读懂；" * 20 + "指标值未能读懂", 2)
    told = UnitYear(
        2026,
        "甲局",
        "units/2026/甲局",
        [Entered(shared, {"page_first": 1, "page_last": 2, "budget": 3.5}, [], [asked])],
        {},
    )
    page = as_html(told, Pictures({}, {})).decode("utf-8")
    assert "修路（绩效运行监控表）" in page and "待核 1行" in page and "指标值未能读懂" in page
    book = openpyxl.load_workbook(io.BytesIO(as_workbook(told, Pictures({}, {}))))
    row = [cell.value for cell in book["待核"][2]]
    assert row == ["修路（绩效运行监控表）", "指标", 3, "里程", "≥9S%", asked.why, 2, "a.pdf"]
    assert book["待核"].row_dimensions[2].height > 80, "read whole in a program that does not find the height itself"
    assert book["核对发现"]["A1"].value.endswith("：没有发现问题")


def test_reports_have_the_same_bytes_and_are_written_again_only_when_changed(out, capsys):
    assert "2 units new or changed" in jixiao(capsys, "check", "--out", out)[1]
    first = reports(out)
    assert "0 units new or changed" in jixiao(capsys, "check", "--out", out)[1]
    for path in first:
        (out / path).unlink()
    assert "2 units new or changed" in jixiao(capsys, "check", "--out", out)[1]
    assert reports(out) == first


def test_a_unit_that_is_gone_has_no_report_any_more(out, capsys):
    jixiao(capsys, "check", "--out", out)
    (out.parent / "raw" / "jingyan.pdf").unlink()
    jixiao(capsys, "run", out.parent / "raw", "--out", out, "--workers", 1, "--withdraw")
    jixiao(capsys, "check", "--out", out)
    assert {path.split("/")[2] for path in reports(out)} == {OFFICE}


def test_a_document_that_is_no_longer_there_is_reported_without_pictures(out, capsys):
    (out.parent / "raw" / "seed.pdf").write_bytes(b"%PDF another one")
    code, _, _ = jixiao(capsys, "check", "--out", out, "--unit", OFFICE)
    page = reports(out)[f"units/2026/{OFFICE}/findings.html"].decode("utf-8")
    assert code == 0 and "没有页面图片：原件在入库以后有改动" in page and "data:image" not in page
