"""What a scan says: its characters against the digital twin's, signs, seals, specks and doubts."""

from statistics import fmean

import cv2
import numpy as np
import pytest

from extract.model import Cell
from extract.readers import ppocr
from extract.scan.clean import clean
from extract.scan.raster import Raster
from tests.extract.scan.pages import SCANS, SETTINGS, plain, read, scan, turned, twin


def pairs(name: str, number: int) -> list[tuple[Cell, Cell]]:
    return [
        pair
        for ours, theirs in zip(read(name, number).tables, twin(name, number).tables, strict=True)
        for pair in zip(ours.cells, theirs.cells, strict=True)
    ]


@pytest.mark.parametrize(("name", "number"), SCANS)
def test_cells_say_what_the_twin_says(name: str, number: int) -> None:
    right = [plain(ours.text) == plain(theirs.text) for ours, theirs in pairs(name, number) if theirs.text.strip()]
    assert fmean(right) >= 0.95


@pytest.mark.parametrize(("name", "number"), SCANS)
def test_a_wrong_cell_is_less_sure(name: str, number: int) -> None:
    wrong = [ours.confidence for ours, theirs in pairs(name, number) if plain(ours.text) != plain(theirs.text)]
    assert all(confidence < 0.99 for confidence in wrong)


@pytest.mark.parametrize(("name", "number"), SCANS)
def test_empty_cells_stay_empty(name: str, number: int) -> None:
    assert not [ours.text for ours, theirs in pairs(name, number) if not theirs.text.strip() and ours.text]


def test_what_stands_outside_the_table_is_read() -> None:
    assert [line.text for line in read("jingyan.scan1", 1).lines] == [
        "部门预算项目绩效目标申报表",
        "(2023年度)",
        "金额单位:元",
    ]


def test_lone_operators_keep_their_bar() -> None:
    """⩾ standing alone in its cell: the sign that recognisers take for V, > or 2."""
    signs = [ours.text for ours, theirs in pairs("jingyan.scan1", 1) if theirs.text.strip() in {"⩾", "≥"}]
    assert signs == ["≥"] * len(signs) and len(signs) == 12


def test_lone_equals_is_told_by_its_shape() -> None:
    (line,) = (ours.lines[0] for ours, theirs in pairs("jingyan.scan1", 1) if theirs.text.strip() == "=")
    assert line.text == "="
    assert {reading.by for reading in line.readings} >= {"tiny", "shape"}


def test_every_reading_is_kept() -> None:
    lines = [line for ours, _ in pairs("chaiwei.scan3", 1) for line in ours.lines]
    assert all(line.origin == "ocr" and line.readings[0].by == "tiny" for line in lines)
    assert any(reading.by == "small" for line in lines for reading in line.readings)
    assert any(reading.by == "vocabulary:levels" for line in lines for reading in line.readings)


def test_cells_under_a_seal_are_marked() -> None:
    marked = {plain(ours.text) for ours, _ in pairs("chaiwei.scan3", 1) if "seal" in ours.doubts}
    assert "社会效益指标" in marked
    assert "项目名称" not in marked


def test_a_turned_page_reads_the_same() -> None:
    page = ppocr.read(turned(scan("linyi.scan1", 1), 1), 1, SETTINGS)
    assert page.doubts == ("turned_90",)
    upright = [plain(cell.text) for table in read("linyi.scan1", 1).tables for cell in table.cells]
    same = [a == plain(c.text) for a, c in zip(upright, page.tables[0].cells, strict=True)]
    assert fmean(same) > 0.95


@pytest.mark.parametrize("colour", [(40, 40, 190), (190, 60, 40)], ids=["red", "blue"])
def test_a_seal_goes_and_the_ink_below_stays(colour: tuple[int, int, int]) -> None:
    raster = scan("linyi.scan1", 1)
    stamp = np.zeros(raster.pixels.shape[:2], np.uint8)
    cv2.circle(stamp, (800, 700), 180, 255, 14)
    dye = np.array(colour) / 255
    stamped = np.where(stamp[..., None] > 0, raster.pixels * dye * 0.85 + 20, raster.pixels).astype(np.uint8)
    before, after = clean(raster.pixels).gray, clean(stamped)
    assert (after.seal[stamp > 0] > 0).mean() > 0.9
    paper, inked = (stamp > 0) & (before > 250), (stamp > 0) & (before < 60)
    assert after.gray[paper].mean() > 235
    assert after.gray[inked].mean() < 140


def test_coloured_print_is_no_seal() -> None:
    pixels = np.full((1700, 1200, 3), 255, np.uint8)
    cv2.putText(pixels, "2026 100.00 red figures", (40, 220), cv2.FONT_HERSHEY_SIMPLEX, 1.4, (40, 40, 200), 3)
    assert not clean(pixels).seal.any()


@pytest.mark.parametrize(("name", "number"), SCANS)
def test_a_glance_lets_every_form_pass(name: str, number: int) -> None:
    assert ppocr.glance(scan(name, number), SETTINGS) is None


def test_a_glance_tells_a_page_without_a_table() -> None:
    pixels = np.full((1700, 1200, 3), 250, np.uint8)
    for row in range(20):
        cv2.putText(pixels, "a page of prose, line by line", (80, 120 + 60 * row), cv2.FONT_HERSHEY_SIMPLEX, 1.2, 0, 2)
    assert ppocr.glance(Raster(pixels, 595, 842), SETTINGS) == "no ruled table stands on it"


def test_a_glance_lets_the_last_rows_of_a_table_pass_on_a_page_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two rows at the head of an empty page: which way up it lies is a guess, and the guess is wrong."""
    pixels = np.full((1721, 1220, 3), 250, np.uint8)
    for y in (60, 110, 160):
        cv2.line(pixels, (80, y), (1140, y), (20, 20, 20), 3)
    for x in (80, 130, 250, 400, 700, 900, 1140):
        cv2.line(pixels, (x, 60), (x, 160), (20, 20, 20), 3)
    for x in (80, 130, 250, 400, 700, 900):
        for y in (98, 148):
            cv2.putText(pixels, "2026.50", (x + 12, y), cv2.FONT_HERSHEY_SIMPLEX, 0.7, (20, 20, 20), 2)
    monkeypatch.setattr(ppocr, "turn_needed", lambda _: 90)
    assert ppocr.glance(Raster(pixels, 595, 842), SETTINGS) is None


def test_a_glance_lets_the_rest_of_a_row_pass_on_a_page_that_lies_on_its_side(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page break cut the row's head off, and no turn is seen: upright the rulings draw no table."""
    pixels = np.full((1220, 1721, 3), 250, np.uint8)
    for y in (80, 150, 250, 400, 700, 900, 1140):
        cv2.line(pixels, (1500, y), (1580, y), (20, 20, 20), 3)
    cv2.line(pixels, (1500, 80), (1500, 1140), (20, 20, 20), 3)
    monkeypatch.setattr(ppocr, "turn_needed", lambda _: 0)
    assert ppocr.glance(Raster(pixels, 842, 595), SETTINGS) is None


@pytest.mark.parametrize("kind", ["blank", "noise", "photo"])
def test_what_is_no_table_has_none(kind: str) -> None:
    random = np.random.default_rng(1)
    pixels = {
        "blank": np.full((1000, 700, 3), 250, np.uint8),
        "noise": random.integers(0, 255, (1000, 700, 3), dtype=np.uint8),
        "photo": cv2.resize(random.integers(0, 255, (7, 5, 3), dtype=np.uint8), (700, 1000)),
    }[kind]
    page = ppocr.read(Raster(pixels, 700, 1000), 1, SETTINGS)
    assert page.tables == ()
    assert "".join(line.text for line in page.lines if line.confidence > 0.9) == ""
