"""What measures the scan reader: cells compared with a twin's, a peer's tables as pages, charts that are whole."""

from xml.etree import ElementTree

import numpy as np
import pytest

from benchmarks import charts
from benchmarks.pages import Scan, page_of, scans
from benchmarks.scan_memory import windows
from benchmarks.scans_report import flat
from benchmarks.structure import DAMAGE, compared, wanted
from extract.scan.raster import Raster
from tests.extract.scan.pages import DOCUMENTS, SCANS, scan


def pages() -> list[Scan]:
    return list(scans(DOCUMENTS))


def test_every_sample_scan_has_its_twin() -> None:
    assert [(page.path.stem, page.number) for page in pages()] == SCANS
    assert all(wanted(page.twin.tables) for page in pages())


def test_a_lost_span_is_counted() -> None:
    found = [wanted(page.twin.tables) for page in pages()]
    assert compared(pages(), found) == (1.0, len(found))
    merged = next(cell for cell in found[0] if cell[3] > 1)
    found[0] = {(*cell[:3], 1, cell[4]) if cell == merged else cell for cell in found[0]}
    share, whole = compared(pages(), found)
    assert share == round(1 - 1 / sum(map(len, found)), 4)
    assert whole == len(found) - 1


def test_a_cell_too_many_is_a_fault() -> None:
    found = [wanted(page.twin.tables) for page in pages()]
    found[0] = found[0] | {(9, 0, 0, 1, 1)}
    assert compared(pages(), found) == (1.0, len(found) - 1)


def test_100_dpi_is_100_dpi() -> None:
    raster = DAMAGE["100 dpi"](scan("linyi.scan1", 1))
    assert raster.scale * 72 == pytest.approx(100, abs=0.5)


def test_a_peers_table_as_a_page() -> None:
    """Boxes become points, a cell's lines share its box, what stands outside is kept."""
    cells = [
        [0, 0, 2, 1, [0, 0, 100, 80], "绩效\n指标"],
        [0, 1, 1, 1, [100, 0, 200, 40], ""],
        [1, 1, 1, 1, [100, 40, 200, 80], "5"],
    ]
    raster = Raster(np.zeros((200, 400, 3), np.uint8), 200, 100)
    page = page_of({"tables": [cells], "lines": [["2026年", 0.9, [0, 100, 80, 120]]]}, raster, 3)
    (table,) = page.tables
    assert (page.number, table.rows, table.columns, table.box) == (3, 2, 2, (0, 0, 100, 40))
    assert [(cell.text, cell.row_span, cell.box) for cell in table.cells] == [
        ("绩效\n指标", 2, (0, 0, 50, 40)),
        ("", 1, (50, 0, 100, 20)),
        ("5", 1, (50, 20, 100, 40)),
    ]
    assert [(line.text, line.box) for line in page.lines] == [("2026年", (0, 50, 40, 60))]


def test_windows_are_many_and_always_the_same() -> None:
    first, second = (list(windows(DOCUMENTS, 8)) for _ in range(2))
    assert [one.tobytes() for one in first] == [two.tobytes() for two in second]
    assert len({one.size for one in first}) > 4


def test_the_cost_of_a_further_page() -> None:
    told = {"10": {"cpu_seconds": 8.0, "peak_mib": 400}, "100": {"cpu_seconds": 35.0, "peak_mib": 410}}
    assert flat(told) == [["10", 8.0, None, 400], ["100", 35.0, 0.3, 410]]


def numbers() -> dict[str, object]:
    one = {
        "documents": 3,
        "rows_found": 40,
        "field_accuracy": 0.99,
        "silent_per_1000_fields": 12.5,
        "review_share": None,
        "calibration_error": 0.02,
        "calibration_bins": [
            {"from": 0.9, "rows": 38, "said": 0.97, "right": 1.0},
            {"from": 0.1, "rows": 2, "said": 0.15, "right": 0.0},
        ],
    }
    return {"all": one, "level": {"1": one, "3": one}, "damage": {"round_seal": one, "<odd>": one}}


@pytest.mark.parametrize("chart", [charts.levels, charts.reliability, charts.damage])
def test_charts_are_well_formed(chart) -> None:
    tree = ElementTree.fromstring(chart(numbers()))
    words = "".join(tree.itertext())
    assert {"levels": "12.5", "reliability": "38", "damage": "round seal"}[chart.__name__] in words
    width = float(tree.get("width", 0))
    assert all(0 <= float(one.get("x", 0)) + float(one.get("width", 0)) <= width for one in tree.iter("{*}rect"))
