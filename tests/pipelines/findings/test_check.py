"""`jixiao check` over a store that was run: what it tells, of whom, under which settings."""

import re

from pipelines.store.objects import Store
from tests.pipelines.findings.office import DOCUMENTS, OFFICE, findings, jixiao, reports


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
    code, said, complaint = jixiao(capsys, "check", "--out", out, "--year", 1999)
    assert code == 2 and said == "" and "--year" in complaint, "a year that is not there is a slip, no clean bill"


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
