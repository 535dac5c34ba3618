"""What a person says of a scan stands in every table, survives a run from nothing, and is told where it is stale."""

import pandas as pd

from extract.model import Extraction
from pipelines.cli.app import run as jixiao
from pipelines.cli.report import summarize
from pipelines.language.codes import english
from pipelines.settle import add, answer, retype, strike
from tests.pipelines.settle.scan import SCAN, WORN, by_field, desk_of, rows, tables


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


def test_nothing_goes_out_as_accepted_while_a_decision_is_open(year, capsys):
    store, _ = year()
    assert jixiao(["export", "--accepted-only", "--out", store.location]) == 1
    said = capsys.readouterr().err
    assert "decisions are open" in said and SCAN in said and WORN[1] in said
    assert english("reasons")["ocr_doubt"] in said, "the reasons are told in the reader's language, too"
    desk = desk_of(store)
    while left := desk.decisions():
        desk.settle(answer(left[0], "accept", who="李"))
    assert jixiao(["export", "--accepted-only", "--out", store.location]) == 0
