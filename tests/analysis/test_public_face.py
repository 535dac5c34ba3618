"""`import jixiao`: what a notebook sees of it."""

import ast
import inspect
import re
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from PIL import Image

import jixiao
from extract.errors import DocumentError
from normalize.schema import TABLES
from pipelines.analysis.load import chinese_titles
from pipelines.analysis.look import NoPicture
from pipelines.cli.named import NoSuchDocument
from pipelines.intake.sources import UnreadableSource
from pipelines.store.objects import NoSuchStore

DOCUMENTS = Path(__file__).parents[1] / "documents"


def test_its_names_are_these() -> None:
    assert jixiao.__all__ == ["chinese_font", "evidence", "load", "read", "run"]
    for name in jixiao.__all__:
        assert inspect.getdoc(getattr(jixiao, name))
        assert "return" in getattr(jixiao, name).__annotations__


def test_importing_it_imports_nothing_large() -> None:
    told = subprocess.run(
        [sys.executable, "-c", "import sys, jixiao; print(*sys.modules)"], capture_output=True, text=True, check=True
    )
    assert not {"pandas", "pyarrow", "cv2", "onnxruntime", "pipelines", "normalize", "extract"} & {*told.stdout.split()}


def test_it_knows_pipelines_alone() -> None:
    tree = ast.parse(Path(jixiao.__file__).read_text(encoding="utf-8"))
    known = {node.module.partition(".")[0] for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert known - set(sys.stdlib_module_names) == {"pipelines"}


@pytest.fixture(scope="module")
def seed():
    return jixiao.read(str(DOCUMENTS / "seed.pdf"))


def test_a_document_is_read_into_tables(seed) -> None:
    assert seed.status == "done"
    assert set(seed) == {*TABLES, "documents"}
    assert all(isinstance(seed[name], pd.DataFrame) for name in seed)
    assert seed.indicators.name.notna().all()
    assert len(seed.forms) == 4
    assert "4 forms, 31 indicators" in repr(seed)


def test_a_page_is_shown_with_what_was_seen(seed, tmp_path) -> None:
    picture = seed.show(page=1)
    assert picture._repr_png_() and picture._repr_jpeg_() is None
    with Image.open(picture.save(tmp_path / "page.png")) as image:
        assert image.width > image.height / 2
    with pytest.raises(NoSuchDocument):
        seed.show(page=99)


def test_a_row_and_its_values_are_shown_as_they_stand(seed, tmp_path) -> None:
    row = seed.indicators.iloc[3]
    whole, value, unit = (jixiao.evidence(row, field) for field in (None, "value", "unit"))
    assert whole._repr_jpeg_() and whole._repr_png_() is None
    assert len({whole.data, value.data, unit.data}) == 3
    with Image.open(whole.save(tmp_path / "row.jpg")) as image:
        reds = sum(red > 180 and green < 90 and blue < 90 for red, green, blue in image.get_flattened_data())
    assert reds > 200  # the box around it


def test_evidence_of_evidence_is_its_own_place(seed) -> None:
    row = seed.indicators.iloc[0]
    places = seed.evidence
    own = places[(places.form_id == row.form_id) & (places.ordinal == row.ordinal) & (places.field == "value")]
    assert jixiao.evidence(own.iloc[0]).data == jixiao.evidence(row, "value").data


def test_a_row_with_chinese_titles_is_found_too(seed) -> None:
    titled = jixiao.read(str(DOCUMENTS / "seed.pdf"), titles="zh")
    assert "三级指标" in titled.indicators.columns
    row, same = titled.indicators.iloc[3], seed.indicators.iloc[3]
    assert jixiao.evidence(row, "value").data == jixiao.evidence(same, "value").data
    assert "填报单位" in titled._repr_html_()


def test_what_has_no_place_says_so(seed) -> None:
    with pytest.raises(NoPicture, match="nothing was read"):
        jixiao.evidence(seed.indicators.iloc[0], "no_such_field")


@pytest.mark.parametrize("nothing", [None, pd.NA, float("nan")])
def test_a_row_without_a_year_shows_its_values_and_one_without_a_page_says_so(seed, nothing) -> None:
    """Years and pages are nullable integers: what is missing in them is pandas' own NA."""
    row = seed.indicators.iloc[3].copy()
    shown = jixiao.evidence(row, "value").data
    row["year"] = nothing
    assert jixiao.evidence(row, "value").data == shown
    row["page"] = nothing
    with pytest.raises(NoPicture, match="no page"):
        jixiao.evidence(row)


def test_a_row_of_another_export_is_not_found(out, tmp_path) -> None:
    with pytest.raises(NoPicture, match="out="):
        jixiao.evidence({"doc_id": "0" * 16, "page": 1}, out=out)
    with pytest.raises(NoSuchStore):
        jixiao.evidence({"doc_id": "0" * 16, "page": 1}, out=str(tmp_path / "nowhere"))


def test_a_file_that_cannot_be_read_says_why(tmp_path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.4 nothing")
    with pytest.raises(DocumentError, match=r"broken\.pdf"):
        jixiao.read(str(broken))
    with pytest.raises(UnreadableSource):
        jixiao.read(str(tmp_path / "missing.pdf"))


def test_a_chinese_reader_is_told_in_chinese_once_why_a_file_cannot_be_read(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("JIXIAO_LANG", "zh")
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.4 nothing")
    with pytest.raises(DocumentError) as told:
        jixiao.read(str(broken))
    said = str(told.value).removeprefix(f"{broken}: ")
    assert said.count("请") == 1 and not re.search("(?!PDF)[A-Za-z]{4,}|PDFium", said), said
    with pytest.raises(UnreadableSource, match="没有这个文件"):
        jixiao.read(str(tmp_path / "missing.pdf"))


def test_chinese_titles_name_every_column_once() -> None:
    for table in (*TABLES, "documents"):
        titles = chinese_titles(table)
        assert len(set(titles.values())) == len(titles), table


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    folder = tmp_path_factory.mktemp("year")
    summary = jixiao.run(
        str(DOCUMENTS / "jingyan_pages.pdf"), str(DOCUMENTS / "tianjin.pdf"), out=str(folder / "out"), workers=1
    )
    assert summary.exit_code == 0
    return str(folder / "out")


def test_a_year_is_loaded_as_it_is_asked_for(out) -> None:
    data = jixiao.load(out)
    units = data.forms.unit.dropna().unique()
    assert len(units) >= 2
    one = jixiao.load(out, units=units[0])
    assert set(one.indicators.unit) == {units[0]}
    assert set(one.evidence.form_id.dropna()) == set(one.forms.form_id)
    assert jixiao.load(out, years=1999).indicators.empty
    assert list(jixiao.load(out, years=1999).indicators.columns) == list(data.indicators.columns)
    assert set(jixiao.load(out, phase=["target"]).forms.phase) == {"target"}
    assert len(data.documents) == 2


def test_columns_of_the_form_stand_beside_its_rows(out) -> None:
    data = jixiao.load(out)
    joined = data.joined("indicators", "budget", "category")
    budgets = data.forms.set_index("form_id").budget
    assert len(joined) == len(data.indicators)
    pd.testing.assert_series_equal(joined.budget, joined.form_id.map(budgets), check_names=False)
    with pytest.raises(KeyError, match="confidence"):
        data.joined("indicators", "confidence")


def test_polars_and_duckdb_have_the_same_rows(out) -> None:
    data = jixiao.load(out)
    polars = jixiao.load(out, engine="polars")
    duckdb = jixiao.load(out, engine="duckdb")
    for table in data:
        ((count,),) = duckdb.sql(f"select count(*) from {table}").fetchall()
        assert polars[table].height == len(data[table]) == count
    titled = jixiao.load(out, engine="duckdb", titles="zh", phase="target")
    assert titled.sql('select max("本年预算(万元)") from forms').fetchall() == [(data.forms.budget.max(),)]


def test_where_nothing_was_exported_is_said_and_nothing_made(tmp_path) -> None:
    with pytest.raises(NoSuchStore):
        jixiao.load(str(tmp_path / "none"))
    assert not (tmp_path / "none").exists()
