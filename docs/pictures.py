"""`python -m docs.pictures`: the site, and a page becoming data, as pictures (needs Chromium, as the corpus does)."""

from base64 import b64encode
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, sync_playwright

import jixiao
from extract.crop import page_pictures
from pipelines.run.runner import local_crew
from pipelines.site import build

PICTURES = Path(__file__).parent / "pictures"
SEED = Path(__file__).parents[1] / "data" / "raw" / "seed.pdf"
CHROMIUM = "/usr/bin/chromium"
COLUMNS = ("level2", "name", "operator", "value", "measure_unit", "page")
STYLE = """
body { margin: 0; padding: 18px; background: #fff; color: #1c2024;
  font: 13px/1.5 "Noto Sans CJK SC", "WenQuanYi Micro Hei", sans-serif }
main { display: flex; gap: 16px; align-items: center }
figure { margin: 0; flex: none; width: 560px; height: 396px; overflow: hidden; border: 1px solid #dfe3e8 }
figure img { width: 620px; margin: -36px 0 0 -30px }
b { font-size: 34px; color: #c8102e }
table { border-collapse: collapse; font-size: 13px }
td, th { padding: 3px 8px; border-bottom: 1px solid #dfe3e8; text-align: left; white-space: nowrap }
th { font-weight: 400; color: #5b6470; background: #f4f6f8 }
.n { text-align: right }
p { margin: 0 0 8px }
"""


def main() -> None:
    """Take both."""
    with TemporaryDirectory() as folder, sync_playwright() as play:
        out, site = Path(folder) / "out", Path(folder) / "site"
        jixiao.run(str(SEED), out=str(out), workers=1)
        build(str(out), site, local_crew(1))
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        _becomes(browser.new_page(viewport={"width": 1310, "height": 434}), out)
        _site(browser.new_page(viewport={"width": 1280, "height": 760}, locale="zh-CN"), site)
        browser.close()


def _becomes(page: Page, out: Path) -> None:
    rows = jixiao.load(str(out)).indicators
    rows = rows[rows.project == "2026年规模工业企业培训会资金"]
    (_, shown), *_ = page_pictures(SEED.read_bytes(), [int(rows.page.iloc[0])])
    picture = b64encode(shown.piece((0, 0, *(side / shown.scale for side in shown.picture.size)))).decode()
    head = "".join(f"<th>{name}</th>" for name in COLUMNS)
    body = "".join("<tr>" + "".join(_cell(row[name]) for name in COLUMNS) + "</tr>" for _, row in rows.iterrows())
    told = f"{escape(rows.unit.iloc[0])} · {escape(rows.project.iloc[0])} · {rows.year.iloc[0]}"
    page.set_content(
        f'<style>{STYLE}</style><main><figure><img src="data:image/jpeg;base64,{picture}"></figure><b>→</b>'
        f"<div><p>{told}</p><table><tr>{head}</tr>{body}</table></div></main>"
    )
    page.wait_for_timeout(300)
    page.screenshot(path=PICTURES / "becomes.png")


def _cell(value: object) -> str:
    if value is None or value != value:
        return "<td></td>"
    number = isinstance(value, float)
    return f'<td class="{"n" if number else ""}">{escape(f"{value:g}" if number else str(value))}</td>'


def _site(page: Page, site: Path) -> None:
    page.goto(f"file://{site}/index.html")
    page.wait_for_function("document.documentElement.dataset.ready")
    at = page.evaluate("index.names.indexOf('规模工业企业培训会资金')")
    page.goto(f"file://{site}/index.html#/p/{page.evaluate(f'idOf({at})')}")
    page.wait_for_selector("button.value")
    page.locator("td.figure button.value").first.click()
    page.wait_for_timeout(500)
    page.screenshot(path=PICTURES / "site.png")


if __name__ == "__main__":
    main()
