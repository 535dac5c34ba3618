"""Ways to a PDF. Each is `print_all(documents, folder, tinted) -> None`: DOC.pdf for each name, in one process where
start-up is
slow. A producer's packages are imported when it is asked for: planning a corpus needs none of them.

`tinted` prints the twin: the same layout with every cell in a colour of its own and no visible text (see `boxes`).
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path

from benchmarks.corpus.sheet import Document

__all__ = ["PRINTERS", "Printer", "printer"]

Printer = Callable[[Mapping[str, Document], Path, bool], None]

PRINTERS = {
    "weasyprint": "html.print_weasyprint",
    "chromium": "html.print_chromium",
    "calc": "calc.print_all",
    "word": "word.print_all",
}
"""Each producer and where its function is."""


def printer(name: str) -> Printer:
    """The function of a producer."""
    module, _, function = PRINTERS[name].partition(".")
    found: Printer = getattr(import_module(f"{__name__}.{module}"), function)
    return found
