"""A line that a page break ran through: its halves are known by where they stand across their tables."""

import cv2
import numpy as np
import pytest

from extract.scan.prepare import Prepared, prepare
from extract.scan.raster import Raster
from extract.scan.seam import halves, joined

ROWS = list(range(60, 641, 58))


def page(walls: list[int], *, head: bool) -> Prepared:
    """A table with these walls within; of the word in its first column's first row (`head`) or last row only the lower
    or upper half is printed, at the edge."""
    gray = np.full((700, 900), 255, np.uint8)
    edges = [40, *walls, 860]
    for x in edges:
        cv2.line(gray, (x, ROWS[0]), (x, ROWS[-1]), 0, 2)
    for y in ROWS:
        cv2.line(gray, (40, y), (860, y), 0, 2)
    for y in ROWS[:-1]:
        for x in edges[:-1]:
            if x == 40 and y == (ROWS[0] if head else ROWS[-2]):
                word = np.full((58, 200), 255, np.uint8)
                cv2.putText(word, "HOWEVER", (10, 40), cv2.FONT_HERSHEY_SIMPLEX, 1, 0, 2)
                top = y + 2 if head else y + 28
                gray[top : top + 29, x + 2 : x + 202] = word[29:] if head else word[:29]
            else:
                cv2.putText(gray, "WORD", (x + 8, y + 40), cv2.FONT_HERSHEY_SIMPLEX, 0.9, 0, 2)
    return prepare(Raster(cv2.cvtColor(gray, cv2.COLOR_GRAY2BGR), 900, 700))


@pytest.mark.parametrize(("walls", "found"), [([280, 600], 1), ([280, 500, 680], 1), ([400, 600], 0)])
def test_halves_belong_together_by_their_place_whatever_columns_their_tables_have(walls: list[int], found: int) -> None:
    upper, lower = page([280, 500, 680], head=False), page(walls, head=True)
    pairs = list(halves(upper, lower))
    assert [(foot.cell.column, head.cell.column) for foot, head in pairs] == [(0, 0)] * found
    assert all(joined(foot, head, upper.height) for foot, head in pairs)
