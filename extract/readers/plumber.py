"""The second rung: pdfplumber (on pdfminer), another parser with its own view of characters and paths."""

from collections.abc import Mapping
from itertools import chain
from math import atan2, degrees
from typing import Any

from pdfminer.pdfexceptions import PDFException
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import PdfminerException

from extract.model import Box
from extract.rulings import path, sides
from extract.sheet import Glyph, Ruling, Sheet, quarter
from extract.source import Document
from extract.ways import onward

__all__ = ["ERRORS", "look", "turn"]

ERRORS = (PdfminerException, PDFException, PSException, ValueError, TypeError, KeyError, IndexError, AssertionError)


def look(document: Document, number: int) -> Sheet:
    """Page `number` as pdfplumber sees it. Raises one of `ERRORS` where it cannot read the page."""
    frame = document.frame(number)
    page = document.plumber.pages[number - 1]

    def shown(item: Mapping[str, Any]) -> Box:
        return (item["x0"] - left, item["top"] - top, item["x1"] - left, item["bottom"] - top)

    left, top = frame.left, frame.top
    texts, boxes = [char["text"] for char in page.chars], [shown(char) for char in page.chars]
    turns = onward(texts, boxes, [turn(*char["matrix"][:4]) for char in page.chars])
    glyphs = tuple(map(Glyph, texts, boxes, turns))
    rulings: list[Ruling] = []
    for rect in page.rects:
        rulings += sides(shown(rect), rect["stroke"])
    for line in chain(page.lines, page.curves):
        if all(kind in "mlh" for kind, *_ in line.get("path") or ()):
            rulings += path([(x - left, y - top) for x, y in line["pts"]], line["stroke"])
    page.close()
    return Sheet(frame.width, frame.height, glyphs, tuple(rulings), frame.rotation)


def turn(a: float, b: float, c: float, d: float) -> int:
    """Degrees clockwise that a text matrix turns its baseline, to a quarter where it is near one."""
    return quarter(-degrees(atan2(b, a))) % 360
