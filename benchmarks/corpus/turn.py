"""Pages that lie on their side in the file and are shown upright by `/Rotate`, as some producers leave them.

What is shown, and so every place in the truth, stays as it was.
"""

from pathlib import Path

import pikepdf
from pikepdf import Array

__all__ = ["turn"]


def turn(path: Path, degrees: int) -> None:
    """Turn every page of a PDF in the file by so many degrees (90, 180 or 270) to the left, and back by `/Rotate`."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for page in pdf.pages:
            x0, y0, x1, y1 = (float(value) for value in page.mediabox)
            width, height = x1 - x0, y1 - y0
            matrix, size = {
                90: ((0, 1, -1, 0, y1, -x0), (height, width)),
                180: ((-1, 0, 0, -1, x1, y1), (width, height)),
                270: ((0, -1, 1, 0, -y0, x1), (height, width)),
            }[degrees]
            page.contents_add(f"q {' '.join(f'{value:g}' for value in matrix)} cm\n".encode(), prepend=True)
            page.contents_add(b"\nQ")
            for name in ("/CropBox", "/TrimBox", "/BleedBox", "/ArtBox"):
                if name in page:
                    del page[name]
            page.mediabox = Array([0, 0, *(round(value, 3) for value in size)])
            page.Rotate = degrees
        pdf.save(path, deterministic_id=True)
