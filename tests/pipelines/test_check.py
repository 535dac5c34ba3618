"""`jixiao check` on real documents: findings in the tables, settings that hold, reports that people can open."""

import base64
import io
import re
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from PIL import Image

from pipelines.cli import main
from pipelines.store import Store

DOCUMENTS = Path(__file__).parents[1] / "documents"
OFFICE = "株洲市渌口区科技和工业信息化局"


def jixiao(capsys, *arguments):
    """The command in this process: its exit code and what it said."""
    with pytest.raises(SystemExit) as left:
        main([str(argument) for argument in arguments])
    said = capsys.readouterr()
    return left.value.code, said.out, said.err


@pytest.fixture
def out(tmp_path, capsys):
    """A store with the seed and another office's document in it."""
    raw = tmp_path / "raw"
    raw.mkdir()
    for name in ("seed.pdf", "jingyan.pdf"):
        (raw / name).write_bytes((DOCUMENTS / name).read_bytes())
    received = datetime(2026, 1, 5, tzinfo=UTC).isoformat()
    assert jixiao(capsys, "run", raw, "--out", tmp_path / "out", "--workers", 1, "--received", received)[0] == 0
    return tmp_path / "out"


def findings(out):
    return pd.read_parquet(out / "findings")


def reports(out):
    """Every report's path below the results and its bytes."""
    found = [*out.glob("units/*/*/findings.html"), *out.glob("units/*/*/findings.xlsx")]
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(found)}


def workbook(out):
    data = reports(out)[f"units/2026/{OFFICE}/findings.xlsx"]
    return openpyxl.load_workbook(io.BytesIO(data))


def test_a_run_writes_what_forms_say_against_themselves_and_each_other(out):
    rows = findings(out)
    implied = rows[rows.rule == "budget_implied"].iloc[0]
    assert implied.project == "2026年工业系统改制企业特困人员救助专项"
    assert (implied.severity, implied.expected, implied.page) == ("warning", "7万元", 3)
    assert set(rows[rows.severity == "error"].rule) == {
        "qualitative_number",
        "unit_missing",
        "budget_blank",
        "weight_sum",
    }


def test_check_tells_the_gravest_first_and_counts_them_all(out, capsys):
    code, said, _ = jixiao(capsys, "check", "--out", out, "--limit", 2)
    assert code == 0
    assert said.count("错误") == 2 and "提示" not in said
    counts = findings(out).severity.value_counts()
    kinds = ", ".join(f"{counts[name]} {name}" for name in ("error", "warning", "info"))
    assert f"{len(findings(out))} findings ({kinds}) in 6 forms of 2 units and years" in said
    assert f"{len(findings(out)) - 2} more: in findings/<year>.parquet" in said


def test_year_and_unit_choose_what_is_told_and_reported(out, capsys):
    assert "in 4 forms of 1 units" in jixiao(capsys, "check", "--out", out, "--unit", "科技")[1]
    assert list(reports(out)) == [f"units/2026/{OFFICE}/findings.{kind}" for kind in ("html", "xlsx")]
    assert "in 2 forms of 1 units" in jixiao(capsys, "check", "--out", out, "--year", 2023)[1]
    assert len(reports(out)) == 4
    assert "0 findings (none) in 0 forms" in jixiao(capsys, "check", "--out", out, "--year", 1999)[1]


def test_the_page_holds_everything_itself_each_finding_with_its_picture(out, capsys):
    jixiao(capsys, "check", "--out", out, "--unit", OFFICE)
    page = reports(out)[f"units/2026/{OFFICE}/findings.html"].decode("utf-8")
    rows = findings(out)
    rows = rows[rows.unit == OFFICE]
    for message in rows.message:
        assert message in page
    assert not re.search(r"""(?:src|href)=["'](?!data:|#)""", page)
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


def test_the_workbook_has_a_row_a_finding_and_room_for_an_answer(out, capsys):
    jixiao(capsys, "check", "--out", out, "--unit", OFFICE)
    sheet = workbook(out)["核对发现"]
    titles = [cell.value for cell in sheet[2]]
    rows = findings(out)
    rows = rows[rows.unit == OFFICE]
    assert titles[:3] == ["序号", "级别", "表"] and "处理情况" in titles
    assert sheet.max_row == 2 + len(rows)
    assert {sheet.cell(n, 7).value for n in range(3, sheet.max_row + 1)} == set(rows.message)
    assert len(sheet._images) == len(rows)
    assert sheet.data_validations.dataValidation[0].formula1 == '"已更正,情况属实,不属实,待核实"'
    total = [cell.value for cell in workbook(out)["汇总"][6]]
    counts = rows.severity.value_counts()
    assert total == ["合计", None, counts["error"], counts["warning"], counts["info"]]


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


def test_settings_hold_from_the_check_that_brought_them_on(out, capsys):
    settings = out.parent / "checks.toml"
    settings.write_text(
        '[rules.qualitative_number]\nenabled = false\n[rules.budget_implied]\nseverity = "info"\n', encoding="utf-8"
    )
    before = len(findings(out))
    jixiao(capsys, "check", "--out", out, "--settings", settings, "--no-reports")
    rows = findings(out)
    assert "qualitative_number" not in set(rows.rule) and len(rows) == before - 11
    assert set(rows[rows.rule == "budget_implied"].severity) == {"info"}
    code, said, _ = jixiao(capsys, "run", out.parent / "raw", "--out", out, "--workers", 1)
    assert code == 0 and "2 of them known and unchanged" in said
    assert len(findings(out)) == before - 11
    assert reports(out) == {}


def test_settings_that_cannot_be_followed_change_nothing(out, capsys):
    settings = out.parent / "checks.toml"
    settings.write_text("[rules.weights]\n", encoding="utf-8")
    code, _, errors = jixiao(capsys, "check", "--out", out, "--settings", settings)
    assert code == 2 and "there is no rule weights" in errors
    assert Store(out).get("checks.toml") is None
    assert jixiao(capsys, "check", "--out", out, "--settings", "nowhere.toml")[0] == 2


def test_spoiled_settings_of_a_store_are_named(out, capsys):
    (out / "checks.toml").write_bytes(b"\xff")
    code, _, errors = jixiao(capsys, "run", out.parent / "raw", "--out", out)
    assert code == 2 and "checks.toml in" in errors


def test_superseded_forms_are_compared_with_nothing(tmp_path, capsys):
    """The seed handed in again in March: its projects are not added up twice."""
    for month, folder in (("01", "january"), ("03", "march")):
        (tmp_path / folder).mkdir()
        data = (DOCUMENTS / "seed.pdf").read_bytes()
        (tmp_path / folder / "seed.pdf").write_bytes(data if month == "01" else data + b"\n%%EOF\n")
        jixiao(
            capsys,
            "run",
            tmp_path / folder,
            "--out",
            tmp_path / "out",
            "--workers",
            1,
            "--received",
            f"2026-{month}-05",
        )
    rows = findings(tmp_path / "out")
    assert rows.doc_id.nunique() == 1
    assert set(rows[rows.rule.str.startswith(("projects_", "budget_implied"))].rule) == {"budget_implied"}
