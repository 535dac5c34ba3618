"""The page in a real browser, by keyboard alone: a scan's doubtful value is corrected, and is in the year's tables.

`JIXIAO_PICTURES=docs/pictures pytest -m slow tests/review -k pictures` renews the pictures of the docs.
"""

import json
import os
import shutil
from io import BytesIO
from pathlib import Path

import pandas as pd
import pytest
from PIL import Image

from pipelines.store.objects import Store
from tests.review.browser import SIZE, needs_chromium, served
from tests.review.conftest import DOCUMENTS, SCAN, TYPED, indicators, read

pytestmark = [pytest.mark.slow, needs_chromium]

TITLES = {"指标值": "value", "三级指标": "name"}
LAYOUT = """() => [document.documentElement.scrollWidth, [...document.querySelectorAll(
  'button, a, input:not([type=hidden]), select, textarea, [role=img], [role=dialog]')]
  .filter((e) => e.checkVisibility() && !(e.innerText || e.ariaLabel || e.labels?.length || e.title || e.placeholder))
  .map((e) => e.outerHTML.slice(0, 120))]"""
"""How wide the page is, and what on it has no name for a screen reader."""


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """A year worth a picture: three scans and a digital document."""
    folder = tmp_path_factory.mktemp("shown")
    (folder / "raw").mkdir()
    for name in ("seed.pdf", "jingyan.scan1.pdf", "chaiwei.scan3.pdf", SCAN):
        shutil.copy(DOCUMENTS / name, folder / "raw")
    read(folder / "raw", Store(folder / "out"))
    return folder / "out"


def heading(page):
    return page.locator(".decision:not([hidden]) h2").inner_text()


def reach(page, limit=30):
    """Put decisions off by keyboard until one about an indicator is shown; returns its field."""
    for _ in range(limit):
        if heading(page) in TITLES:
            return TITLES[heading(page)]
        page.keyboard.press("s")
    raise AssertionError(f"none of {list(TITLES)} is among what is doubtful")


def settled(page):
    return int(page.locator("#settled").inner_text().replace(",", ""))


def until(page, count):
    page.wait_for_function(
        "n => Number(document.getElementById('settled').textContent.replaceAll(',', '')) >= n", arg=count
    )


def test_a_scans_doubtful_value_is_corrected_by_keyboard_alone_and_stays_corrected(year, new):
    assert indicators(year).needs_review.any() and not indicators(year).corrected.any()
    with served(year.out) as address:
        seen = new()
        page = seen.go(f"{address}/queue")
        field = reach(page)
        key = page.locator(".decision:not([hidden])").get_attribute("data-key")
        page.keyboard.press(" ")
        assert page.locator("dialog[open] svg").is_visible()
        page.keyboard.press(" ")
        page.keyboard.press("e")
        page.keyboard.press("Control+a")
        page.keyboard.type(TYPED[field])
        page.locator(".decision:not([hidden]) [data-part=parsed]", has_text="读作").wait_for()
        page.keyboard.press("Enter")
        until(page, 1)
        assert page.locator(f"[data-key='{key}']").count() == 0 and seen.wrong == []
    for _ in range(2):
        (row,) = indicators(year).query("corrected").itertuples()
        assert getattr(row, f"{field}_raw") == TYPED[field] and len(indicators(year)) > 5
        told = pd.read_parquet(year.out / "evidence").query("review == 'corrected' and of_table == 'indicators'")
        assert field in set(told.field) and set(told.origin) == {"person"} and set(told.ordinal) == {row.ordinal}
        csv = next(year.out.glob("units/2018/*/*/indicators.csv")).read_text("utf-8-sig")
        assert sum(TYPED[field] in line and line.endswith("true") for line in csv.splitlines()) == 1
        shutil.rmtree(year.out)  # everything from nothing: the answer is beside the raw files
        read(year.raw, year.store)

    (kept,) = (year.raw / ".jixiao" / "corrections").glob("*.json")
    said = [{**one, "was": "另一段文字"} for one in json.loads(kept.read_text("utf-8"))]
    kept.write_text(json.dumps(said), "utf-8")  # as if another text had stood there
    read(year.raw, year.store)
    with served(year.out) as address:
        page = new().go(f"{address}/?year=2018")
        assert page.get_by_text("意见已失效").is_visible() and not indicators(year).corrected.any()


def test_digits_pick_enter_accepts_u_takes_back_and_nothing_needs_a_mouse(year, new):
    with served(year.out) as address:
        seen = new()
        page = seen.go(f"{address}/queue")
        left = page.locator("#open")
        first, open_at_first = heading(page), int(left.inner_text())
        page.keyboard.press("Enter")
        until(page, 1)
        assert int(left.inner_text()) < open_at_first
        page.keyboard.press("u")
        page.wait_for_function("n => Number(document.getElementById('open').textContent) === n", arg=open_at_first)
        assert heading(page) == first
        while not page.locator(".decision:not([hidden]) [data-pick]").count():
            page.keyboard.press("s")
        chosen = page.locator(".decision:not([hidden]) [data-pick]").first.get_attribute("data-pick")
        page.keyboard.press("1")
        until(page, 1)
        assert chosen in page.locator("#status").inner_text()
        for _ in range(int(left.inner_text())):
            page.keyboard.press("Enter")
        page.locator("#finished").wait_for(state="visible")
        assert page.evaluate("document.activeElement.id") == "finished" and seen.wrong == []


def test_m_shows_what_one_look_settles_and_what_is_unticked_is_still_asked(year, new):
    with served(year.out) as address:
        seen = new()
        page = seen.go(f"{address}/queue")
        while not page.locator(".decision:not([hidden]) [data-command=along]").count():
            page.keyboard.press("s")
        page.keyboard.press("m")
        boxes = page.locator(".decision:not([hidden]) .along input")
        boxes.first.wait_for()
        keys = [box.get_attribute("value") for box in boxes.all()]
        boxes.last.focus()
        page.keyboard.press("Space")
        assert not boxes.last.is_checked() and all(box.is_checked() for box in boxes.all()[:-1])
        page.keyboard.press("Enter")
        until(page, len(keys))
        left = page.locator("#desk")
        page.wait_for_load_state("networkidle")
        assert all(not left.locator(f"[data-key='{key}']").count() for key in keys[:-1]) and seen.wrong == []
        assert int(page.locator("#open").inner_text()) > 0


def test_what_is_put_off_comes_behind_all_that_nobody_has_seen(shown, new):
    with served(shown) as address:
        page = new().go(f"{address}/queue")
        count, seen = int(page.locator("#open").inner_text()), []
        assert count > 6, "more than a page brings along"
        ahead = "left => document.querySelectorAll('.decision:not([data-later])').length >= Math.min(2, left)"
        for n in range(count):
            page.wait_for_function(ahead, arg=count - n)
            seen.append(page.evaluate("location.hash"))
            page.keyboard.press("s")
        assert len(set(seen)) == count
        page.wait_for_function("first => location.hash === first", arg=seen[0])


def test_a_spot_check_is_done_by_keyboard_alone_and_tells_what_it_comes_to(year, new):
    with served(year.out) as address:
        seen = new()
        page = seen.go(f"{address}/spot?year=2018")
        told = page.locator("#told")
        assert told.inner_text() == "" and page.locator(".decision:not([hidden]) svg.crop").is_visible()

        def press(key, address):
            """Press a key, and wait until the page tells what it came to."""
            with page.expect_response(f"**{address}?*") as answer:
                page.keyboard.press(key)
            said = answer.value.json()
            page.wait_for_function("told => document.getElementById('told').textContent === told", arg=said["told"])
            return said["settled"]

        looked = [press("Enter", "/spot/answer") for _ in range(7)]
        assert looked == sorted(looked) and looked[-1] >= 7
        assert "错 0 个" in told.inner_text() and "95%" in told.inner_text()
        assert press("u", "/spot/undo") < looked[-1] == press("Enter", "/spot/answer")
        assert seen.wrong == []
    with served(year.out) as address:
        assert "每千个 ≤" in new().go(f"{address}/?year=2018").locator(".tiles").inner_text()


def test_what_documents_say_runs_nowhere_and_every_page_fits_and_has_names(year, new):
    with served(year.out) as address:
        seen = new()
        page = seen.go(f"{address}/?year=2026")
        places = ["/", "/?lang=en", "/queue", "/spot", "/findings", "/nothing"]
        places += [link.get_attribute("href") for link in page.locator("table a").all()]
        for place in dict.fromkeys(places):
            seen.go(address + place)
            wide, nameless = page.evaluate(LAYOUT)
            assert wide <= SIZE["width"] and nameless == [], (place, wide, nameless)
            assert page.locator("h1").count() == 1 and page.locator("html").get_attribute("lang") in ("zh-CN", "en")
        assert [told for told in seen.wrong if "404" not in told] == []


def test_a_doubt_and_its_keys_are_seen_without_scrolling(year, new):
    with served(year.out) as address:
        page = new().go(f"{address}/queue")
        for _ in range(4):
            for part in (".ink.crop", "[data-part=said]", "[data-part=typed]", "#keys"):
                shown = page.locator(f".decision:not([hidden]) {part}, {part}#keys").first.bounding_box()
                assert shown["y"] >= 0 and shown["y"] + shown["height"] <= SIZE["height"], (heading(page), part, shown)
            page.keyboard.press("s")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pictures_of_the_docs(shown, new, tmp_path, scheme):
    """Written to a folder of the test's, or where JIXIAO_PICTURES says."""
    folder = Path(os.environ.get("JIXIAO_PICTURES", tmp_path))
    with served(shown) as address:
        page = new(scheme).page

        def shot(name):
            page.wait_for_load_state("networkidle")
            page.wait_for_timeout(300)  # a picture that is decoded and drawn
            drawn = Image.open(BytesIO(page.screenshot())).convert("RGB")
            drawn.save(folder / f"review_{name}_{scheme}.webp", quality=82, method=6)
            assert drawn.size == tuple(SIZE.values()) and drawn.getcolors(500) is None, "hardly anything is drawn"

        page.goto(f"{address}/?year=2026")
        page.locator("#who").fill("张三")
        shot("start")
        page.goto(f"{address}/queue")
        reach(page)
        shot("queue")
        while not page.locator(".decision:not([hidden]) [data-command=along]").count():
            page.keyboard.press("s")
        page.keyboard.press("m")
        page.locator(".decision:not([hidden]) .along svg").first.wait_for()
        shot("along")
        page.goto(f"{address}/spot?year=2026")
        for count in range(1, 4):
            page.keyboard.press("Enter")
            until(page, count)
        shot("spot")
        page.goto(f"{address}/queue")
        reach(page)
        page.keyboard.press("o")
        page.wait_for_url("**/document/**")
        page.keyboard.press("Enter")
        page.locator("#text").wait_for()
        shot("document")
        page.goto(f"{address}/findings?unit=株洲")
        shot("findings")
        page.goto(f"{address}/?year=2026")
        page.locator("tr.unit a").first.click()
        shot("unit")
