"""What people write in a findings workbook is read back, and never lost."""

import shutil

import openpyxl

from tests.pipelines.findings.office import OFFICE, findings, jixiao, reports, workbook


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
