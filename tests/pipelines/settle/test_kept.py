"""Where answers are kept, that none is lost, and what is given back."""

import json
import threading

import pytest

from normalize.settled.correction import Correction
from pipelines.cli.app import run as jixiao
from pipelines.cli.status import overview
from pipelines.settle import Desk, NotCurrent, answer, retype
from pipelines.settle.table import CorrectionsError, as_csv, from_csv
from pipelines.store import ledger
from pipelines.store.corrections import keep_corrections
from pipelines.store.people import places
from tests.pipelines.settle.scan import by_field, desk_of, rows, table


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


def test_a_file_of_answers_that_cannot_be_understood_stops_the_run(year):
    store, _ = year()
    desk = desk_of(store)
    desk.settle(answer(desk.decisions()[0], "accept", who="李"))
    (kept,) = (year.raw / ".jixiao" / "corrections").iterdir()
    assert {Correction.model_validate(one).who for one in json.loads(kept.read_text(encoding="utf-8"))} == {"李"}
    kept.write_text("[{]", encoding="utf-8")
    with pytest.raises(Exception, match="people's corrections"):
        year()


def test_an_answer_given_again_after_another_one_counts_again(year):
    store, _ = year()
    desk = desk_of(store)
    sha = desk.documents[0].sha256
    for text in ("第一年返本30%", "第一年返本40%", "第一年返本30%"):
        cell = next(one for page in desk.document(sha).pages for one in page.cells if "返本20%" in one.was)
        desk.settle([retype(sha, cell, text, who="李")])
    desk.export()
    assert "第一年返本30%" in set(rows(store, "indicators")["value_raw"])


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("at", "2026-11-30 10:00", "at: .*timezone"),
        ("y1", "", "box"),
        ("x0", "left", r"box\.0"),
        ("act", "approve", "act"),
    ],
)
def test_a_row_of_the_table_that_would_be_taken_for_another_answer_is_refused(field, value, why):
    facts = {
        "sha256": "f" * 64,
        "table": "cell",
        "act": "correct",
        "was": "95",
        "says": "96",
        "at": "2026-11-30T10:00Z",
    }
    facts |= {"page": "1", "x0": "1", "y0": "1", "x1": "9", "y1": "9"}

    def data(row):
        return "\r\n".join((",".join(row), ",".join(row.values()))).encode()

    (one,) = from_csv(data(facts))
    assert (one.box, one.says) == ((1, 1, 9, 9), "96")
    with pytest.raises(CorrectionsError, match=f"line 2 is wrong, nothing was taken in: {why}"):
        from_csv(data({**facts, field: value}))
