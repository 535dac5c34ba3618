"""A scanned sample settled at the desk: what a person says of it stands in every table, survives a run from nothing,
and is told where its text has changed."""

import json
import threading
from dataclasses import replace
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from extract.model import Extraction
from normalize.settled.correction import Correction
from pipelines.cli.app import run as jixiao
from pipelines.cli.report import summarize
from pipelines.cli.status import overview
from pipelines.run.job import run
from pipelines.run.stages import stages
from pipelines.settle import Desk, NotCurrent, add, answer, retype, strike
from pipelines.settle.table import CorrectionsError, as_csv, from_csv
from pipelines.store import ledger
from pipelines.store.corrections import keep_corrections
from pipelines.store.objects import Store
from pipelines.store.people import places
from tests.pipelines.fakes import HERE

DOCUMENTS = Path(__file__).parents[1] / "documents"
SCAN = "nanyue.scan2.pdf"
"""A page whose names and one value are doubtful, and one row as a whole."""


WORN = ("返本20%", "每年返本分红时间")
"""What stands in the lines of a value and of a name of which the reader is made unsure: the tests do not hang on how
well it reads."""


@cache
def _extracted(data: bytes) -> Extraction:
    read = stages()[0].run(data).model_dump()
    cells = (cell for page in read["pages"] for table in page["tables"] for cell in table["cells"])
    for line in (line for cell in cells for line in cell["lines"] if any(said in line["text"] for said in WORN)):
        line["confidence"] = 0.4
    return Extraction.model_validate(read)


def table(change=None):
    """The real stages, each scan read once for all tests; `change` puts another text into what was extracted."""
    first, second = stages()
    work = (lambda data: change(_extracted(data))) if change else _extracted
    version = f"{first.version}-changed" if change else first.version
    return replace(first, run=work, version=version), second


@pytest.fixture
def year(tmp_path):
    """A folder with the scan, read and exported; a second call reads it anew from nothing."""
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / SCAN).write_bytes((DOCUMENTS / SCAN).read_bytes())

    def read(name="out", change=None):
        store = Store(tmp_path / name)
        return store, run([raw], store, table(change), HERE)

    read.raw = raw
    return read


def desk_of(store, change=None):
    return Desk(store, table(change))


def by_field(desk, field):
    return next(one for one in desk.decisions() if one.field == field)


def rows(store, name):
    return pd.read_parquet(store.folder / name)


def tables(store):
    """Every exported table and CSV but the ledger, whose times differ."""
    found = sorted(path for path in store.folder.rglob("*") if path.suffix in (".parquet", ".csv"))
    return {
        path.relative_to(store.folder).as_posix(): path.read_bytes() for path in found if "documents" not in path.name
    }


def test_a_doubtful_value_corrected_stands_in_every_table_and_survives_a_run_from_nothing(year):
    store, _ = year()
    desk = desk_of(store)
    asked = by_field(desk, "value")
    assert asked.cell and asked.rivals and "ocr_doubt" in asked.reasons
    said = asked.text.replace("20%.", "20%，")
    done = desk.settle(answer(asked, "correct", said, who="李"))
    assert asked.key in done.gone and desk.dirty
    desk.export()
    one = rows(store, "indicators").set_index("ordinal").loc[asked.ordinal]
    assert one["value_raw"] == said and one["corrected"]
    (csv,) = store.folder.glob("units/*/*/*/indicators.csv")
    written = pd.read_csv(csv, encoding="utf-8-sig").set_index("ordinal").loc[asked.ordinal]
    assert written["value_raw"] == said and written["corrected"]
    told = (
        rows(store, "evidence")
        .query("of_table == 'indicators' and field == 'value' and ordinal == @asked.ordinal")
        .iloc[0]
    )
    assert (told["review"], told["origin"], told["confidence"], told["needs_review"]) == (
        "corrected",
        "person",
        1.0,
        False,
    )
    assert "corrected" in told["edits"]
    before = tables(store)
    again, summary = year("again")
    assert tables(again) == before, "people's word is input: all of it comes back from the raw files' folder alone"
    assert summary.tally.settled.corrected == 1 and summary.tally.settled.stale == 0


def test_a_person_settles_all_that_asks_and_nothing_asks_any_more(year):
    store, _ = year()
    desk = desk_of(store)
    before = rows(store, "indicators").drop(columns=["confidence", "needs_review", "review_reason"])
    for _ in range(30):
        if not (left := desk.decisions()):
            break
        desk.settle(answer(left[0], "accept", who="李"))
    assert desk.decisions() == [] and desk.stale() == []
    desk.export()
    after = rows(store, "indicators")
    assert not after["needs_review"].any() and not rows(store, "forms")["needs_review"].any()
    assert after.drop(columns=["confidence", "needs_review", "review_reason"]).equals(before), (
        "to accept changes no value"
    )
    (figures,) = [one for one in desk.progress() if one.unit]
    assert figures.asking == 0 and figures.accepted > 0 and figures.corrected == 0


def test_what_stands_elsewhere_now_is_stale_and_told_by_the_run(year, capsys):
    store, _ = year()
    desk = desk_of(store)
    asked = by_field(desk, "value")
    desk.settle(answer(asked, "correct", "第一年返本20%", who="李"))

    def change(extraction):
        return Extraction.model_validate_json(extraction.model_dump_json().replace("8%分红", "9%分红"))

    other, summary = year("other", change)
    assert summary.tally.settled.stale == 1
    summarize(summary, "other")
    assert "1 answer of a person is stale" in capsys.readouterr().out
    one = rows(other, "indicators").set_index("ordinal").loc[asked.ordinal]
    assert "9%" in one["value_raw"] and not one["corrected"] and "correction_stale" in one["review_reason"]
    (told,) = rows(other, "evidence").query("review == 'stale'").to_dict("records")
    assert told["field"] == "value" and told["needs_review"]
    late = desk_of(other, change)
    (stale,) = late.stale()
    assert stale.correction.says == "第一年返本20%" and "9%" in stale.now
    late.settle(answer(by_field(late, "value"), "correct", "第一年返本20%，分红按9%", who="李"))
    assert late.stale() == [] and not [one for one in late.decisions() if one.field == "value"]


def test_undo_brings_back_what_was_asked(year):
    store, _ = year()
    desk = desk_of(store)
    before, data = (
        desk.decisions(),
        store.get(f"stages/normalize/{desk.documents[0].sha256[:2]}/{desk.documents[0].sha256}.json"),
    )
    done = desk.settle(answer(before[0], "correct", "别的", who="李"))
    desk.undo([one.id for one in done.kept])
    assert desk.decisions() == before and desk.corrections() == []
    assert store.get(f"stages/normalize/{desk.documents[0].sha256[:2]}/{desk.documents[0].sha256}.json") == data


def test_two_desks_on_one_document_lose_nothing(year):
    store, _ = year()
    first, second = desk_of(store), desk_of(store)
    names = [one for one in first.decisions() if one.field == "name"]
    assert len(names) == 2
    threads = [
        threading.Thread(target=desk.settle, args=(answer(asked, "correct", text, who=text),))
        for desk, asked, text in zip((first, second), names, ("甲项比例", "乙项收益率"), strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    first.refresh()
    assert {one.who for one in first.corrections()} == {"甲项比例", "乙项收益率"}
    first.export()
    assert {"甲项比例", "乙项收益率"} <= set(rows(store, "indicators")["name"])


def test_an_answer_that_is_no_value_or_comes_too_late_is_given_back_and_not_kept(year):
    store, _ = year()
    desk = desk_of(store)
    row = next(row for row in desk.document(desk.documents[0].sha256).forms[0].rows if row.table == "indicators")
    weight = next(field for field in row.fields if field.field == "weight")
    done = desk.settle(answer(weight, "correct", "很多", who="李"))
    assert len(done.refused) == 1 and done.kept == () and desk.corrections() == [] and desk.stale() == []
    late = desk_of(store)
    asked = by_field(late, "value")
    desk.settle(answer(by_field(desk, "value"), "correct", "第一年返本20%", who="李"))
    done = late.settle(answer(asked, "accept", who="王"))
    assert [one.who for one in done.refused] == ["王"] and [one.who for one in desk.corrections()] == ["李"]


def test_where_the_raw_files_take_nothing_answers_are_kept_beside_the_results(year):
    store, _ = year()
    (year.raw / ".jixiao").write_text("in the way", encoding="utf-8")
    desk = desk_of(store)
    desk.settle(answer(desk.decisions()[0], "accept", who="李"))
    assert len(list((store.folder / ".jixiao" / "corrections").iterdir())) == 1
    year()
    assert len(desk_of(store).corrections()) == 1 and rows(store, "evidence")["review"].notna().any()


def test_answers_that_came_by_another_way_are_due_until_the_next_run(year):
    """Somebody copied `.jixiao` over: the recipe of that document alone is another one now."""
    store, _ = year()
    desk = desk_of(store)
    given = answer(desk.decisions()[0], "accept", who="李")
    keep_corrections(places(store, desk.documents), given)
    entries = ledger.read_all(store)
    assert any("1 from normalize" in line for line in overview(store, entries, table()))
    _, summary = year()
    assert summary.worked == 1 and summary.tally.settled.accepted >= 1
    assert not any("from normalize" in line for line in overview(store, ledger.read_all(store), table()))
    assert year()[1].worked == 0, "and nothing is done twice"


def test_a_row_struck_and_a_row_added_on_the_page(year):
    store, _ = year()
    desk = desk_of(store)
    sha = desk.documents[0].sha256
    view = desk.document(sha)
    (form,) = view.forms
    indicators = [row for row in form.rows if row.table == "indicators"]
    gone = indicators[1]
    cells = {cell.id: cell for page in view.pages for cell in page.cells}
    name = next(field for field in gone.fields if field.field == "name")
    assert cells[name.cells[0]].text == name.text and name.id in cells[name.cells[0]].feeds
    new = add(sha, "indicators", gone.page, gone.box, {"name": "补上的指标", "value": "≥3项"}, who="李")
    desk.settle([strike(gone, who="李"), new])
    after = [row for row in desk.document(sha).forms[0].rows if row.table == "indicators"]
    assert [row.name for row in after] == [row.name if row is not gone else "补上的指标" for row in indicators]
    desk.export()
    one = rows(store, "indicators").query("name == '补上的指标'").iloc[0]
    assert (one["operator"], one["value"], one["measure_unit"], one["page"]) == ("≥", 3, "项", gone.page) and one[
        "corrected"
    ]


def test_a_cell_that_nobody_asked_about_can_be_corrected_too(year):
    store, _ = year()
    desk = desk_of(store)
    sha = desk.documents[0].sha256
    view = desk.document(sha)
    cell = next(cell for page in view.pages for cell in page.cells if "产出指标" in cell.text)
    desk.settle([retype(sha, cell, "成本指标", who="李")])
    desk.export()
    told = rows(store, "evidence").query("field == 'level1' and review == 'corrected'")
    assert len(told) > 1 and set(
        rows(store, "indicators").set_index("ordinal").loc[list(told["ordinal"]), "level1"]
    ) == {"成本指标"}


def test_a_document_that_another_version_read_is_read_anew_first(year):
    store, _ = year()
    desk = Desk(store, table(lambda extraction: extraction))
    with pytest.raises(NotCurrent, match="jixiao run"):
        desk.settle(answer(desk.decisions()[0], "accept", who="李"))
    assert not (year.raw / ".jixiao").exists(), "nothing was kept"


def test_answers_go_out_as_a_table_and_come_in_again(year, tmp_path, capsys):
    store, _ = year()
    desk = desk_of(store)
    desk.settle(answer(by_field(desk, "value"), "correct", "=1+1\n第二行", who="李"))
    for one in desk.decisions()[:2]:
        desk.settle(answer(one, "accept", who="王"))
    given = desk.corrections()
    data = as_csv(given, {})
    assert data.startswith("\ufeff".encode()) and b"'=1+1" in data
    assert from_csv(data) == tuple(given)
    bad = data.replace(b",accept,", b",approve,", 1)
    with pytest.raises(CorrectionsError, match=r"line \d is wrong, nothing was taken in: act"):
        from_csv(bad)
    file = tmp_path / "corrections.csv"
    assert jixiao(["corrections", "export", str(file), "--out", store.location]) == 0
    desk.export()
    (tmp_path / "raw" / ".jixiao").rename(tmp_path / "aside")
    fresh, _ = year("fresh")
    assert desk_of(fresh).corrections() == []
    capsys.readouterr()
    assert jixiao(["corrections", "import", str(tmp_path / "none.csv"), "--out", fresh.location]) == 2
    file.write_bytes(file.read_bytes() + b"x,x,%s,cell,,1,1,1,2,2,,accept,,,,,\r\n" % (b"f" * 64))
    assert jixiao(["corrections", "import", str(file), "--out", fresh.location, "--workers", "1"]) == 0
    said = capsys.readouterr().out
    assert "3 answers taken in about 1 document" in said and "1 more is about a document that is not here" in said
    assert desk_of(fresh).corrections() == given
    assert sorted(rows(fresh, "evidence")["review"].dropna()) == sorted(rows(store, "evidence")["review"].dropna())


def test_nothing_goes_out_as_accepted_while_a_decision_is_open(year, capsys):
    store, _ = year()
    assert jixiao(["export", "--accepted-only", "--out", store.location]) == 1
    said = capsys.readouterr().err
    assert "decisions are open" in said and SCAN in said and WORN[1] in said
    desk = desk_of(store)
    while left := desk.decisions():
        desk.settle(answer(left[0], "accept", who="李"))
    assert jixiao(["export", "--accepted-only", "--out", store.location]) == 0


def test_a_file_of_answers_that_cannot_be_understood_stops_the_run(year):
    store, _ = year()
    desk = desk_of(store)
    desk.settle(answer(desk.decisions()[0], "accept", who="李"))
    (kept,) = (year.raw / ".jixiao" / "corrections").iterdir()
    assert {Correction.model_validate(one).who for one in json.loads(kept.read_text(encoding="utf-8"))} == {"李"}
    kept.write_text("[{]", encoding="utf-8")
    with pytest.raises(Exception, match="people's corrections"):
        year()
