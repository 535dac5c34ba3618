"""Spot checks as a person does them: values that nobody was asked about, drawn in one order, answered, and told of."""

import json
import re

import pandas as pd
import pytest
from starlette.testclient import TestClient

from pipelines.cli.app import run as command
from pipelines.settle import checked
from review.app import create
from review.guard import CSRF_HEADER, House
from tests.review.conftest import read

YEAR = 2018


def keys(html):
    return re.findall(r'<article class="decision" data-key="([^"]+)"', html)


def of(room, key):
    name = key.rpartition("/")[0]
    return next(one for one in room.sample(YEAR) if one.name == name)


def test_the_page_brings_values_that_nobody_was_asked_about_with_their_ink_in_one_order(client, room):
    page = client.get(f"/spot?year={YEAR}").text
    shown = keys(page)
    order = [one.name for one in room.sample(YEAR)]
    assert [key.rpartition("/")[0] for key in shown] == order[:5] and "/picture/" in page
    asking = {(one.form_id, one.table, one.ordinal or 0, one.field) for one in room.decisions().values()}
    assert not asking & {tuple(name.split("/")) for name in order}
    more = client.get(f"/spot/next?year={YEAR}&to=100&n=50&have={','.join(shown)}").text
    assert [key.rpartition("/")[0] for key in keys(more)] == order[5:25], "a page brings no more than twenty"


def test_what_is_found_right_and_wrong_bounds_what_is_wrong_of_all_and_is_kept_beside_the_raw_files(
    year, client, post, room
):
    before = checked(room.sample(YEAR))
    assert (before.looked, before.wrong, before.most) == (0, 0, before.of)
    assert "尚未抽查" in client.get(f"/?year={YEAR}").text
    home, told = f"/spot/answer?year={YEAR}&to=100", None
    for place in range(40):
        (key, *_) = keys(client.get(f"/spot?year={YEAR}").text)
        typed = place == 7
        facts = {
            "key": key,
            "act": "correct" if typed else "accept",
            "text": "另一个" if typed else None,
            "who": "张三",
        }
        said = post(home, facts)
        if said.status_code == 422:  # no value of that field
            said = post(home, {**facts, "act": "accept"})
        elif typed:
            told = said.json()["ids"]
        assert said.status_code == 200
    after = checked(room.sample(YEAR))
    assert after.looked >= 40 and after.most < before.most
    assert after.wrong == (1 if told else 0)
    page = client.get(f"/?year={YEAR}&lang=en").text
    assert f"≤ {after.per_thousand:.1f} in 1,000" in page and f"{after.looked:,} looked at" in page
    kept = [
        one for path in (year.raw / ".jixiao" / "corrections").glob("*.json") for one in json.loads(path.read_text())
    ]
    assert kept and all(one["drawn"] in {value.name for value in room.sample(YEAR)} for one in kept)


def test_an_answer_that_is_taken_back_was_never_given(client, post, room):
    (key, *_) = keys(client.get(f"/spot?year={YEAR}").text)
    said = post(f"/spot/answer?year={YEAR}&to=100", {"key": key, "act": "accept"}).json()
    assert of(room, key).wrong is False and said["settled"] >= 1 and "95%" in said["told"]
    back = post(f"/spot/undo?year={YEAR}&to=100", {"ids": said["ids"]}).json()
    assert of(room, key).wrong is None and (back["settled"], back["told"]) == (0, "")


def test_of_two_who_answer_one_value_the_second_is_told(client, post):
    (key, *_) = keys(client.get(f"/spot?year={YEAR}").text)
    assert post(f"/spot/answer?year={YEAR}", {"key": key, "act": "accept"}).status_code == 200
    assert post(f"/spot/answer?year={YEAR}", {"key": key, "act": "accept"}).status_code == 409


def test_what_is_typed_is_told_as_it_reads(client, room):
    told = [
        client.get("/parse", params={"key": key, "text": "20"}).json()["words"]
        for key in keys(client.get("/spot").text)
    ]
    assert any(told)


@pytest.mark.parametrize(
    "facts", [{"key": "nothing", "act": "accept"}, {"key": "a-01/indicators/1/value/x", "act": "accept"}]
)
def test_a_value_that_is_not_drawn_is_refused(post, facts):
    assert post("/spot/answer", facts).status_code == 409


def test_an_act_that_makes_no_sense_is_refused(client, post):
    (key, *_) = keys(client.get(f"/spot?year={YEAR}").text)
    assert post("/spot/answer", {"key": key, "act": "burn"}).status_code == 400


def test_the_run_and_the_status_say_what_was_found(year, capsys, monkeypatch):
    monkeypatch.setenv("JIXIAO_LANG", "en")
    house = House()
    with TestClient(create(year.store, house, 60), base_url="http://127.0.0.1") as client:
        (key, *_) = keys(client.get(f"/spot?year={YEAR}").text)
        ours = {"origin": "http://127.0.0.1", CSRF_HEADER: house.word}
        client.post(f"/spot/answer?year={YEAR}", json={"key": key, "act": "accept"}, headers=ours)
        found = checked(client.app.state.room.sample(YEAR))
    said = f"{YEAR}: values that nobody was asked about: {found.looked:,} of {found.of:,} drawn"
    assert read(year.raw, year.store).tally.checked[YEAR] == found
    assert command(["status", "--out", str(year.out)]) == 0
    assert said in capsys.readouterr().out
    evidence = pd.read_parquet(year.out / "evidence").query("review == 'accepted'")
    assert len(evidence) >= 1
