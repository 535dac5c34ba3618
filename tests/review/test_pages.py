"""The pages as a person reads them: Chinese unless asked, what is doubtful first, filters that filter."""

import re
from html import escape

import pytest
from starlette.testclient import TestClient

from benchmarks.containers.ofd import from_pdf
from review.app import create
from review.charts import bars
from tests.review.conftest import DOCUMENTS, SCAN, read


def test_chinese_until_somebody_asks_for_english_and_that_is_remembered(client):
    assert 'lang="zh-CN"' in client.get("/").text and "待核占比" in client.get("/").text
    assert "Unverified" in client.get("/?lang=en").text
    assert "To settle" in client.get("/queue").text and "待核" not in client.get("/queue").text


def test_the_start_page_tells_how_much_is_unverified_and_finds_a_unit(client, room):
    rows = [row for row in room.progress() if row.year == 2018]
    asking, values = sum(row.asking for row in rows), sum(row.values for row in rows)
    text = client.get("/?year=2018").text
    assert asking and f"{asking / values:.1%}" in text and "南岳镇" in text
    assert "南岳镇" not in client.get("/?year=2018&q=没有的单位").text
    assert "南岳镇" not in client.get("/?year=2018&state=clear").text
    assert "南岳镇" in client.get("/?year=2018&state=asking&q=扶贫").text


def test_the_queue_brings_the_riskiest_first_with_its_ink_its_line_and_its_rivals(client, room):
    one = next(iter(room.decisions().values()))
    text = client.get("/queue").text
    article = text[text.index('<article class="decision"') : text.index("</article>")]
    assert f'data-key="{one.key}"' in article
    assert article.count(f"/picture/{one.sha256}/{one.page}") >= 2
    assert article.count("data-pick=") == min(9, len({r.value for r in one.rivals} | set(one.choices) - {one.text}))
    assert f"{one.confidence:.1%}" in article


def test_what_is_read_and_what_else_it_may_be_share_one_chance(room):
    told = [one for one in room.decisions().values() if one.rivals]
    assert told
    for one in told:
        assert one.confidence + sum(rival.probability for rival in one.rivals) <= 1 + 1e-3
        assert max(rival.probability for rival in one.rivals) <= one.confidence


def test_the_next_are_those_that_the_page_does_not_have(client, room):
    keys = list(room.decisions())
    text = client.get(f"/queue/next?have={keys[0]}&n=50").text
    assert re.findall(r'data-key="(\w+)"', text) == keys[1:]
    sha = next(one.sha256 for one in room.decisions().values())
    assert client.get(f"/queue/next?document={'0' * 64}").text.strip() == ""
    assert f'data-key="{keys[0]}"' in client.get(f"/queue?document={sha}").text


def test_a_page_is_a_picture_as_it_is_shown(client, room):
    sha = next(sha for sha, entry in room.entries().items() if entry.path == SCAN)
    answer = client.get(f"/picture/{sha}/1")
    assert answer.headers["content-type"] == "image/jpeg" and answer.content[:2] == b"\xff\xd8"
    assert "immutable" in answer.headers["cache-control"]


def test_what_is_typed_is_told_as_it_reads(client, room):
    sha = next(sha for sha, entry in room.entries().items() if entry.path == SCAN)
    values = (one for form in room.view(sha).forms for row in form.rows for one in row.fields)
    one = next(one for one in values if (one.table, one.field) == ("indicators", "value"))
    told = client.get("/parse", params={"sha": sha, "id": one.id, "text": "不高于95%"}).json()["words"]
    assert "≤" in told and "95" in told and "%" in told
    asked = next(iter(room.decisions().values()))
    assert "甲乙" in client.get("/parse", params={"key": asked.key, "text": "甲乙"}).json()["words"]


def test_a_document_without_pages_shows_its_cells_as_a_table(client, room):
    sha = next(sha for sha, entry in room.entries().items() if entry.path == "表.xlsx")
    text = client.get(f"/document/{sha}").text
    assert '<table class="grid"' in text and "<image" not in text and "≥12公里" in text


def test_a_document_whose_pages_cannot_be_shown_shows_its_cells_not_a_blank_sheet(year, house):
    (year.raw / "表.ofd").write_bytes(from_pdf((DOCUMENTS / "huangshan.pdf").read_bytes()))
    read(year.raw, year.store)
    with TestClient(create(year.store, house, export_after=60), base_url="http://127.0.0.1:8765") as client:
        entries = client.app.state.room.entries()
        sha = next(sha for sha, entry in entries.items() if entry.path == "表.ofd")
        text = client.get(f"/document/{sha}").text
    assert '<table class="grid"' in text and "/picture/" not in text and "三级指标" in text


def test_a_units_page_draws_its_budget_and_its_indicators(client, room):
    row = next(row for row in room.progress() if row.year == 2018)
    text = client.get("/unit", params={"year": row.year, "unit": row.unit}).text
    assert text.count('<svg class="chart"') >= 2 and "产出指标" in text and "满意度指标" in text
    assert client.get("/unit?year=2018&unit=没有").status_code == 404


@pytest.mark.parametrize("name", ["findings?severity=warning", "findings?answered=answered", "findings?rule=nothing"])
def test_findings_are_narrowed_down(client, name):
    everything, some = (
        client.get(f"/{address}").text.count('<article class="finding') for address in ("findings", name)
    )
    assert some < everything


def test_an_english_reader_is_told_in_english_what_a_finding_is(client):
    chinese, english = (client.get(f"/findings?lang={tongue}").text for tongue in ("zh", "en"))
    titles = set(re.findall("<h2>(.+?)</h2>", english))
    assert titles and not any(re.search("[\u4e00-\u9fff]", title) for title in titles)
    assert not re.search('<option value="[a-z_]+">[^<]*[\u4e00-\u9fff]', english)
    assert not titles & set(re.findall("<h2>(.+?)</h2>", chinese))


def test_bars_are_as_long_as_their_values_and_no_longer_than_the_room():
    drawn = bars([("甲", 10.0, "10"), ("乙" * 30, 5.0, "5"), ("丙", 0.0, "0")])
    assert drawn.bars[0].length == 2 * drawn.bars[1].length > 0 and drawn.bars[2].length == 0
    assert drawn.bars[1].label.endswith("…") and drawn.bars[1].whole == "乙" * 30
    assert bars([]).bars == []


def test_the_start_page_begins_with_the_latest_year_that_has_something_open_and_leads_to_all(client, room):
    opened = {one.year for one in room.decisions().values() if one.year}
    shown = client.get("/").text
    assert max(opened) < max(row.year for row in room.progress() if row.year)
    assert f"{max(opened)}年</h1>" in shown and 'href="/?year="' in shown
    of_all = client.get("/?year=").text
    assert all(escape(row.unit) in of_all for row in room.progress() if row.unit)
