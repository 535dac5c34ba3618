"""The export is SCHEMA's: tables, folders, ledger and descriptor, the same bytes for the same input."""

import csv
import io
import os
from datetime import UTC, date, datetime

import fakes
import pandas as pd
import pyarrow.parquet as pq
import pytest

from extract.model import Extraction
from normalize.schema import TABLES, Submission, columns
from pipelines.export.tables import arrow_schema, arrow_table, to_csv
from pipelines.run.stages import Stage
from pipelines.store.objects import Store

JANUARY, MARCH = datetime(2026, 1, 5, tzinfo=UTC), datetime(2026, 3, 9, tzinfo=UTC)


def test_the_tree_of_an_export(raw, store, do):
    fakes.write(raw / "a.pdf", "form=2026|甲局|修路|里程|质量", "form=2026|甲局||满意度")
    fakes.write(raw / "b.pdf", "form=|||数量")
    do()
    files = sorted(
        p.relative_to(store.folder).as_posix()
        for p in store.folder.rglob("*")
        if p.is_file() and "stages" not in p.parts
    )
    assert files == [
        "datapackage.json",
        "documents.parquet",
        "evidence/0000.parquet",
        "evidence/2026.parquet",
        "forms/0000.parquet",
        "forms/2026.parquet",
        "index.html",
        "indicators/0000.parquet",
        "indicators/2026.parquet",
        "units/0000/未注明单位/年度总表.xlsx",
        "units/0000/未注明单位/部门整体/forms.csv",
        "units/0000/未注明单位/部门整体/forms.parquet",
        "units/0000/未注明单位/部门整体/indicators.csv",
        "units/0000/未注明单位/部门整体/indicators.parquet",
        "units/2026/甲局/修路/forms.csv",
        "units/2026/甲局/修路/forms.parquet",
        "units/2026/甲局/修路/indicators.csv",
        "units/2026/甲局/修路/indicators.parquet",
        "units/2026/甲局/年度总表.xlsx",
        "units/2026/甲局/部门整体/forms.csv",
        "units/2026/甲局/部门整体/forms.parquet",
        "units/2026/甲局/部门整体/indicators.csv",
        "units/2026/甲局/部门整体/indicators.parquet",
        "年度总表.xlsx",
    ]


@pytest.mark.parametrize("table", TABLES)
def test_every_column_in_its_order_and_type(table):
    kinds = {"string", "int32", "double", "bool", "date32[day]"}
    if table == "evidence":
        kinds |= {"list<item: string>", "list<item: struct<value: string, probability: double>>"}
    schema = arrow_schema(table)
    assert schema.names == list(columns(table))
    assert {str(field.type) for field in schema} <= kinds
    assert str(schema.field("year").type) == "int32" and str(schema.field("superseded").type) == "bool"


def test_every_value_says_where_it_stands_in_a_file_of_whole_years(raw, store, do):
    fakes.write(raw / "报送" / "a.pdf", "form=2026|甲局|修路|里程")
    do()
    rows = pd.read_parquet(store.folder / "evidence")
    assert list(rows.columns) == list(columns("evidence"))
    (name,) = rows[rows.field == "name"].to_dict("records")
    assert (name["path"], name["year"], name["of_table"], name["ordinal"]) == ("报送/a.pdf", 2026, "indicators", 1)
    assert (name["raw"], list(name["edits"])) == ("指标1:里程", ["marks_removed"])
    assert name["rivals"][0] == {"value": "里呈", "probability": 0.25}
    (page,) = rows[rows.field == "page"].to_dict("records")
    assert pd.isna(page["form_id"]) and page["year"] == 2026
    assert not list(store.folder.glob("units/**/evidence*"))


def test_dates_are_dates_for_pandas_and_for_a_spreadsheet():
    table = arrow_table("indicators", [{"form_id": "x-01", "value_date": "2026-10-31"}, {"form_id": "x-02"}])
    assert table.to_pandas().value_date.tolist() == [date(2026, 10, 31), None]
    rows = list(csv.DictReader(io.StringIO(to_csv(table).decode("utf-8-sig"))))
    assert [row["value_date"] for row in rows] == ["2026-10-31", ""]


def test_pandas_reads_all_years_in_one_call_in_their_types(raw, store, do):
    fakes.write(raw / "a.pdf", "form=2026|甲局|修路|里程", "form=|甲局|修桥|质量")
    do()
    rows = pd.read_parquet(store.folder / "indicators")
    assert list(rows.columns) == list(columns("indicators"))
    assert (
        str(rows.year.dtype) == "Int32" and str(rows.value.dtype) == "float64" and str(rows.superseded.dtype) == "bool"
    )
    assert sorted(rows.year.dropna()) == [2026] and rows.level1.isna().all()


def test_nothing_is_an_empty_string(raw):
    table = arrow_table("tasks", [{"form_id": "x-01", "name": "", "content": "修路"}])
    assert table["name"].null_count == 1 and table["content"].to_pylist() == ["修路"]


def test_the_same_input_gives_the_same_bytes_wherever_and_however_often(raw, store, do, tree, tmp_path):
    for name in "abc":
        fakes.write(raw / f"{name}.pdf", f"form=2026|甲局|项目{name}|里程|质量")
    do()
    first = tree()
    do()
    assert tree() == first

    from pipelines.run.job import run

    other = Store(tmp_path / "other")
    run([raw / "c.pdf", raw / "a.pdf", raw / "b.pdf"], other, fakes.stages(), fakes.HERE)
    assert tree(other.folder) == first


def test_a_rerun_replaces_and_removes_what_is_gone(raw, store, do):
    fakes.write(raw / "a.pdf", "form=2026|甲局|修路|里程", "form=2025|乙局|修桥|质量")
    do()
    fakes.write(raw / "a.pdf", "form=2026|甲局|修路二期|里程")
    (store.folder / "units" / "2026" / "甲局" / "批注.txt").write_text("a person's own file", encoding="utf-8")
    do()
    assert len(pd.read_parquet(store.folder / "indicators")) == 1
    assert not (store.folder / "indicators" / "2025.parquet").exists()
    assert not (store.folder / "units" / "2025").exists()
    assert sorted(p.name for p in (store.folder / "units" / "2026" / "甲局").iterdir()) == [
        "修路二期",
        "年度总表.xlsx",
        "批注.txt",
    ]


def test_only_folders_that_changed_are_written(raw, store, do):
    for unit in ("甲局", "乙局", "丙局"):
        fakes.write(raw / f"{unit}.pdf", f"form=2026|{unit}|修路|里程")
    assert do().exported.written == 3
    assert do().exported.written == 0
    fakes.write(raw / "乙局.pdf", "form=2026|乙局|修路|里程|质量")
    assert do().exported.written == 1
    (store.folder / "units/2026/丙局/修路/indicators.csv").unlink()
    assert do().exported.written == 1
    assert (store.folder / "units/2026/丙局/修路/indicators.csv").exists()


def doubted(extraction: Extraction) -> Submission:
    """The same forms, of which every value's place is less certain."""
    made = fakes.normalize(extraction)
    forms = []
    for form in made.forms:
        less = tuple(one.model_copy(update={"confidence": 0.25}) for one in form.evidence)
        forms.append(form.model_copy(update={"evidence": less}))
    return made.model_copy(update={"forms": tuple(forms)})


def test_only_years_in_which_something_changed_are_written(raw, store, do):
    fakes.write(raw / "a.pdf", "form=2025|甲局|修路|里程")
    fakes.write(raw / "b.pdf", "form=2026|甲局|修路|里程")
    do()

    def written():
        return {path.relative_to(store.folder): path.stat().st_mtime_ns for path in store.folder.glob("*/2*.parquet")}

    first = written()
    fakes.write(raw / "b.pdf", "form=2026|甲局|修路|里程|质量")
    do()
    second = written()
    assert {path.stem for path in first if first[path] != second[path]} == {"2026"}
    assert len(pd.read_parquet(store.folder / "indicators")) == 3
    (store.folder / "indicators/2025.parquet").unlink()
    do()
    assert len(pd.read_parquet(store.folder / "indicators")) == 3
    stages = (fakes.stages()[0], Stage("normalize", doubted, "2", Submission))
    do(stages=stages)
    told = pd.read_parquet(store.folder / "evidence").query("of_table.notna()")
    assert len(told) and set(told["confidence"]) == {0.25}


def test_the_form_handed_in_last_counts(raw, store, do):
    old = fakes.write(raw / "z.pdf", "form=2026|甲局|修路|旧指标")
    new = fakes.write(raw / "a.pdf", "form=2026|甲局|修路|新指标")
    os.utime(old, (JANUARY.timestamp(),) * 2)
    os.utime(new, (MARCH.timestamp(),) * 2)
    (older,) = do().exported.superseded
    assert (older.unit, older.project) == ("甲局", "修路")
    rows = pd.read_parquet(store.folder / "indicators")
    assert list(rows.name) == ["新指标"] and not rows.superseded.any()
    do(all_versions=True)
    rows = pd.read_parquet(store.folder / "indicators").set_index("name")
    assert rows.superseded.to_dict() == {"新指标": False, "旧指标": True}
    assert list(pd.read_parquet(store.folder / "documents.parquet").status) == ["done", "done"]


def test_a_tie_goes_to_the_greater_name(raw, store, do):
    fakes.write(raw / "a.pdf", "form=2026|甲局|修路|甲")
    fakes.write(raw / "b.pdf", "form=2026|甲局|修路|乙")
    do(received=JANUARY)
    assert list(pd.read_parquet(store.folder / "indicators").name) == ["乙"]


@pytest.mark.parametrize("form", ["|甲局|修路", "2026||修路"])
def test_a_form_of_which_too_little_is_known_supersedes_nothing(raw, store, do, form):
    fakes.write(raw / "a.pdf", f"form={form}|甲")
    fakes.write(raw / "b.pdf", f"form={form}|乙")
    do()
    assert len(pd.read_parquet(store.folder / "indicators")) == 2


def test_unit_forms_without_project_are_versions_and_forms_of_one_document_are_not(raw, store, do):
    fakes.write(raw / "a.pdf", "form=2026|甲局||甲", "form=2026|甲局||乙")
    do()
    assert len(pd.read_parquet(store.folder / "forms")) == 2
    fakes.write(raw / "b.pdf", "form=2026|甲局||丙")
    do(received=MARCH)
    assert list(pd.read_parquet(store.folder / "indicators").name) == ["丙"]


def test_csv_runs_nothing_in_excel_and_parquet_keeps_the_text():
    risky = ["=cmd|' /C calc'!A0", "+1", "-1", "@x", "\tx", "\rx", "=", "-", "无", "a=b"]
    table = arrow_table("tasks", [{"name": text, "content": '第一行\n第二行,"引"'} for text in risky])
    data = to_csv(table)
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert [row["name"] for row in rows] == [*(f"'{text}" for text in risky[:6]), *risky[6:]]
    assert {row["content"] for row in rows} == {'第一行\n第二行,"引"'}
    assert table["name"].to_pylist() == risky


def test_csv_reads_back_equal(raw, store, do):
    fakes.write(raw / "a.pdf", 'form=2026|甲局|修路|里程,长度|引"号')
    do()
    folder = store.folder / "units/2026/甲局/修路"
    wanted = pd.read_parquet(folder / "indicators.parquet")
    read = pd.read_csv(folder / "indicators.csv", encoding="utf-8-sig", dtype={"schema_version": str})
    for name in ("name", "value", "x0", "year", "needs_review", "operator"):
        assert list(read[name]) == list(wanted[name])
    assert (folder / "indicators.csv").read_bytes().count(b"\r\n") == len(wanted) + 1


def test_the_ledger_has_the_columns_of_the_schema(raw, store, do):
    fakes.write(raw / "一月.pdf", "form=2026|甲局|修路|里程")
    fakes.write(raw / "三月.pdf", "form=2026|甲局|修路|里程")
    os.utime(raw / "一月.pdf", (JANUARY.timestamp(),) * 2)
    os.utime(raw / "三月.pdf", (MARCH.timestamp(),) * 2)
    do()
    (row,) = pq.read_table(store.folder / "documents.parquet").to_pylist()
    assert list(row) == [
        *("doc_id", "source", "sources", "sha256", "bytes", "pages", "status", "reason", "path", "received_at"),
        *("forms", "indicators", "extract_engine", "extract_version", "extract_seconds"),
        *("normalize_version", "normalize_seconds", "ingested_at"),
    ]
    assert (row["source"], row["sources"], row["received_at"]) == ("一月.pdf", ["一月.pdf", "三月.pdf"], MARCH)
    assert (row["status"], row["forms"], row["indicators"], row["pages"]) == ("done", 1, 1, 1)
    assert row["doc_id"] == row["sha256"][:16] and row["ingested_at"].tzinfo is not None
