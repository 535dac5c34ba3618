"""Files of other kinds through the whole way: one form as Excel file and as web page is two versions of one form."""

import os

import fakes
import pandas as pd

from pipelines.run.job import run
from pipelines.run.stages import stages
from tests.extract.containers.made import ROWS, form_sheet, web, workbook

HEAD = "<h1>2026年项目支出绩效目标表</h1><p>填报单位:青石县水务局</p><p>单位:万元</p>"
MONEY = ["项目名称", "河道清淤养护经费", "年度资金总额", "36.5"]


def page(value: str = "≥12公里") -> bytes:
    rows = [MONEY, *([cell.replace("≥12公里", value) for cell in line] for line in ROWS)]
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in line) + "</tr>" for line in rows)
    return web(f"{HEAD}<table>{cells}</table>")


def read(raw, store, **files):
    for age, (name, data) in enumerate(files.items()):
        path = raw / name.replace("_", ".")
        path.write_bytes(data)
        os.utime(path, (1_767_000_000 + age * 1000,) * 2)
    run([raw], store, stages(), fakes.HERE, all_versions=True)
    return {name: pd.read_parquet(store.folder / name) for name in ("forms", "indicators", "evidence")}


def findings(store):
    path = store.folder / "findings"
    return pd.read_parquet(path) if path.exists() else pd.DataFrame(columns=["rule", "source", "message"])


def test_the_last_received_counts_and_where_they_differ_is_a_finding(raw, store):
    tables = read(raw, store, a_xlsx=workbook(form_sheet), b_html=page("≥15公里"))
    assert dict(zip(tables["forms"].source, tables["forms"].superseded, strict=True)) == {
        "a.xlsx": True,
        "b.html": False,
    }
    (told,) = findings(store).query("rule == 'versions_differ'").itertuples()
    assert told.source == "b.html" and "≥15公里，另一种格式的文件中为≥12公里" in told.message


def test_two_that_say_the_same_say_no_more(raw, store):
    read(raw, store, a_xlsx=workbook(form_sheet), b_html=page())
    assert findings(store).query("rule == 'versions_differ'").empty


def test_a_value_of_a_file_without_pages_stands_in_its_cell_and_on_no_page(raw, store):
    tables = read(raw, store, a_xlsx=workbook(form_sheet))
    rows, evidence = tables["indicators"], tables["evidence"]
    assert rows[["page", "x0", "y0", "x1", "y1"]].isna().all(axis=None) and tables["forms"].page_first.isna().all()
    value = evidence[(evidence.field == "value") & (evidence.ordinal == 1)].iloc[0]
    assert (value.place, value.origin) == ("Sheet!D5", "office")
    assert pd.read_parquet(store.folder / "documents.parquet").pages.isna().all()
