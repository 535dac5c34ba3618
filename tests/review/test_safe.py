"""Who may ask, what a browser may do with the answer, and that what documents say is text."""

import re

import pytest
from starlette.testclient import TestClient

from review.app import create
from review.guard import CSRF_HEADER, LARGEST_BODY, House
from review.serve import house_for
from tests.review.conftest import SCRIPT

TOKEN = "a-token-of-some-length"
NOWHERE = "a" * 64


def pages(room):
    """The address of every page there is."""
    addresses = ["/", "/?year=", "/?lang=en", "/queue", "/findings", "/queue/next", "/nothing", f"/document/{NOWHERE}"]
    for sha in room.entries():
        addresses += [f"/document/{sha}", f"/document/{sha}?all=1", f"/document/{sha}/new?table=indicators"]
    for row in room.progress():
        addresses.append(f"/unit?year={row.year}&unit={row.unit}")
    return addresses


def test_no_page_holds_a_script_or_style_of_its_own_and_the_browser_is_told_to_run_none(client, room):
    for address in pages(room):
        answer = client.get(address)
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy and "script-src 'self'" in policy and "unsafe" not in policy, address
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert not re.search(r"<script(?![^>]*\bsrc=\"/static/)[^>]*>|<style|\sstyle=|\son[a-z]+=", answer.text), (
            address
        )


def test_what_a_document_says_is_text(client, room):
    said = 0
    for address in pages(room):
        text = client.get(address).text
        assert SCRIPT not in text, address
        said += "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert said >= 4  # start with all years, document, its fields all shown, unit


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8765", "127.0.0.1.evil.example", "10.0.0.7:8765", "[", ""]
)
def test_another_name_than_this_machines_is_refused(client, host):
    answer = client.get("/", headers={"host": host})
    assert answer.status_code == 421 and "<" not in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost", "[::1]:8765"])
def test_this_machines_names_are_not(client, host):
    assert client.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {CSRF_HEADER: "guessed"},
        {CSRF_HEADER: ""},
        {"content-type": "text/plain"},
        {"content-type": "application/x-www-form-urlencoded"},
    ],
)
@pytest.mark.parametrize("address", ["/queue/answer", "/undo", "/findings/note"])
def test_an_answer_from_another_page_is_refused_and_changes_nothing(post, room, year, address, headers):
    before = room.decisions()
    facts = {"key": next(iter(before)), "act": "accept", "ids": [], "status": "x", "remark": "x", "was": [None, None]}
    assert post(address, facts, **headers).status_code == 403
    assert room.decisions() == before and not (year.raw / ".jixiao").exists()


def test_without_an_origin_nothing_is_taken(client, house, room):
    facts = {"key": next(iter(room.decisions())), "act": "accept"}
    assert client.post("/queue/answer", json=facts, headers={CSRF_HEADER: house.word}).status_code == 403


def test_an_answer_cannot_be_given_by_following_a_link(client, room):
    before = room.decisions()
    for address in ("/queue/answer", "/undo", "/findings/note", f"/document/{next(iter(room.entries()))}/answer"):
        assert client.get(address).status_code == 405
    assert room.decisions() == before


def test_more_than_any_answer_is_refused(post, client, house):
    assert post("/undo", {"ids": ["x" * LARGEST_BODY]}).status_code == 413
    ours = {"origin": "http://127.0.0.1:8765", CSRF_HEADER: house.word, "content-type": "application/json"}
    endless = client.post("/undo", content=iter([b"{}"]), headers=ours)  # its length is not told
    assert endless.status_code == 413


@pytest.mark.parametrize(
    "address",
    [
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2fapp.py",
        "/static//etc/passwd",
        "/static/%2fetc/passwd",
        "/document/..%2f..%2fetc%2fpasswd",
        f"/document/{NOWHERE}",
        f"/picture/{NOWHERE}/1",
        "/picture/..%2fstages/1",
    ],
)
def test_no_address_leads_out_of_the_store(client, address):
    answer = client.get(address)
    assert answer.status_code == 404 and "root:" not in answer.text and "import" not in answer.text


def test_a_page_that_a_document_does_not_have_has_no_picture(client, room):
    for sha in room.entries():
        assert client.get(f"/picture/{sha}/999").status_code == 404
        assert client.get(f"/picture/{sha}/0").status_code == 404


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "::"])
def test_another_machine_comes_in_by_a_token_alone(host):
    with pytest.raises(ValueError, match="token"):
        house_for(host, None)
    with pytest.raises(ValueError, match="too short"):
        house_for(host, "short")
    assert house_for(host, TOKEN).token == TOKEN and house_for("127.0.0.1", None).token is None


def test_the_token_opens_and_nothing_else_does(year):
    house = House(names=None, token=TOKEN)
    with TestClient(create(year.store, house), base_url="http://jixiao.lan", follow_redirects=False) as client:
        origin = {"origin": "http://jixiao.lan"}
        for address in ("/", "/queue", "/document/x", "/picture/x/1"):
            assert client.get(address).status_code == 401
        assert client.get("/static/look.css").status_code == 200
        wrong = client.post("/enter", data={"token": "guess"}, headers=origin)
        assert wrong.status_code == 401 and house.word not in wrong.text
        assert client.post("/enter", data={"token": TOKEN}, headers={"origin": "http://evil"}).status_code == 403
        entered = client.post("/enter", data={"token": TOKEN}, headers=origin)
        cookie = entered.headers["set-cookie"]
        assert entered.status_code == 303 and "HttpOnly" in cookie and "samesite=strict" in cookie.lower()
        assert TOKEN not in cookie
        seen = client.get("/")
        assert seen.status_code == 200 and TOKEN not in seen.text
        client.cookies.clear()
        assert client.get("/", cookies={"jixiao_token": "0" * 64}).status_code == 401
