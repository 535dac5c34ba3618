"""A document's page in a real browser: by keyboard alone, and with two people on it."""

import pandas as pd
import pytest

from tests.review.browser import needs_chromium, served
from tests.review.conftest import indicators

pytestmark = [pytest.mark.slow, needs_chromium]


def test_on_a_documents_page_cells_are_reached_and_rows_added_by_keyboard_alone(year, new):
    with served(year.out) as address:
        seen = new()
        page = seen.go(f"{address}/?year=2018")
        page.locator("tr.project a").first.focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/document/**")  # loaded, its script with it: a key before that is nobody's
        focused = "[document.activeElement.dataset.cell, document.activeElement.textContent.trim()]"

        def press(*keys):
            """Press keys; tells which cell has the focus, and what the focus says."""
            for key in keys:
                page.keyboard.press(key)
            return page.evaluate(focused)

        first, said = press("c")
        assert first and said.startswith("项目名称") and page.locator(".keys kbd", has_text="C").is_visible()
        right, _ = press("ArrowRight")
        assert right not in (None, first) and press("ArrowLeft") == [first, said]
        assert press("ArrowRight", "Enter")[0] is None
        fed = page.evaluate("document.activeElement.dataset.cells").split()
        assert fed[0] == right, "Enter on a cell goes to a value that it feeds"
        assert press("c")[0] == right, "and C back to the cell"
        page.locator("tr[data-row*='/indicators/1'] .value").nth(2).focus()
        at, _ = press("c")
        press("i")
        page.locator("#editor input[name=name]").wait_for()
        assert press("Escape")[0] == at, "a closed editor gives the focus back"
        press("i")
        page.locator("#editor input[name=name]").focus()
        page.keyboard.type("键盘添加的指标")
        page.keyboard.press("Enter")
        page.get_by_role("button", name="键盘添加的指标").wait_for()
        assert seen.wrong == []
    assert "键盘添加的指标" in indicators(year).name.tolist()


def test_what_is_typed_before_the_editor_is_there_is_no_command(year, new):
    with served(year.out) as address:
        seen = new()
        page = seen.go(f"{address}/?year=2018")
        page.locator("tr.project a").first.click()
        page.wait_for_url("**/document/**")
        rows = page.locator("tr[data-row*='/indicators/']").count()
        held = []
        page.route("**/field?*", lambda route: held.append(route))
        page.locator("tr[data-row*='/indicators/1'] .value").nth(2).focus()
        with page.expect_request("**/field?*"):
            page.keyboard.press("Enter")
        page.keyboard.press("x")
        page.keyboard.press("a")
        page.wait_for_timeout(1)  # lets the held request be seen
        held[0].continue_()
        page.locator("#text").wait_for()
        page.keyboard.press("Escape")
        assert page.locator("tr[data-row*='/indicators/']").count() == rows and seen.wrong == []
    assert not indicators(year).corrected.any()


def test_two_people_on_one_document_lose_nothing(year, new):
    with served(year.out) as address:
        one, other = new(), new()
        pages = [seen.go(f"{address}/?year=2018") for seen in (one, other)]
        for page in pages:
            page.locator("tr.project a").first.click()
            page.wait_for_url("**/document/**")
        for page, text in zip(pages, ("第一人的名称", "第二人的名称"), strict=True):
            page.locator("tr[data-row*='/indicators/1'] .value").nth(2).focus()
            page.keyboard.press("Enter")
            page.locator("#text").wait_for()
            page.keyboard.press("Control+a")
            page.keyboard.type(text)
        pages[0].keyboard.press("Enter")
        pages[0].get_by_role("button", name="第一人的名称").wait_for()
        pages[1].keyboard.press("Enter")
        pages[1].locator("#status[data-kind=error]").wait_for()
        assert "第一人的名称" in pages[1].locator("#status").inner_text(), "told what the other wrote"
        assert pages[1].locator("#text").input_value() == "第二人的名称", "what was typed is not lost"
        pages[1].keyboard.press("Escape")
        pages[1].locator("tr[data-row*='/indicators/2'] .value").nth(2).focus()
        pages[1].keyboard.press("Enter")
        pages[1].locator("#text").wait_for()
        pages[1].keyboard.press("Control+a")
        pages[1].keyboard.type("另一行的名称")
        pages[1].keyboard.press("Enter")
        pages[1].get_by_role("button", name="另一行的名称").wait_for()
    names = pd.read_parquet(year.out / "indicators").query("year == 2018").name.tolist()
    assert "第一人的名称" in names and "另一行的名称" in names and "第二人的名称" not in names
