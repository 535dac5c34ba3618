"""`jixiao check` on real documents: findings in the tables, settings that hold, reports that people can open."""

import base64
import io
import re
import shutil
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote

import fakes
import openpyxl
import pandas as pd
import pytest
from PIL import Image

from pipelines.cli.app import main
from pipelines.run.job import run
from pipelines.run.stages import stages
from pipelines.store.objects import Store

DOCUMENTS = Path(__file__).parents[1] / "documents"
OFFICE = "株洲市渌口区科技和工业信息化局"


def jixiao(capsys, *arguments):
    """The command in this process: its exit code and what it said."""
    with pytest.raises(SystemExit) as left:
        main([str(argument) for argument in arguments])
    said = capsys.readouterr()
    return left.value.code, said.out, said.err


def hand_in(folder):
    """The seed and another office's document, handed in and run over in this process."""
    raw = folder / "raw"
    raw.mkdir()
    for name in ("seed.pdf", "jingyan.pdf"):
        (raw / name).write_bytes((DOCUMENTS / name).read_bytes())
    store = Store(folder / "out")
    run([raw], store, stages(), fakes.HERE, received=datetime(2026, 1, 5, tzinfo=UTC))
    return folder / "out"


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    """What was read of the two, to be read once."""
    return hand_in(tmp_path_factory.mktemp("check")) / "stages"


@pytest.fixture
def out(tmp_path, read):
    """A store with the two documents in it."""
    for stage in ("extract", "normalize"):
        shutil.copytree(read / stage, tmp_path / "out" / "stages" / stage)
    return hand_in(tmp_path)


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
    kinds = f"{counts['error']} errors, {counts['warning']} warnings, {counts['info']} info"
    assert f"{len(findings(out))} findings ({kinds}) in 6 forms of 2 units and years" in said
    assert re.search(r"\d+ more: in findings/<year>.parquet", said)


def test_year_and_unit_choose_what_is_told_and_reported(out, capsys):
    assert "in 4 forms of 1 unit and year" in jixiao(capsys, "check", "--out", out, "--unit", "科技")[1]
    assert list(reports(out)) == [f"units/2026/{OFFICE}/findings.{kind}" for kind in ("html", "xlsx")]
    assert "in 2 forms of 1 unit and year" in jixiao(capsys, "check", "--out", out, "--year", 2023)[1]
    assert len(reports(out)) == 4
    assert "0 findings (none) in 0 forms" in jixiao(capsys, "check", "--out", out, "--year", 1999)[1]


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


def answer(out, row, status, remark, **more):
    """Fill in the notes of a row of the office's workbook, as a person does, and save it."""
    path = out / f"units/2026/{OFFICE}/findings.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book["核对发现"]
    titles = [cell.value for cell in sheet[2]]
    for title, value in {"处理情况": status, "处理说明": remark, **more}.items():
        sheet.cell(row, titles.index(title) + 1).value = value
    book.save(path)
    return sheet.cell(row, titles.index("说明") + 1).value


def answers(out, sheet="核对发现", head=2):
    """What each line says, with its answer."""
    rows = list(workbook(out)[sheet].iter_rows(values_only=True))
    at = {title: place for place, title in enumerate(rows[head - 1])}
    return {row[at["说明"]]: (row[at["处理情况"]], row[at["处理说明"]]) for row in rows[head:]}


def test_what_people_wrote_in_a_workbook_is_read_back_kept_beside_the_raw_files_and_survives_everything(out, capsys):
    jixiao(capsys, "check", "--out", out)
    message = answer(out, 3, "情况属实", "已与单位核对")
    said = jixiao(capsys, "check", "--out", out)[1]
    assert "1 note read back from a workbook" in said and "edited" not in said
    assert answers(out)[message] == ("情况属实", "已与单位核对")
    assert "已与单位核对" in (out.parent / "raw" / ".jixiao" / "notes.json").read_text(encoding="utf-8")
    assert "处理：情况属实 已与单位核对" in reports(out)[f"units/2026/{OFFICE}/findings.html"].decode("utf-8")
    shutil.rmtree(out)
    assert jixiao(capsys, "run", out.parent / "raw", "--out", out, "--workers", 1)[0] == 0
    jixiao(capsys, "check", "--out", out)
    assert answers(out)[message] == ("情况属实", "已与单位核对")
    assert "documents: 2 done" in jixiao(capsys, "status", "--out", out)[1], "notes are no document"


def test_a_note_whose_finding_is_gone_is_kept_on_a_sheet_of_its_own(out, capsys):
    jixiao(capsys, "check", "--out", out)
    message = answer(out, 3, "已更正", "三月已改")
    settings = out.parent / "checks.toml"
    rule = next(row.rule for row in findings(out).itertuples() if row.message in message)
    settings.write_text(f"[rules.{rule}]\nenabled = false\n", encoding="utf-8")
    jixiao(capsys, "check", "--out", out, "--settings", settings)
    assert message not in answers(out)
    assert answers(out, "已不再出现的问题", 1)[message] == ("已更正", "三月已改")


def test_a_note_can_be_taken_back(out, capsys):
    jixiao(capsys, "check", "--out", out)
    message = answer(out, 3, "待核实", None)
    jixiao(capsys, "check", "--out", out)
    answer(out, 3, None, None)
    jixiao(capsys, "check", "--out", out)
    assert answers(out)[message] == (None, None)


def test_a_workbook_with_other_work_in_it_is_kept_beside_the_new_one_and_said(out, capsys):
    jixiao(capsys, "check", "--out", out)
    message = answer(out, 3, "待核实", None, 说明="我的批注")
    path = f"units/2026/{OFFICE}/findings.edited.xlsx"
    said = jixiao(capsys, "check", "--out", out)[1]
    assert f"the edited one is kept beside the new one:\n   {path}" in said
    kept = openpyxl.load_workbook(out / path)["核对发现"]
    assert message == "我的批注" in [cell.value for cell in kept[3]]
    assert ("待核实", None) in answers(out).values()
    (out / f"units/2026/{OFFICE}/findings.xlsx").write_bytes(b"no workbook")
    assert "findings.edited-2.xlsx" in jixiao(capsys, "check", "--out", out)[1]


def test_where_the_raw_files_take_no_notes_they_are_kept_beside_the_results(out, capsys):
    jixiao(capsys, "check", "--out", out)
    message = answer(out, 3, "待核实", "x")
    shutil.rmtree(out.parent / "raw")
    jixiao(capsys, "check", "--out", out)
    assert not (out.parent / "raw").exists(), "a share that is not mounted is left alone"
    assert (out / ".jixiao" / "notes.json").exists() and answers(out)[message] == ("待核实", "x")


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
    asked = Asked("指标", 3, "里程", "≥9S%", "指标值未能读懂", 2)
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
    assert row == ["修路（绩效运行监控表）", "指标", 3, "里程", "≥9S%", "指标值未能读懂", 2, "a.pdf"]


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
