"""`python -m benchmarks.peers.icdar FOLDER`: the digital readers on the outside set, ICDAR 2013's table competition.

FOLDER holds the competition's files side by side, NAME.pdf with NAME-str.xml (the 67 documents of the parts `eu` and
`us`; the tests of tabula-java carry them). They are mostly English and many of their tables have no rulings: the set
tells what a reader does with foreign documents, not with forms.

The measure is the competition's (Göbel, Hassan, Oro, Orsi: ICDAR 2013 Table Competition): of every two cells with text
that are neighbours in a row or a column, texts and direction must be found again. Relations are pooled over the
pages of a document, as for a reader that also has to find the tables, and over all documents.
Writes benchmarks/results/icdar.json and .md.
"""

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from benchmarks.evaluate.fields import plain
from benchmarks.peers.__main__ import DIGITAL, read
from benchmarks.peers.compare import Cells
from benchmarks.report import markdown
from extract import ExtractSettings, extract

RESULTS = Path(__file__).parents[1] / "results"
Relation = tuple[str, str, str]
"""Text, the text of its neighbour, `right` or `below`."""


def relations(cells: Cells) -> Counter[Relation]:
    """The neighbourhoods of a table's cells that have text; empty places between two cells do not part them."""
    named = [(y, x, down, across, plain(text)) for y, x, down, across, text in cells if plain(text)]
    at = {
        (y + j, x + i): number
        for number, (y, x, down, across, _) in enumerate(named)
        for j in range(down)
        for i in range(across)
    }
    height, width = (max((place[k] for place in at), default=-1) + 1 for k in (0, 1))
    pairs = set()
    for y, x in at:
        right = next((at[y, i] for i in range(x + 1, width) if (y, i) in at), at[y, x])
        below = next((at[j, x] for j in range(y + 1, height) if (j, x) in at), at[y, x])
        pairs |= {(at[y, x], right, "right"), (at[y, x], below, "below")}
    return Counter((named[a][4], named[b][4], way) for a, b, way in pairs if a != b)


def truth(path: Path) -> list[Cells]:
    """The tables of a structure file. A table that goes on over regions is taken region by region."""
    return [
        [_cell(cell) for cell in region.iter("cell")]
        for table in ElementTree.parse(path).getroot().iter("table")
        for region in table.iter("region")
    ]


def _cell(cell: ElementTree.Element) -> tuple[int, int, int, int, str]:
    y, x = int(cell.attrib["start-row"]), int(cell.attrib["start-col"])
    below, right = int(cell.attrib.get("end-row", y)), int(cell.attrib.get("end-col", x))
    return y, x, below - y + 1, right - x + 1, cell.findtext("content") or ""


def ours(paths: Iterable[Path]) -> tuple[dict[str, list[Cells]], float]:
    """The product's tables by file name, and its CPU seconds. Every page is looked at, words of forms or not."""
    found, start = {}, time.process_time()
    for path in paths:
        pages = extract(path.read_bytes(), ExtractSettings(form_words=(), ocr=False)).pages
        tables = [table for page in pages for table in page.tables]
        found[path.name] = [
            [(cell.row, cell.column, cell.row_span, cell.column_span, cell.text) for cell in table.cells]
            for table in tables
        ]
    return found, time.process_time() - start


def figures(wanted: dict[str, list[Cells]], got: dict[str, list[Cells]], seconds: float) -> dict[str, Any]:
    """Recall, precision and their harmonic mean over all relations, and CPU seconds a document."""
    right = said = true = 0
    for name, tables in wanted.items():
        want = sum((relations(table) for table in tables), Counter[Relation]())
        have = sum((relations(table) for table in got.get(name, [])), Counter[Relation]())
        right, said, true = right + (want & have).total(), said + have.total(), true + want.total()
    recall, precision = right / true, right / said if said else 0.0
    return {
        "recall": round(recall, 4),
        "precision": round(precision, 4),
        "f1": round(2 * recall * precision / (recall + precision), 4) if right else 0.0,
        "seconds_a_document": round(seconds / len(wanted), 3),
    }


def main() -> None:
    """Read the set with every digital reader and write the figures."""
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("folder", type=Path)
    a.add_argument("--peers", default=",".join(DIGITAL))
    a.add_argument("--home", type=Path, default=Path(".venv/peers"))
    args = a.parse_args()
    paths = sorted(path for path in args.folder.glob("*.pdf") if path.with_name(f"{path.stem}-str.xml").exists())
    wanted = {path.name: truth(path.with_name(f"{path.stem}-str.xml")) for path in paths}
    results = {"jixiao": figures(wanted, *ours(paths))}
    for peer in args.peers.split(","):
        result = read(peer, paths, args.home)
        results[peer] = figures(wanted, result["documents"], result["seconds"])
    for reader, one in results.items():
        print(reader, json.dumps(one))
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "icdar.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    table = markdown(
        ["reader", "recall", "precision", "F1", "CPU s a document"],
        [[name, *one.values()] for name, one in results.items()],
    )
    text = (
        "# ICDAR 2013, the outside set\n\n`python -m benchmarks.peers.icdar FOLDER`: neighbourhoods of cells over "
        f"{len(paths)} documents, finding the tables included. Many tables there have no rulings; what goes "
        f"by rulings (ours, tablers, pdfplumber, camelot lattice) does not see them.\n\n{table}\n"
    )
    (RESULTS / "icdar.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
