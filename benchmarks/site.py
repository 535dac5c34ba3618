"""`python -m benchmarks.site SITE`: how long Chromium takes to open pages from its folder, and how large it is.

Each page is opened five times, each time by a fresh context: from the call to its content being in the page. The
folder's files are in the machine's memory by then, as those of a folder are that somebody looks at.
"""

import argparse
import json
from pathlib import Path
from statistics import median
from urllib.parse import quote

from playwright.sync_api import Browser, sync_playwright

CHROMIUM = "/usr/bin/chromium"
TIMES = 5
WORDS = ("满意度", "小学 公用")


def main() -> None:
    """Measure and say it."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("site", type=Path)
    site = options.parse_args().site.absolute()
    for name in ("data/index.js", "data/indicators.js"):
        print(f"{name}: {(site / name).stat().st_size / 1e6:.1f} MB")
    shards = [path.stat().st_size for path in (site / "data/p").iterdir()]
    print(f"data/p: {len(shards)} files, {sum(shards) / 1e6:.0f} MB, the largest {max(shards) / 1e3:.0f} KB")
    index = json.loads((site / "data/index.js").read_text(encoding="utf-8").removeprefix('jx("index",')[:-3])
    some = index["ids"][12 * (len(index["ids"]) // 24) :][:12]
    routes = {"all units": "/", "a unit": f"/u/{quote(index['units'][-1])}", "a project": f"/p/{some}"}
    routes |= {f"search {words}": f"/?q={quote(words)}" for words in WORDS}
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for name, route in routes.items():
            opened = [_opened(browser, f"file://{site}/index.html#{route}") for _ in range(TIMES)]
            taken, worked = zip(*opened, strict=True)
            print(f"{name}: {median(taken):.0f} ms (of {TIMES}: {min(taken):.0f} to {max(taken):.0f}), ", end="")
            print(f"of them {median(worked):.0f} ms the page's own processor time")
        browser.close()


def _opened(browser: Browser, address: str) -> tuple[float, float]:
    """Milliseconds from opening a page to its content, all its lists included; processor time of its thread in them."""
    page = browser.new_page()
    told = page.context.new_cdp_session(page)
    told.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto(address)
    page.wait_for_function("document.documentElement.dataset.ready && !document.querySelector('.coming')")
    taken = page.evaluate("performance.now()")
    metrics = {one["name"]: one["value"] for one in told.send("Performance.getMetrics")["metrics"]}
    page.close()
    return float(taken), 1000 * float(metrics["TaskDuration"])


if __name__ == "__main__":
    main()
