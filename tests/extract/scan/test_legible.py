"""A page that hardly reads, and a cell of which nothing was read, say so."""

from dataclasses import replace

import numpy as np
import pytest

from extract.model import ILLEGIBLE, INK_UNREAD
from extract.ocr.lines import ReadLine
from extract.readers import ppocr
from extract.scan.assemble import Placed, assemble
from extract.scan.lines import TextLine
from extract.scan.prepare import prepare
from tests.extract.scan.pages import SCANS, SETTINGS, faxed, read, scan


@pytest.mark.parametrize("name", ["huangshan", "nanyue"])
def test_a_fax_that_lost_its_strokes_is_illegible(name: str) -> None:
    assert ILLEGIBLE in ppocr.read(faxed(name, 110), 1, SETTINGS).doubts


@pytest.mark.parametrize(("name", "number"), SCANS)
def test_a_worn_scan_that_reads_is_not(name: str, number: int) -> None:
    assert ILLEGIBLE not in read(name, number).doubts


def test_a_cell_whose_ink_was_not_read_says_so() -> None:
    page = prepare(scan("linyi.scan1", 1))
    grids = page.grids()
    blot, word = TextLine(10, 10, 30, 30), ReadLine("=", 0.9, ())
    lines = [
        Placed((0, 1), blot, ReadLine("", 0.0, ())),
        Placed((0, 2), blot, ReadLine("", 0.0, ())),
        Placed((0, 2), blot, word),
        Placed((0, 3), blot, word),
    ]
    cells = assemble(page, grids, lines, 1, 0, "ppocr").tables[0].cells
    assert [INK_UNREAD in cell.doubts for cell in cells[:5]] == [False, True, False, False, False]


@pytest.mark.parametrize(("text", "kept"), [("贾锋", False), ("文物保护单位修湾(上级转移支", True)])
def test_beside_what_reads_well_a_scrawl_is_dirt_and_a_long_line_is_not(text: str, kept: bool) -> None:
    page = prepare(scan("linyi.scan1", 1))
    lines = [
        Placed((0, 2), TextLine(10, 10, 90, 30), ReadLine(text, 0.15, ())),
        Placed((0, 2), TextLine(10, 40, 30, 60), ReadLine("付)", 0.98, ())),
    ]
    cell = assemble(page, page.grids(), lines, 1, 0, "ppocr").tables[0].cells[2]
    assert [line.text for line in cell.lines] == [text] * kept + ["付)"]


def test_a_few_rows_are_not_read_lying_on_their_side(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = scan("nanyue_pages.scan1", 2)
    middle = slice(len(whole.pixels) // 2, 3 * len(whole.pixels) // 4)
    monkeypatch.setattr(ppocr, "turn_needed", lambda pixels: 270)  # what a classifier of whole pages makes of so little
    page = ppocr.read(replace(whole, pixels=np.ascontiguousarray(whole.pixels[middle])), 1, SETTINGS)
    assert not any(doubt.startswith("turned") for doubt in page.doubts)
    assert max(len(line.text) for table in page.tables for cell in table.cells for line in cell.lines) > 3
