"""Readers side by side, chosen by name; a module is loaded when it is first asked, so that importing stays cheap.

A digital reader's module holds

    ERRORS                        what its library raises on a page it cannot read
    look(document, number)        -> Sheet: the page's characters and rulings; the grid and the text are made elsewhere

and an OCR reader's module

    read(raster, number, settings, rotation, columns)    -> Page: everything that stands on a page's picture
    glance(raster, settings)                    -> why the picture holds no form, or None; may be missing

and the reader of a kind of file that is no PDF

    pages(document, settings)     -> Iterator[Page]: everything in the file, nothing passed over
"""

from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from extract.errors import ReaderUnavailable

__all__ = ["DIGITAL", "OCR", "WHOLE", "reader"]

DIGITAL = {"tablers": "tablers", "pdfplumber": "plumber", "camelot": "camelot"}  # the ladder's order, cheapest first
OCR = {"ppocr": "ppocr", "paddleocr": "paddle"}
WHOLE = {"ofd": "ofd", "word": "office_word", "sheet": "office_sheet", "old": "old", "web": "web"}


def reader(name: str) -> ModuleType:
    """The module of the reader called `name`. Raises `ReaderUnavailable` where its libraries cannot be loaded."""
    module = f"{__name__}.{(DIGITAL | OCR | WHOLE)[name]}"
    if find_spec(module) is None:
        raise ReaderUnavailable(f"the reader {name!r} is not part of this installation: choose another with --reader")
    try:
        return import_module(module)
    except ImportError as error:
        raise ReaderUnavailable(
            f"the reader {name!r} cannot be loaded here ({error}): install what it needs"
        ) from error
