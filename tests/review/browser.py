"""A real browser, without a window, on a real server of its own process."""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
SIZE = {"width": 1366, "height": 768}
COMMAND = "from pipelines.cli.start import main; main()"

needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed (Debian: apt install chromium)")


@contextmanager
def served(out: Path, *arguments: str) -> Iterator[str]:
    """The address of `jixiao review` over a store; ends it as Ctrl-C does, and sees that it ends well."""
    command = [sys.executable, "-c", COMMAND, "review", "--out", str(out), "--port", "0", *arguments]
    environment = {**os.environ, "JIXIAO_LANG": "en"}
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
    try:
        line = server.stdout.readline()
        address = re.search(r"http://\S+/", line)
        assert address, (line, server.stderr.read())
        yield address.group().rstrip("/")
    finally:
        server.send_signal(signal.SIGINT)
        _, said = server.communicate(timeout=120)
    assert server.returncode == 0 and not said, said


class Watched:
    """A page whose errors, refused scripts and dialogs are kept."""

    def __init__(self, context):
        self.page = context.new_page()
        self.wrong: list[str] = []
        self.page.on("console", lambda told: told.type == "error" and self.wrong.append(told.text))
        self.page.on("pageerror", lambda fault: self.wrong.append(str(fault)))
        self.page.on("dialog", lambda dialog: (self.wrong.append(dialog.message), dialog.dismiss()))

    def go(self, address: str):
        self.page.goto(address)
        self.page.wait_for_load_state("networkidle")
        return self.page
