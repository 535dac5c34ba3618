"""Ways to a PDF. Each is `print_all(documents, folder, tinted) -> None`: DOC.pdf for each name, in one process where
start-up is slow.

`tinted` prints the twin: the same layout with every cell in a colour of its own and no visible text (see `boxes`).
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from benchmarks.corpus.printers import calc, html, word
from benchmarks.corpus.sheet import Document

__all__ = ["PRINTERS", "Printer"]

Printer = Callable[[Mapping[str, Document], Path, bool], None]

PRINTERS: dict[str, Printer] = {
    "weasyprint": html.print_weasyprint,
    "chromium": html.print_chromium,
    "calc": calc.print_all,
    "word": word.print_all,
}
