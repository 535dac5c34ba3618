"""img2table on pictures of pages, cell by cell. Run by the peer's own interpreter, so nothing of this project is
imported:

    python img2table_pages.py OUT.json PAGE.png …          texts by RapidOCR's small Chinese models
    python img2table_pages.py --bare OUT.json PAGE.png …   the tables' structure alone

OUT.json holds for every page `{"seconds": CPU, "tables": [table, …], "lines": [[text, score, box], …], "error": …}`;
a table is a list of `[row, column, row_span, column_span, box, text]`, a box `[x0, y0, x1, y1]` in pixels of the page
as img2table turned it. One thread. The first page is read twice: what libraries do once is no part of a page's cost.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

import cv2
from img2table.document import Image
from img2table.ocr import RapidOCR
from rapidocr import LangRec

ONE_THREAD = {"EngineConfig.onnxruntime.intra_op_num_threads": 1, "EngineConfig.onnxruntime.inter_op_num_threads": 1}
Cell = list[Any]


class Remembering(RapidOCR):
    """RapidOCR that keeps the lines of the page it read last: those outside of tables are of use too."""

    def __init__(self, params: dict[str, Any]) -> None:
        super().__init__(params)
        self.lines: list[dict[str, Any]] = []

    def of(self, document: Any) -> Any:
        """The lines of a document, as img2table asks for them."""
        found = super().of(document)
        self.lines = found.records.get(0, []) if found else []
        return found


def cells(table: Any) -> list[Cell]:
    """The cells of a table: img2table names a merged cell at each of its places, with the same box."""
    places: dict[tuple[int, ...], list[tuple[int, int]]] = {}
    texts: dict[tuple[int, ...], str] = {}
    for row, found in table.content.items():
        for column, cell in enumerate(found):
            box = (cell.bbox.x1, cell.bbox.y1, cell.bbox.x2, cell.bbox.y2)
            places.setdefault(box, []).append((row, column))
            texts[box] = cell.value or ""
    out = []
    for box, where in places.items():
        (top, left), (bottom, right) = min(where), max(where)
        out.append([top, left, bottom - top + 1, right - left + 1, list(box), texts[box]])
    return sorted(out, key=lambda cell: cell[:2])


def outside(lines: list[dict[str, Any]], tables: list[Any]) -> list[Cell]:
    """The lines whose middle is in no table."""
    out = []
    for line in lines:
        x, y = (line["x1"] + line["x2"]) / 2, (line["y1"] + line["y2"]) / 2
        if not any(t.bbox.x1 <= x <= t.bbox.x2 and t.bbox.y1 <= y <= t.bbox.y2 for t in tables):
            out.append([line["value"], line["confidence"] / 100, [line["x1"], line["y1"], line["x2"], line["y2"]]])
    return sorted(out, key=lambda line: (line[2][1], line[2][0]))


def page(path: str, ocr: Remembering | None) -> dict[str, Any]:
    """A page's tables and lines with the CPU seconds they took."""
    started = time.process_time()
    try:
        tables = Image(path, detect_rotation=True).extract_tables(ocr=ocr)
        error = ""
    except Exception as fault:  # noqa: BLE001 - a peer may fail in any way; that is a result
        tables, error = [], f"{type(fault).__name__}: {fault}"
    seconds = time.process_time() - started
    lines = outside(ocr.lines, tables) if ocr else []
    return {"seconds": seconds, "tables": [cells(table) for table in tables], "lines": lines, "error": error}


def main() -> None:
    """Read every page."""
    bare = "--bare" in sys.argv
    out, *paths = [word for word in sys.argv[1:] if word != "--bare"]
    cv2.setNumThreads(1)
    ocr = None if bare else Remembering(params={"Rec.lang_type": LangRec.CH, **ONE_THREAD})
    page(paths[0], ocr)
    Path(out).write_text(json.dumps([page(path, ocr) for path in paths], ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
