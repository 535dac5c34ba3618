"""Lines of text detected by the PP-OCRv6 detector, for what lies outside the grid.

The detector (DB, Liao et al. 2019) gives each pixel the probability that it lies in the shrunken core of a text line;
cores are cut at a threshold and grown back by the ratio of the model's own configuration.
"""

import cv2
import numpy as np

from extract.ocr.models import FloatArray, Size, infer, model_folder
from extract.scan.lines import TextLine
from extract.scan.raster import Pixels

__all__ = ["detect"]

MEAN = np.array([0.485, 0.456, 0.406], np.float32)
DEVIATION = np.array([0.229, 0.224, 0.225], np.float32)
CORE, CERTAIN, UNCLIP = 0.2, 0.45, 1.4
TEXT_ROWS = 18
LARGEST = 1280


def detect(gray: Pixels, height: float, size: Size = "tiny", threads: int = 1) -> list[TextLine]:
    """Boxes of the text lines of a straight grey picture whose text is about `height` pixels high, in reading order."""
    factor = min(TEXT_ROWS / height, LARGEST / max(gray.shape), 1.0)
    rows, columns = (max(32, round(side * factor / 32) * 32) for side in gray.shape)
    small = cv2.resize(gray, (columns, rows), interpolation=cv2.INTER_AREA)
    plane = (small[..., None].astype(np.float32) / 255 - MEAN) / DEVIATION
    model = model_folder() / "ppocrv6" / size / "det" / "det.onnx"
    heat = infer(model, np.ascontiguousarray(plane.transpose(2, 0, 1)[None]), threads)[0, 0]
    scale = np.array([gray.shape[1] / columns, gray.shape[0] / rows] * 2)
    corners = ([int(v) for v in np.round(np.array(box) * scale)] for box in _cores(heat))
    return reading_order([TextLine(x0, y0, x1, y1) for x0, y0, x1, y1 in corners])


def reading_order(lines: list[TextLine]) -> list[TextLine]:
    """Top to bottom; lines that share more than half of their height stand beside one another, left to right."""
    rows: list[list[TextLine]] = []
    for line in sorted(lines, key=lambda line: line.y0 + line.y1):
        last = rows[-1][-1] if rows else None
        if last and min(line.y1, last.y1) - max(line.y0, last.y0) > 0.5 * min(line.y1 - line.y0, last.y1 - last.y0):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [line for row in rows for line in sorted(row)]


def _cores(heat: FloatArray) -> list[tuple[float, float, float, float]]:
    count, labels, stats, _ = cv2.connectedComponentsWithStats((heat > CORE).astype(np.uint8))
    boxes = []
    for n in range(1, count):
        left, top, width, height = (int(v) for v in stats[n, :4])
        part = (slice(top, top + height), slice(left, left + width))
        if min(width, height) < 3 or heat[part][labels[part] == n].mean() < CERTAIN:
            continue
        grow = width * height * UNCLIP / (2 * (width + height))
        boxes.append((max(0.0, left - grow), max(0.0, top - grow), left + width + grow, top + height + grow))
    return boxes
