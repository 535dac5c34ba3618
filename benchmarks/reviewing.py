"""`python -m benchmarks.reviewing OUT [--most N]`: the review page's own time a decision, in a real Chromium.

Accepts what is doubtful in a store, one decision after another, as fast as the page takes it: the time from the key to
the next decision on the screen (Event Timing: to the next paint), and that from an answer's sending to its being kept,
which nobody waits for. The store is changed: give a copy.
"""

import argparse
import json
import re
import signal
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

CHROMIUM = "/usr/bin/chromium"
COMMAND = "from pipelines.cli.start import main; main()"
WATCH = """() => {
  window.painted = [];
  new PerformanceObserver((list) => window.painted.push(...list.getEntries()
    .filter((one) => one.name === "keydown").map((one) => one.duration)))
    .observe({ type: "event", durationThreshold: 16 });
}"""
TOLD = """() => ({
  script: performance.getEntriesByName("decision").map((one) => one.duration),
  painted: window.painted,
  kept: performance.getEntriesByType("resource").filter((one) => one.name.endsWith("/queue/answer"))
    .map((one) => one.duration),
})"""
PAUSE = 0.6
"""Seconds that the fastest person looks at a decision before the key."""


def main() -> None:
    """Read the command line and do it."""
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("out", type=Path)
    a.add_argument("--most", type=int, default=250)
    a.add_argument("--pause", type=float, default=PAUSE)
    args = a.parse_args()
    command = [sys.executable, "-c", COMMAND, "review", "--out", str(args.out), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server, sync_playwright() as play:
        assert server.stdout is not None
        address = re.search(r"http://\S+/", server.stdout.readline())
        assert address is not None
        browser = play.chromium.launch(executable_path=CHROMIUM)
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        print(json.dumps(_figures(page, f"{address.group()}queue", args.most, args.pause), indent=1))
        browser.close()
        server.send_signal(signal.SIGINT)


def _figures(page: Page, address: str, most: int, pause: float) -> dict[str, Any]:
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.evaluate(WATCH)
    answered = late = 0
    while answered < most and not page.locator("#finished").is_visible():
        if not page.locator(".decision:not([hidden])").count():
            late += 1
            page.wait_for_function("document.querySelector('.decision:not([hidden]), #finished:not([hidden])')")
            continue
        page.keyboard.press("Enter")
        answered += 1
        page.wait_for_timeout(1000 * pause)
    page.wait_for_load_state("networkidle")
    told = page.evaluate(TOLD)
    return {"decisions": answered, "waited_for_the_next": late, **{name: _spread(ms) for name, ms in told.items()}}


def _spread(ms: list[float]) -> dict[str, float]:
    """Milliseconds: median, 95th percentile, most."""
    if len(ms) < 2:
        return {"n": len(ms)}
    return {
        "n": len(ms),
        "median": round(statistics.median(ms), 1),
        "p95": round(statistics.quantiles(ms, n=20)[-1], 1),
        "most": round(max(ms), 1),
    }


if __name__ == "__main__":
    main()
