"""A scan's cells are those of the digital page it was made from, whatever was done to the picture."""

from collections.abc import Callable

import pytest

from extract.ocr.orientation import turn_needed
from extract.scan.prepare import prepare
from extract.scan.raster import Raster
from tests.extract.scan.pages import SCANS, coarse, grid_shape, pale, scan, shape, torn, turned, twin

DAMAGE: dict[str, Callable[[Raster], Raster]] = {
    "as it is": lambda raster: raster,
    "35% contrast": lambda raster: pale(raster, 0.35),
    "4% of the rulings gone": lambda raster: torn(raster, 0.04, longest=24),
}


@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize(("name", "number"), SCANS)
def test_cells_are_the_digital_twins(name: str, number: int, damage: str) -> None:
    assert grid_shape(prepare(DAMAGE[damage](scan(name, number)))) == shape(twin(name, number).tables)


@pytest.mark.parametrize(("name", "number"), [one for one in SCANS if "pages" not in one[0]])
def test_cells_at_100_dpi(name: str, number: int) -> None:
    assert grid_shape(prepare(coarse(scan(name, number), 0.5))) == shape(twin(name, number).tables)


@pytest.mark.parametrize("quarters", [1, 2, 3])
@pytest.mark.parametrize(("name", "number"), SCANS)
def test_cells_of_a_turned_page(name: str, number: int, quarters: int) -> None:
    raster = turned(scan(name, number), quarters)
    turn = turn_needed(raster.pixels)
    assert turn == 90 * quarters
    assert grid_shape(prepare(raster, turn)) == shape(twin(name, number).tables)


@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_boxes_lie_on_the_page_as_shown(quarters: int) -> None:
    """The same cell, found on a page turned any way, maps back to where it stands on that page."""
    upright = prepare(scan("linyi.scan1", 1))
    raster = turned(scan("linyi.scan1", 1), quarters)
    page = prepare(raster, 90 * quarters)
    x0, y0, x1, y1 = upright.page_box(*upright.grids()[0].cells[3].box)
    width, height = upright.raster.width, upright.raster.height
    expected = [
        (x0, y0, x1, y1),
        (y0, width - x1, y1, width - x0),
        (width - x1, height - y1, width - x0, height - y0),
        (height - y1, x0, height - y0, x1),
    ][quarters]
    assert page.page_box(*page.grids()[0].cells[3].box) == pytest.approx(expected, abs=1.5)


def test_skewed_boxes_cover_the_twins_cells() -> None:
    """Boxes are mapped back from the straight copy: each overlaps its digital cell's place on the skewed page."""
    page = prepare(scan("jingyan.scan1", 1))
    twins = twin("jingyan.scan1", 1).tables[0].cells
    for cell, other in zip(page.grids()[0].cells, twins, strict=True):
        box = page.page_box(*cell.box)
        assert abs((box[0] + box[2]) - (other.box[0] + other.box[2])) < 16
        assert abs((box[1] + box[3]) - (other.box[1] + other.box[3])) < 16
