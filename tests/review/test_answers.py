"""What is said on the pages: applied, kept beside the raw files, and lost to nobody."""

import json

import pandas as pd
import pytest
from starlette.testclient import TestClient

from review.app import create
from review.guard import CSRF_HEADER, House
from tests.review.conftest import SCAN, TYPED, read


def first(room, **wanted):
    """The first decision with these facts."""
    return next(one for one in room.decisions().values() if all(getattr(one, k) == v for k, v in wanted.items()))


def field(room, sha, table, ordinal, name):
    rows = [row for form in room.view(sha).forms for row in form.rows]
    row = next(row for row in rows if (row.table, row.ordinal) == (table, ordinal))
    return next(one for one in row.fields if one.field == name), row


def scan(room):
    return next(sha for sha, entry in room.entries().items() if entry.path == SCAN)


def test_a_correction_is_in_the_tables_when_the_page_is_closed_and_after_everything_is_read_anew(year):
    house = House()
    with TestClient(create(year.store, house, 60), base_url="http://127.0.0.1") as client:
        room = client.app.state.room
        one = next(one for one in room.decisions().values() if one.table == "indicators" and one.field in TYPED)
        facts = {"key": one.key, "act": "correct", "text": TYPED[one.field], "who": "张三"}
        ours = {"origin": "http://127.0.0.1", CSRF_HEADER: house.word}
        said = client.post("/queue/answer", json=facts, headers=ours).json()
        assert said["ids"] and one.key in said["gone"] and one.key not in room.decisions()
    assert (year.raw / ".jixiao").is_dir()
    for _ in range(2):
        rows = pd.read_parquet(year.out / "indicators")
        row = rows[(rows.form_id == one.form_id) & (rows.ordinal == one.ordinal)].iloc[0]
        assert row[f"{one.field}_raw"] == TYPED[one.field] and row.corrected
        evidence = pd.read_parquet(year.out / "evidence").query("review == 'corrected'")
        assert one.field in set(evidence.field) and not evidence.needs_review.any()
        for stage in ("extract", "normalize"):
            for path in (year.out / "stages" / stage).rglob("*.json"):
                path.unlink()
        read(year.raw, year.store)


def test_an_accepted_value_asks_no_more_and_an_undone_answer_asks_again(post, room):
    one = first(room, table="indicators", field="name")
    said = post("/queue/answer", {"key": one.key, "act": "accept"}).json()
    assert one.key not in room.decisions() and said["open"] == len(room.decisions())
    assert post("/undo", {"ids": said["ids"]}).json()["open"] == len(room.decisions())
    assert one.key in room.decisions()


def test_what_is_right_in_the_same_document_is_accepted_along_and_a_correction_leaves_it(client, post, room):
    one = next(one for one in room.decisions().values() if one.table == "indicators" and one.beside)
    offered = client.get("/queue/along", params={"key": one.key}).text
    assert all(f'value="{key}"' in offered for key in one.beside) and 'value="nothing"' not in offered
    other = room.decisions()[one.beside[0]]
    assert other.text in offered
    told = {"key": one.key, "also": [other.key, "nothing"]}
    said = post("/queue/answer", {**told, "act": "correct", "text": TYPED.get(one.field, "更正")}).json()
    assert one.key in said["gone"] and other.key in room.decisions()
    post("/undo", {"ids": said["ids"]})
    said = post("/queue/answer", {**told, "act": "accept"}).json()
    assert {one.key, other.key} <= set(said["gone"])
    assert {mine.act for mine in room.view(one.sha256).corrections} == {"accept"}


def test_of_two_who_answer_one_decision_the_second_is_told(post, room):
    one = first(room, field="name")
    assert post("/queue/answer", {"key": one.key, "act": "correct", "text": "甲"}).status_code == 200
    second = post("/queue/answer", {"key": one.key, "act": "correct", "text": "乙"})
    assert second.status_code == 409 and second.json()["message"]
    value, _ = field(room, one.sha256, one.table, one.ordinal, "name")
    assert value.value == "甲"


@pytest.mark.parametrize(("lang", "told"), [("zh", "由另一版本读取"), ("en", "was read by another version")])
def test_a_refusal_speaks_the_language_of_the_page_whatever_the_server_speaks(
    client, post, room, monkeypatch, lang, told
):
    monkeypatch.setenv("JIXIAO_LANG", "en" if lang == "zh" else "zh")
    one = first(room, table="indicators", field="name")
    client.get(f"/queue?lang={lang}")
    artefact = next((room.desk.store.folder / "stages" / "extract").rglob(f"*{one.sha256}*.json"))
    artefact.write_text(artefact.read_text().replace('"key":"', '"key":"0', 1))
    refused = post("/queue/answer", {"key": one.key, "act": "accept"})
    assert refused.status_code == 409 and told in refused.json()["message"]
    assert one.key in room.decisions()


def test_of_two_who_edit_one_document_nothing_is_lost(post, room):
    sha = scan(room)
    mine, _ = field(room, sha, "indicators", 1, "name")
    other, _ = field(room, sha, "indicators", 2, "name")
    home = f"/document/{sha}/answer"
    assert post(home, {"act": "correct", "id": mine.id, "was": mine.text, "text": "第一人"}).status_code == 200
    assert post(home, {"act": "correct", "id": other.id, "was": other.text, "text": "第二人"}).status_code == 200
    late = post(home, {"act": "correct", "id": mine.id, "was": mine.text, "text": "第三人"})
    assert late.status_code == 409 and "第一人" in late.json()["message"] and "第一人" in late.json()["forms"]
    assert [field(room, sha, "indicators", n, "name")[0].value for n in (1, 2)] == ["第一人", "第二人"]


def test_a_row_is_struck_and_a_missing_one_added_at_its_place(post, room, year):
    sha = scan(room)
    _, row = field(room, sha, "indicators", 3, "name")
    cell = next(cell for sheet in room.view(sha).pages for cell in sheet.cells if cell.text)
    rows = f"{row.form_id}/indicators/3"
    home = f"/document/{sha}/answer"
    before = len([row for form in room.view(sha).forms for row in form.rows if row.table == "indicators"])
    assert post(home, {"act": "strike", "row": rows, "was": row.name}).status_code == 200
    names = [row.name for form in room.view(sha).forms for row in form.rows if row.table == "indicators"]
    assert len(names) == before - 1 and row.name not in names
    facts = {"act": "add", "table": "indicators", "cell": cell.id, "fields": {"name": "漏掉的指标", "value": "≥5个"}}
    assert post(home, facts).status_code == 200
    added = [row for form in room.view(sha).forms for row in form.rows if "漏掉的指标" in row.name]
    assert len(added) == 1 and added[0].corrected


def test_a_whole_form_is_accepted_at_once(post, room):
    sha = scan(room)
    view = room.view(sha)
    facts = {"act": "accept", "keys": [one.key for one in view.decisions], "within": f"{view.forms[0].form_id}/"}
    assert view.decisions and post(f"/document/{sha}/answer", facts).status_code == 200
    assert not room.view(sha).decisions


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"act": "burn"},
        {"act": "correct", "id": "nothing", "was": "", "text": "x"},
        {"act": "strike", "row": "nothing", "was": ""},
        {"act": "add", "table": "evidence", "cell": "x", "fields": {}},
        {"act": "add", "table": "indicators", "cell": "nowhere", "fields": {"name": "x"}},
    ],
)
def test_an_answer_that_makes_no_sense_is_refused(post, room, facts):
    sha = scan(room)
    assert post(f"/document/{sha}/answer", facts).status_code == 400
    assert not room.view(sha).corrections


@pytest.mark.parametrize("address", ["/queue/answer", "/undo", "/findings/note"])
@pytest.mark.parametrize("said", [[], "x", {}, 1])
def test_what_is_no_answer_at_all_is_refused(post, room, address, said):
    before = room.decisions()
    assert post(address, said).status_code == 400 and room.decisions() == before


def test_a_note_on_a_finding_is_in_the_one_store_and_another_is_not_written_over(post, room, year):
    told = next(told for unit in room.units() for form in unit.forms for told in form.findings)
    facts = {"key": told.key, "status": "已说明", "remark": "批复如此", "was": [None, None]}
    assert post("/findings/note", facts).status_code == 200
    (note,) = json.loads((year.raw / ".jixiao" / "notes.json").read_text(encoding="utf-8"))
    assert (note["key"], note["status"], note["remark"]) == (told.key, "已说明", "批复如此")
    late = post("/findings/note", {**facts, "remark": "另一人"})
    assert late.status_code == 409 and "批复如此" in late.json()["message"]
    assert room.notes()[told.key].remark == "批复如此"
    assert post("/findings/note", {**facts, "key": "nothing"}).status_code == 404
