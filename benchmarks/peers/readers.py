"""Each peer as a competent user would call it. Run by the peer's own interpreter, so nothing of this project is
imported:

    python readers.py PEER OUT.json FILE.pdf …    {"seconds": CPU, "documents": {FILE: [table, …]}}

A table is a list of cells, each [row, column, row span, column span, text]; a merged cell is given once. Readers that
name no spans give cells of one place each; the evaluation fills the first columns down.
"""

import json
import re
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

Table = list[tuple[int, int, int, int, str]]


def single(rows: Iterable[Sequence[str | None]]) -> Table:
    """Rows of texts (None where another cell covers the place) as cells of one place each."""
    return [(y, x, 1, 1, text) for y, row in enumerate(rows) for x, text in enumerate(row) if text is not None]


def tablers(path: str) -> list[Table]:
    """tablers, its own settings."""
    from tablers import Document, find_tables

    with Document(path) as document:
        found = [table for page in document.pages() for table in find_tables(page, extract_text=True)]
        return [single([text_of(cell) for cell in row] for row in table.to_list()) for table in found]


def text_of(cell: Any) -> Any:
    """A cell of tablers: text, or nothing where another cell covers the place."""
    return cell.text if hasattr(cell, "text") else cell


def pdfplumber(path: str) -> list[Table]:
    """pdfplumber's extract_tables, its own settings."""
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        return [single(table) for page in pdf.pages for table in page.extract_tables()]


def camelot(path: str) -> list[Table]:
    """camelot's lattice on the vector path, merged cells' text once."""
    import camelot

    found = camelot.read_pdf(
        path, pages="all", flavor="lattice", engine="vector", backend="pdfium", suppress_stdout=True
    )
    return [single(table.df.values.tolist()) for table in found]


def opendataloader(path: str) -> list[Table]:
    """opendataloader-pdf (Java), JSON."""
    import opendataloader_pdf

    with tempfile.TemporaryDirectory() as out:
        opendataloader_pdf.convert(path, output_dir=out, format="json", quiet=True)
        tree = json.loads(next(Path(out).glob("*.json")).read_text(encoding="utf-8"))
    found: list[Table] = []

    def text(node: Any) -> str:
        parts = [node["content"]] if "content" in node else []
        return "".join(parts + [text(kid) for kid in node.get("kids", [])])

    def walk(node: Any) -> None:
        if node.get("type") == "table":
            cells = [cell for row in node["rows"] for cell in row["cells"]]
            spans = [(cell["row span"], cell["column span"], text(cell)) for cell in cells]
            starts = [(cell["row number"] - 1, cell["column number"] - 1) for cell in cells]
            found.append([(*start, *span) for start, span in zip(starts, spans, strict=True)])
        for kid in node.get("kids", []):
            walk(kid)

    walk(tree)
    return found


class Rows(HTMLParser):
    """The tables of an HTML text."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[Table] = []
        self.row = -1
        self.text: list[str] | None = None
        self.spans: tuple[int, int] = (1, 1)
        self.taken: set[tuple[int, int]] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A table, row or cell begins."""
        given = dict(attrs)
        if tag == "table":
            self.tables.append([])
            self.row, self.taken = -1, set()
        elif tag == "tr":
            self.row += 1
        elif tag in ("td", "th"):
            self.text = []
            self.spans = (int(given.get("rowspan") or 1), int(given.get("colspan") or 1))

    def handle_data(self, data: str) -> None:
        """Text of a cell."""
        if self.text is not None:
            self.text.append(data)

    def handle_endtag(self, tag: str) -> None:
        """A cell ends: it takes the next free place of its row."""
        if tag not in ("td", "th") or self.text is None or not self.tables or self.row < 0:
            return
        column = 0
        while (self.row, column) in self.taken:
            column += 1
        down, across = self.spans
        self.taken |= {(self.row + y, column + x) for y in range(down) for x in range(across)}
        self.tables[-1].append((self.row, column, down, across, "".join(self.text)))
        self.text = None


def docvortex(path: str) -> list[Table]:
    """docvortex, HTML out of its document."""
    import docvortex

    with tempfile.TemporaryDirectory() as out:
        target = Path(out) / "x.html"
        docvortex.convert(path, target, output_format="html")
        rows = Rows()
        rows.feed(target.read_text(encoding="utf-8"))
    return rows.tables


def img2table(path: str) -> list[Table]:
    """img2table with rotation detection and RapidOCR."""
    from img2table.document import PDF
    from img2table.ocr import RapidOCR

    found = PDF(path, detect_rotation=True).extract_tables(ocr=RapidOCR())
    return [once(table.content.values()) for tables in found.values() for table in tables]


def once(rows: Iterable[Sequence[Any]]) -> Table:
    """img2table gives a merged cell at each of its places, with one box: keep it once."""
    places: dict[tuple[int, ...], list[tuple[int, int]]] = {}
    texts: dict[tuple[int, ...], str] = {}
    for y, row in enumerate(rows):
        for x, cell in enumerate(row):
            box = (cell.bbox.x1, cell.bbox.y1, cell.bbox.x2, cell.bbox.y2)
            places.setdefault(box, []).append((y, x))
            texts[box] = cell.value or ""
    out: Table = []
    for box, own in places.items():
        (y0, x0), (y1, x1) = (tuple(edge(place[i] for place in own) for i in (0, 1)) for edge in (min, max))
        out.append((y0, x0, y1 - y0 + 1, x1 - x0 + 1, texts[box]))
    return out


def rapid_table(path: str) -> list[Table]:
    """rapid_table 0.3 (its SLANet-plus is in the package) with RapidOCR on the whole page at 200 dpi."""
    import numpy as np
    import pypdfium2 as pdfium
    from rapid_table import RapidTable
    from rapidocr_onnxruntime import RapidOCR

    ocr, structure = RapidOCR(), RapidTable(model_type="slanet_plus")
    rows = Rows()
    for page in pdfium.PdfDocument(path):
        image = np.ascontiguousarray(page.render(scale=200 / 72).to_numpy()[..., :3])
        read, _ = ocr(image)
        if read:
            rows.feed(structure(image, read)[0])
    return rows.tables


READERS: dict[str, Callable[[str], list[Table]]] = {
    reader.__name__: reader
    for reader in (tablers, pdfplumber, camelot, opendataloader, docvortex, img2table, rapid_table)
}


def main() -> None:
    """Read every file; what fails is an empty list and its error is kept."""
    peer, out, *paths = sys.argv[1:]
    reader = READERS[peer]
    documents: dict[str, list[Table]] = {}
    errors: dict[str, str] = {}
    started = time.time()
    for path in paths:
        try:
            documents[Path(path).name] = reader(path)
        except Exception as error:  # noqa: BLE001 - a peer may fail in any way; that is a result
            documents[Path(path).name] = []
            errors[Path(path).name] = re.sub(r"\s+", " ", f"{type(error).__name__}: {error}")[:300]
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    seconds = sum(one.ru_utime + one.ru_stime for one in used)
    result = {"seconds": seconds, "wall": time.time() - started, "documents": documents, "errors": errors}
    Path(out).write_text(json.dumps(result, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
