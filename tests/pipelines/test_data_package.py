"""The data package describes what an export wrote, and what was changed since shows."""

import json

import fakes
import frictionless
import pyarrow.parquet as pq

from normalize.schema import columns
from pipelines.export.tables import TITLES, arrow_table, to_parquet, vocabulary


def test_the_data_package_validates_and_describes_every_table_of_a_year(raw, store, do):
    fakes.write(raw / "a.pdf", "form=2026|甲局|修路|里程", "form=|甲局|修桥|质量")
    fakes.write(raw / "b.pdf", "damaged")
    do()
    report = frictionless.validate(str(store.folder / "datapackage.json"))
    assert report.valid, report.flatten(["type", "note"])
    package = frictionless.Package(str(store.folder / "datapackage.json"))
    assert {r.path for r in package.resources} == {
        *(
            "evidence/0000.parquet",
            "evidence/2026.parquet",
            "forms/0000.parquet",
            "forms/2026.parquet",
            "indicators/0000.parquet",
            "indicators/2026.parquet",
        ),
        "documents.parquet",
    }
    ledger = package.get_resource("documents")
    assert not ledger.hash
    assert all(r.hash.startswith("sha256:") for r in package.resources if r is not ledger)
    fields = {field.name: field for field in package.get_resource("indicators-2026").schema.fields}
    assert fields["operator"].title == "计算符号" and fields["operator"].constraints["enum"] == vocabulary(
        columns("indicators")["operator"]
    )


def test_rows_without_their_form_are_seen(raw, store, do):
    fakes.write(raw / "a.pdf", "form=2026|甲局|修路|里程")
    do()
    path, package = store.folder / "forms/2026.parquet", store.folder / "datapackage.json"
    row = pq.read_table(path).to_pylist()[0]
    path.write_bytes(to_parquet(arrow_table("forms", [{**row, "form_id": "another"}])))
    faults = {task.name: [error.type for error in task.errors] for task in frictionless.validate(str(package)).tasks}
    assert faults["indicators-2026"] == faults["evidence-2026"][:1] == ["foreign-key"]


def test_a_years_file_says_its_columns_in_chinese(raw, store, do):
    fakes.write(raw / "a.pdf", "form=2026|甲局|修路|里程")
    do()
    schema = pq.read_schema(store.folder / "forms/2026.parquet")
    assert schema.field("budget").metadata[b"title"].decode() == "本年预算(万元)"
    told = json.loads(pq.read_metadata(store.folder / "forms/2026.parquet").metadata[TITLES.encode()])
    assert {name: said["title"] for name, said in told.items()} == {n: f.title for n, f in columns("forms").items()}
    assert told["category"] == {"title": "项目类别"} and told["scope"]["description"].startswith("unit 部门整体")
    assert not pq.read_metadata(store.folder / "units/2026/甲局/修路/forms.parquet").metadata


def test_frictionless_sees_a_table_that_was_tampered_with(raw, store, do):
    fakes.write(raw / "a.pdf", "form=2026|甲局|修路|里程")
    fakes.write(raw / "b.pdf", "form=2026|甲局|修桥|里程|质量")
    do()
    path = store.folder / "indicators" / "2026.parquet"
    path.write_bytes((store.folder / "units/2026/甲局/修桥/indicators.parquet").read_bytes())
    assert not frictionless.validate(str(store.folder / "datapackage.json")).valid
