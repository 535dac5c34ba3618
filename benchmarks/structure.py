"""`python -m benchmarks.structure [FOLDER]`: a scan's cells, whatever was done to its picture.

Of every scan in FOLDER (NAME.scanN.pdf with its digital twin NAME.pdf; the committed samples if none is named) the
share of the twin's cells that are found in their table, row and column with their spans, and the scans of which every
cell is: as it is, turned, with gaps in its rulings, pale, coarse; img2table (`detect_rotation=True`) on the same
pictures beside it. The table is written to docs/scans.md and its twin, between their marks.
"""

import argparse
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from benchmarks.pages import DOCUMENTS, Scan, coarse, img2table, pale, raster, scans, torn, turned
from benchmarks.report import markdown, written
from extract.model import Table
from extract.ocr.orientation import turn_needed
from extract.scan.prepare import prepare
from extract.scan.raster import Raster

TWINS = [Path(__file__).parents[1] / "docs" / name for name in ("scans.md", "scans.zh.md")]
DAMAGE: dict[str, Callable[[Raster], Raster]] = {
    "as it is": lambda page: page,
    "turned by 90°": lambda page: turned(page, 1),
    "turned by 180°": lambda page: turned(page, 2),
    "4% of the rulings' length gone": lambda page: torn(page, 0.04, longest=24),
    "35% of the contrast": lambda page: pale(page, 0.35),
    "100 dpi": lambda page: coarse(page, 100 * page.height / 72 / page.pixels.shape[0]),
}
Place = tuple[int, int, int, int, int]
"""Table, row, column, row span, column span."""


def wanted(tables: Iterable[Table]) -> set[Place]:
    """The cells of a page's tables."""
    return {(n, c.row, c.column, c.row_span, c.column_span) for n, t in enumerate(tables) for c in t.cells}


def ours(page: Raster) -> set[Place]:
    """The cells that the scan reader sees on a picture."""
    grids = prepare(page, turn_needed(page.pixels)).grids()
    return {(n, *cell[:4]) for n, grid in enumerate(grids) for cell in grid.cells}


def theirs(pages: Sequence[Raster]) -> list[set[Place]]:
    """The cells that img2table sees on each picture."""
    found = img2table(pages, bare=True)
    return [
        {(n, cell[0], cell[1], cell[2], cell[3]) for n, table in enumerate(page["tables"]) for cell in table}
        for page in found
    ]


def compared(pages: Sequence[Scan], found: Sequence[set[Place]]) -> tuple[float, int]:
    """The share of the twins' cells that were found, and the number of pages that have just their cells."""
    sets = [wanted(page.twin.tables) for page in pages]
    right = sum(len(want & got) for want, got in zip(sets, found, strict=True))
    whole = sum(want == got for want, got in zip(sets, found, strict=True))
    return round(right / sum(map(len, sets)), 4), whole


def measured(pages: Sequence[Scan]) -> list[list[str | float]]:
    """A row for each kind of damage."""
    rows: list[list[str | float]] = []
    for name, damage in DAMAGE.items():
        pictures = [damage(raster(page)) for page in pages]
        mine, peer = ([ours(picture) for picture in pictures], theirs(pictures))
        (share, whole), (other, others) = compared(pages, mine), compared(pages, peer)
        rows.append([name, share, f"{whole} of {len(pages)}", other, f"{others} of {len(pages)}"])
        for page, cells in zip(pages, mine, strict=True):
            if missing := wanted(page.twin.tables) ^ cells:
                print(f"{name}: {page.name}: {len(missing)} cells differ")
    return rows


def main() -> None:
    """Measure and write the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path, nargs="?", default=DOCUMENTS)
    pages = list(scans(options.parse_args().folder))
    cells = sum(len(wanted(page.twin.tables)) for page in pages)
    head = ["picture", "jixiao: cells", "pages without a fault", "img2table: cells", "pages without a fault"]
    table = markdown(head, [list(row) for row in measured(pages)])
    text = f"{len(pages)} pages, {cells} cells.\n\n{table}"
    print(text)
    for page in TWINS:
        page.write_text(written(page.read_text(encoding="utf-8"), {"structure": text}), encoding="utf-8")


if __name__ == "__main__":
    main()
