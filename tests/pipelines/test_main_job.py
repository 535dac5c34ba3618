"""The main job, end to end: the digital samples in, every truth of theirs out, in the tables that people open."""

import json
import re
import unicodedata
from pathlib import Path

import pandas as pd
import pytest

from pipelines.run.job import run
from pipelines.run.runner import local_crew
from pipelines.run.stages import stages
from pipelines.store.objects import Store

DOCUMENTS = Path(__file__).parents[1] / "documents"
DIGITAL = sorted(p for p in DOCUMENTS.glob("*.pdf") if ".scan" not in p.name and p.stem != "mixed")
EXACT = {"level1": "level1", "level2": "level2", "operator": "operator", "unit": "measure_unit", "value": "value"}


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    store = Store(tmp_path_factory.mktemp("out"))
    run(DIGITAL, store, stages(), local_crew(2), all_versions=True)
    return store.folder


def plain(text):
    """For comparison: compatibility forms, white space and punctuation out."""
    return re.sub(r"[\s,，、;；:：“”\"'()（）。]", "", unicodedata.normalize("NFKC", text or ""))


def in_words(row):
    """By project, name and value as printed."""
    return row[:3]


def rows_of(folder, source):
    table = pd.read_parquet(folder)
    rows = table[table.source == source]
    return rows.astype(object).where(rows.notna(), None).to_dict("records")


@pytest.mark.parametrize("path", DIGITAL, ids=lambda path: path.stem)
def test_every_printed_indicator_comes_out_with_its_evidence_and_nothing_else(path, out):
    truth = json.loads((DOCUMENTS / f"{path.stem}.truth.json").read_text(encoding="utf-8"))
    rows = rows_of(out / "indicators", path.name)
    found = [[*map(plain, (r["project"], r["name"], r["value_raw"])), *(r[EXACT[f]] for f in EXACT)] for r in rows]
    wanted = [
        [*map(plain, (w["project"], w["name"], w["value_raw"])), *(w[field] for field in EXACT)]
        for w in truth["indicators"]
    ]
    assert sorted(found, key=in_words) == sorted(wanted, key=in_words)
    assert all(row["page"] >= 1 and row["x1"] > row["x0"] and row["y1"] > row["y0"] for row in rows)


@pytest.mark.parametrize("path", DIGITAL, ids=lambda path: path.stem)
def test_every_form_comes_out_with_its_year_and_budget(path, out):
    truth = json.loads((DOCUMENTS / f"{path.stem}.truth.json").read_text(encoding="utf-8"))
    forms = rows_of(out / "forms", path.name)
    found, wanted = (
        sorted((form["scope"], form["phase"], plain(form["project"]), form["budget"] or 0) for form in side)
        for side in (forms, truth["forms"])
    )
    assert [form[:3] for form in found] == [form[:3] for form in wanted]
    assert [form[3] for form in found] == pytest.approx([form[3] for form in wanted])
    assert truth["year"] is None or {form["year"] for form in forms} == {truth["year"]}
